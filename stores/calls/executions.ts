import type { Selectable } from 'kysely';
import type { RowCounts } from '../../schemas/calls.ts';
import { decodeNumber, pageOf } from '../cursor.ts';
import type { Db, StoreContext, Trx } from '../database.ts';
import type { CallStore, ExecutionRow } from './contract.ts';
import { countColumns, rowCounts } from './counts.ts';
import type { ExecutionsTable } from './tables.ts';
import { executionsUpsert } from './upserts.ts';
import { noWindows, sumWindows, type WindowSums } from './windowSums.ts';

type ExecutionMethods = Pick<
  CallStore,
  'beginExecution' | 'endExecution' | 'execution' | 'listExecutions' | 'openExecutions'
>;

/** A closed run has its sums; an open one is summed when it is read. */
const closedSums = (row: Selectable<ExecutionsTable>): WindowSums => ({
  rows: rowCounts(row),
  windows: {
    total: row.windows_total,
    complete: row.windows_complete,
    partial: row.windows_partial,
    failed: row.windows_failed,
  },
  pages: row.pages,
  expectedRows: row.expected_rows,
});

const executionRow = (row: Selectable<ExecutionsTable>, sums: WindowSums): ExecutionRow => ({
  id: row.id,
  workflowId: row.workflow_id,
  runId: row.run_id,
  account: row.account,
  zone: row.zone,
  kind: row.kind,
  campaigns: JSON.parse(row.campaign_ids) as number[],
  from: row.start_date,
  to: row.end_date,
  startedAt: row.execution_date,
  endedAt: row.ended_at,
  status: row.status,
  errorMessage: row.error_message,
  windows: sums.windows,
  pages: sums.pages,
  expectedRows: sums.expectedRows,
  ...sums.rows,
});

async function withSums(db: Db, rows: readonly Selectable<ExecutionsTable>[]): Promise<ExecutionRow[]> {
  const open = rows.filter((row) => row.status === 'RUNNING').map(({ id }) => id);
  const live = await sumWindows(db, open);
  return rows.map((row) =>
    executionRow(row, row.status === 'RUNNING' ? (live.get(row.id) ?? noWindows()) : closedSums(row)),
  );
}

const legacyCounts = ({ fetched, inserted, updated, unchanged, quarantined, failed }: RowCounts) => ({
  total_records: fetched,
  successful_records: inserted + updated + unchanged,
  failed_records: quarantined + failed,
});

const seconds = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 1_000);

/** Windows that a run leaves behind unread must not look as if somebody were still at them. */
const closeWindows = (trx: Trx, executionId: number, at: string) =>
  trx
    .updateTable('call_windows')
    .set({ state: 'failed', reason: 'run-ended', detail: 'The run ended before the window was read.', finished_at: at })
    .where('execution_id', '=', executionId)
    .where('state', 'in', ['pending', 'running'])
    .execute();

export const createExecutions = ({ db, portable, transact }: StoreContext): ExecutionMethods => ({
  beginExecution: (start) =>
    transact(async (trx) => {
      await portable.upsert(trx, executionsUpsert, [
        [
          start.workflowId,
          start.runId,
          start.account,
          start.zone,
          start.kind,
          JSON.stringify(start.campaigns),
          start.from,
          start.to,
          start.startedAt,
          start.startedAt,
          'RUNNING',
        ],
      ]);
      const { id } = await trx
        .selectFrom('execution_logs')
        .select('id')
        .where('workflow_id', '=', start.workflowId)
        .where('run_id', '=', start.runId)
        .executeTakeFirstOrThrow();
      return id;
    }),

  endExecution: (id, end) =>
    transact(async (trx) => {
      const open = trx.selectFrom('execution_logs').select('execution_date').where('id', '=', id);
      const row = await portable.forChange(open).where('status', '=', 'RUNNING').executeTakeFirst();
      if (!row) return;
      await closeWindows(trx, id, end.endedAt);
      const sums = (await sumWindows(trx, [id])).get(id) ?? noWindows();
      await trx
        .updateTable('execution_logs')
        .set({
          status: end.status,
          error_message: end.errorMessage,
          ended_at: end.endedAt,
          execution_time_seconds: seconds(row.execution_date, end.endedAt),
          windows_total: sums.windows.total,
          windows_complete: sums.windows.complete,
          windows_partial: sums.windows.partial,
          windows_failed: sums.windows.failed,
          pages: sums.pages,
          expected_rows: sums.expectedRows,
          ...countColumns(sums.rows),
          ...legacyCounts(sums.rows),
        })
        .where('id', '=', id)
        .execute();
    }),

  async execution(workflowId, runId) {
    let query = db.selectFrom('execution_logs').selectAll().where('workflow_id', '=', workflowId);
    if (runId !== undefined) query = query.where('run_id', '=', runId);
    const rows = await portable.first(query.orderBy('id', 'desc'), 1).execute();
    return (await withSums(db, rows))[0] ?? null;
  },

  async listExecutions({ cursor, limit, kind, status }) {
    let query = db.selectFrom('execution_logs').selectAll();
    if (kind !== undefined) query = query.where('kind', '=', kind);
    if (status !== undefined) query = query.where('status', '=', status);
    if (cursor !== undefined) query = query.where('id', '<', decodeNumber(cursor));
    const rows = await portable.first(query.orderBy('id', 'desc'), limit + 1).execute();
    return pageOf(
      await withSums(db, rows),
      limit,
      (row) => row,
      ({ id }) => [id],
    );
  },

  openExecutions: async () =>
    withSums(
      db,
      await db.selectFrom('execution_logs').selectAll().where('status', '=', 'RUNNING').orderBy('id').execute(),
    ),
});
