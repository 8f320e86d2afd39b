import { sql } from 'kysely';
import type { RowCounts, WindowCounts } from '../../schemas/calls.ts';
import type { Db } from '../database.ts';
import { noRows } from './counts.ts';

/** What the windows of an execution add up to. */
export interface WindowSums {
  rows: RowCounts;
  windows: WindowCounts;
  pages: number;
  expectedRows: number | null;
}

export const noWindows = (): WindowSums => ({
  rows: noRows(),
  windows: { total: 0, complete: 0, partial: 0, failed: 0 },
  pages: 0,
  expectedRows: null,
});

/**
 * Sums the windows of some executions (C-36). A window that was split counts for the pages and rows it read, but not as
 * a window: its parts do.
 * @returns sums by execution id; an execution without windows is absent
 */
export async function sumWindows(db: Db, executionIds: readonly number[]): Promise<Map<number, WindowSums>> {
  if (executionIds.length === 0) return new Map();
  const inState = (state: string) => sql<number>`sum(case when state = ${state} then 1 else 0 end)`;
  const rows = await db
    .selectFrom('call_windows')
    .where('execution_id', 'in', executionIds)
    .groupBy('execution_id')
    .select((eb) => [
      'execution_id',
      inState('complete').as('complete'),
      inState('partial').as('partial'),
      inState('failed').as('failed'),
      inState('split').as('split'),
      eb.fn.countAll<number>().as('total'),
      sql<number | null>`sum(case when state <> 'split' then expected_total end)`.as('expected_rows'),
      eb.fn.sum<number>('pages').as('pages'),
      eb.fn.sum<number>('rows_fetched').as('fetched'),
      eb.fn.sum<number>('rows_inserted').as('inserted'),
      eb.fn.sum<number>('rows_updated').as('updated'),
      eb.fn.sum<number>('rows_unchanged').as('unchanged'),
      eb.fn.sum<number>('rows_quarantined').as('quarantined'),
      eb.fn.sum<number>('rows_failed').as('failed_rows'),
    ])
    .execute();
  return new Map(
    rows.map((row) => [
      row.execution_id,
      {
        rows: {
          fetched: Number(row.fetched),
          inserted: Number(row.inserted),
          updated: Number(row.updated),
          unchanged: Number(row.unchanged),
          quarantined: Number(row.quarantined),
          failed: Number(row.failed_rows),
        },
        windows: {
          total: Number(row.total) - Number(row.split),
          complete: Number(row.complete),
          partial: Number(row.partial),
          failed: Number(row.failed),
        },
        pages: Number(row.pages),
        expectedRows: row.expected_rows === null ? null : Number(row.expected_rows),
      },
    ]),
  );
}
