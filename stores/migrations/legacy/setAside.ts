import { sql } from 'kysely';
import type { Trx } from '../../database.ts';
import type { Portable } from '../../dialects/portable.ts';
import { DatabaseShapeError } from '../shape.ts';
import { tablesHere } from '../tablesHere.ts';
import { copyOf, isRobotTable, robotTables, type RobotTable } from './robotTables.ts';

/** What the copies are read by. */
const ORDER: Readonly<Record<RobotTable, readonly string[]>> = {
  calls: ['id'],
  mailing_data: ['call_id', 'id'],
  execution_logs: ['id'],
};

/** How many rows a table holds. */
export async function rowsIn(trx: Trx, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(trx);
  return Number(rows[0]?.n ?? 0);
}

/**
 * Copies the tables of the legacy robot as they are to `legacy_…` and drops them, so that ours can be made: their keys,
 * collations and types cannot be changed in place.
 * @returns which of them were there
 * @throws DatabaseShapeError when such a copy is there already, or lacks rows
 */
export async function setAside(trx: Trx, portable: Portable): Promise<RobotTable[]> {
  const tables = await tablesHere({ db: trx, portable });
  const found = robotTables.filter((name) => tables.some((table) => table.name === name && isRobotTable(table)));
  const taken = found.map(copyOf).filter((copy) => tables.some(({ name }) => name === copy));
  if (taken.length > 0)
    throw new DatabaseShapeError(
      `The tables of the legacy robot would be kept as ${taken.join(', ')}, which exists already: rename it, and migrate again.`,
    );
  for (const name of found.toReversed()) await copyAndDrop(trx, portable, name);
  return found;
}

async function copyAndDrop(trx: Trx, portable: Portable, name: RobotTable): Promise<void> {
  const copy = copyOf(name);
  await portable.copyTable(trx, name, copy);
  const [rows, copied] = [await rowsIn(trx, name), await rowsIn(trx, copy)];
  if (rows !== copied) throw new DatabaseShapeError(`Of ${rows} rows of ${name} only ${copied} came into ${copy}.`);
  await trx.schema.dropTable(name).execute();
  await trx.schema
    .createIndex(`ix_${copy}`)
    .on(copy)
    .columns([...ORDER[name]])
    .execute();
}
