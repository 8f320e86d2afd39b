import { createLegacyReaders } from '../../../rules/calls/legacy.ts';
import type { Trx } from '../../database.ts';
import type { Portable } from '../../dialects/portable.ts';
import { DatabaseShapeError } from '../shape.ts';
import { fillCalls } from './fillCalls.ts';
import { fillExecutions } from './fillExecutions.ts';
import { fillMailing } from './fillMailing.ts';
import { counted, createProgress, type Say } from './progress.ts';
import type { RobotOwner } from './robotOwner.ts';
import { copyOf, type RobotTable } from './robotTables.ts';
import { rowsIn } from './setAside.ts';

/** What filling a table works with. */
export interface Filling {
  readonly trx: Trx;
  readonly portable: Portable;
  readonly owner: RobotOwner;
  readonly readers: ReturnType<typeof createLegacyReaders>;
  /** Told how many rows are done. */
  readonly onRows: (rows: number) => void;
}

/** @returns rows of the copy that can have no place in the table, and stay in the copy alone */
type Fill = (filling: Filling, tables: readonly RobotTable[]) => Promise<number>;

const fills: Readonly<Record<RobotTable, Fill>> = {
  calls: fillCalls,
  mailing_data: fillMailing,
  execution_logs: fillExecutions,
};

/**
 * Fills our tables, made just now, from what the legacy robot's held, and counts that no row is missing.
 * @throws DatabaseShapeError when one is
 */
export async function takeOver(
  trx: Trx,
  portable: Portable,
  tables: readonly RobotTable[],
  { owner, say, at }: { owner: RobotOwner; say: Say; at: string },
): Promise<void> {
  const readers = createLegacyReaders({ ...owner, at });
  for (const table of tables) {
    const expected = await rowsIn(trx, copyOf(table));
    const onRows = createProgress(say, table, expected);
    const left = await fills[table]({ trx, portable, owner, readers, onRows }, tables);
    const found = await rowsIn(trx, table);
    if (found + left !== expected)
      throw new DatabaseShapeError(
        `Of ${expected} rows of the legacy robot's ${table} ${found} would be kept: nothing was changed. Tell the makers.`,
      );
    const without = left === 0 ? '' : `; ${counted(left)} without a call stay there alone`;
    say(`took over ${counted(found)} rows of the legacy robot's ${table}, kept as ${copyOf(table)}${without}`);
  }
}
