import type { Scalar } from '../../../rules/calls/types.ts';
import type { Trx } from '../../database.ts';
import type { UpsertTable } from '../portable.ts';
import { PostgresConnection } from './connection.ts';
import { inKeyOrder } from './rows.ts';
import { postgresUpsertSql } from './upsertSql.ts';
import { arrayText } from './values.ts';

/** The text of so many calls is made in some milliseconds, and the event loop turns between two statements. */
const MAX_ROWS = 250;

/** Few statements for many rows: each column of them travels as one array, so that the text is the same for any number. */
export const postgresUpsert = (trx: Trx, table: UpsertTable, rows: Iterable<readonly Scalar[]>): Promise<void> =>
  trx.getExecutor().provideConnection(async (connection) => {
    if (!(connection instanceof PostgresConnection)) {
      throw new TypeError('This transaction is not of a PostgreSQL database.');
    }
    const ordered = inKeyOrder(table, rows);
    if (ordered.length === 0) return;
    const types = await arrayTypes(connection, table);
    const sql = postgresUpsertSql(table, (column) => types.get(column) ?? unknownColumn(table, column));
    for (let first = 0; first < ordered.length; first += MAX_ROWS) {
      const some = ordered.slice(first, first + MAX_ROWS);
      const parameters = table.columns.map((_, i) => arrayText(some.map((row) => row[i])));
      await connection.executeQuery({ sql, parameters });
    }
  });

/** Types as the table has them, which another program may have made; asked once, and again when a column is new. */
async function arrayTypes(
  connection: PostgresConnection,
  { name: table, columns }: UpsertTable,
): Promise<ReadonlyMap<string, string>> {
  const known = connection.arrayTypes.get(table);
  if (known && columns.every((column) => known.has(column))) return known;
  const { rows } = await connection.executeQuery<{ name: string; type: string }>({
    sql: `select attname as name, format_type(atttypid, null) || '[]' as type from pg_attribute
      where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    parameters: [`"${table}"`],
  });
  const types = new Map(rows.map(({ name, type }) => [name, type]));
  connection.arrayTypes.set(table, types);
  return types;
}

function unknownColumn(table: UpsertTable, column: string): never {
  throw new Error(`The table ${table.name} has no column ${column}.`);
}
