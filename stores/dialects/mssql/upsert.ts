import type mssql from 'mssql';
import type { Scalar } from '../../../rules/calls/types.ts';
import type { Trx } from '../../database.ts';
import type { UpsertTable } from '../portable.ts';
import { columnsOf, type Column } from './columns.ts';
import { MssqlConnection } from './connection.ts';
import { driver } from './driver.ts';
import { typed } from './parameters.ts';
import { byKey, lastOfEachKey } from './rows.ts';
import { columnsSql, mergeSql, rowsSql, stageSql } from './upsertSql.ts';
import { checkedRow } from './values.ts';
import { wireType, wireValue } from './wire.ts';

/** Up to here a round trip for all is worth more than what the server spends on each. A statement has 2,100 parameters. */
const MAX_PARAMETER_ROWS = 10;
/** A bulk load of more would hold the event loop too long. */
const MAX_BULK_ROWS = 1_000;

type Rows = readonly (readonly Scalar[])[];

/** What is written into a table, made once for all connections of a pool. */
interface Plan {
  readonly columns: readonly Column[];
  readonly keyPositions: readonly number[];
  /** By the number of rows. */
  readonly rows: Map<number, string>;
  readonly stage: string;
  readonly merge: string;
}

/** By pool, since another database may have other columns. */
const plans = new WeakMap<object, WeakMap<UpsertTable, Plan>>();

async function planOf(connection: MssqlConnection, table: UpsertTable): Promise<Plan> {
  const known = plans.get(connection.pool) ?? new WeakMap<UpsertTable, Plan>();
  plans.set(connection.pool, known);
  const plan = known.get(table);
  if (plan) return plan;
  const { columns: described } = await connection.run(columnsSql(table), []);
  const columns = columnsOf(table.name, described);
  const made: Plan = {
    columns,
    keyPositions: table.key.map((name) => table.columns.indexOf(name)),
    rows: new Map(),
    stage: stageSql(table, columns),
    merge: mergeSql(table, columns),
  };
  known.set(table, made);
  return made;
}

function bulkTable(columns: readonly Column[], rows: Rows): mssql.Table {
  const { Table } = driver();
  const table = new Table('#stage');
  for (const column of columns) table.columns.add(column.name, wireType(column), { nullable: true });
  for (const row of rows) table.rows.push(columns.map((column, i) => wireValue(column, row[i] ?? null)));
  return table;
}

async function writeFew(connection: MssqlConnection, table: UpsertTable, plan: Plan, rows: Rows): Promise<void> {
  const text = plan.rows.get(rows.length) ?? rowsSql(table, plan.columns, rows.length);
  plan.rows.set(rows.length, text);
  const parameters = rows.flatMap((row) =>
    plan.columns.map((column, i) => typed(wireType(column), wireValue(column, row[i] ?? null))),
  );
  await connection.run(text, parameters);
}

async function writeMany(connection: MssqlConnection, { columns, stage, merge }: Plan, rows: Rows): Promise<void> {
  for (let from = 0; from < rows.length; from += MAX_BULK_ROWS) {
    await connection.batch(stage);
    await connection.bulk(bulkTable(columns, rows.slice(from, from + MAX_BULK_ROWS)));
    await connection.batch(merge);
  }
}

/**
 * Few rows travel as parameters, many through the bulk protocol into `#stage`; both then update and insert under
 * the table's lock. `MERGE` has a record of deadlocks.
 */
export const mssqlUpsert = (trx: Trx, table: UpsertTable, rows: Iterable<readonly Scalar[]>): Promise<void> =>
  trx.getExecutor().provideConnection(async (connection) => {
    if (!(connection instanceof MssqlConnection)) throw new TypeError('This transaction is not of a SQL Server.');
    const plan = await planOf(connection, table);
    const checked = Array.from(rows, (row) => checkedRow(table, plan.columns, row)).sort(byKey(plan.keyPositions));
    // The bulk protocol knows no empty load.
    if (checked.length === 0) return;
    if (checked.length <= MAX_PARAMETER_ROWS) await writeFew(connection, table, plan, checked);
    else await writeMany(connection, plan, lastOfEachKey(checked, plan.keyPositions));
  });
