import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoreContext, Trx } from '../database.ts';
import type { UpsertTable } from '../dialects/portable.ts';
import { migrate } from '../migrations/run.ts';
import { MaintenanceError } from './maintenanceError.ts';
import { prepareTarget } from './prepareTarget.ts';
import type { Batch, RowSource, SourceTable } from './rowSource.ts';
import { countRows } from './snapshot.ts';
import { countsUp, primaryKeys } from './tables.ts';
import { markFinished, markUnfinished } from './unfinished.ts';

/** How many rows a table should hold, and how many it does. */
export interface TableCount {
  readonly table: string;
  readonly expected: number;
  readonly found: number;
}

/** Told after each batch that is kept; what it throws breaks the work off. */
export type OnBatch = (batch: Batch) => void;

export const differ = ({ expected, found }: TableCount): boolean => expected !== found;

/**
 * Brings every row of `source` into an empty database, with its ids, and counts them there. Until all counts agree the
 * database says that it is unfinished: nothing but another attempt works with it, and that begins anew.
 * @returns the counts of every table; where they differ the database stays unfinished
 * @throws MaintenanceError when the database is not fit for it; what an unfinished source throws
 */
export async function load(
  target: StoreContext,
  source: RowSource,
  onBatch: OnBatch = () => {},
): Promise<TableCount[]> {
  await prepareTarget(target, source);
  await refuseUnknownColumns(target, source);
  await markUnfinished(target.db);
  const filling = new Map(source.tables.map((table) => [table.name, { insert: insertOf(table), left: table.rows }]));
  for await (const batch of source.batches()) {
    const table = filling.get(batch.table.name);
    if (!table) throw new TypeError(`Rows of a table that was not announced: ${batch.table.name}.`);
    await target.transact((trx) => insertRows(target, trx, table.insert, batch));
    table.left -= batch.rows.length;
    if (table.left === 0) await target.portable.filled(target.db, batch.table.name);
    onBatch(batch);
    // A database in this process answers without a pause: a Ctrl-C would never be heard.
    await nextTurn();
  }
  const counts = await count(target, source);
  if (!counts.some(differ)) {
    await markFinished(target.db);
    await migrate(target);
  }
  return counts;
}

async function insertRows({ portable }: StoreContext, trx: Trx, insert: UpsertTable, { rows }: Batch): Promise<void> {
  const write = () => portable.upsert(trx, insert, rows);
  await (countsUp.has(insert.name) ? portable.keepIds(trx, insert.name, write) : write());
}

/** Nothing of a row that is there is changed: a batch may be written again when a connection was lost. */
const insertOf = ({ name, columns }: SourceTable): UpsertTable => {
  const key = primaryKeys[name] ?? [];
  return { name, columns, key, keep: columns.filter((column) => !key.includes(column)) };
};

async function count({ db }: StoreContext, { tables }: RowSource): Promise<TableCount[]> {
  const counts: TableCount[] = [];
  for (const { name, rows } of tables) {
    counts.push({ table: name, expected: rows, found: await countRows(db, name) });
  }
  return counts;
}

async function refuseUnknownColumns({ db }: StoreContext, { tables }: RowSource): Promise<void> {
  const present = await db.introspection.getTables();
  for (const { name, columns } of tables) {
    const known = new Set(present.find((table) => table.name === name)?.columns.map((column) => column.name));
    const unknown = columns.filter((column) => !known.has(column));
    if (unknown.length > 0)
      throw new MaintenanceError(`${name} has columns of another program: ${unknown.join(', ')}.`);
  }
}
