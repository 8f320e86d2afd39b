import type { Scalar } from '../../../rules/calls/types.ts';
import type { Trx } from '../../database.ts';
import type { UpsertTable } from '../portable.ts';
import { PostgresConnection } from './connection.ts';
import { knownTable } from './knownTable.ts';
import { inKeyOrder } from './rows.ts';
import { postgresUpsertSql } from './upsertSql.ts';
import { arrayText } from './values.ts';

/** The text of so many calls is made in some milliseconds, and the event loop turns between two statements. */
const MAX_ROWS = 250;
/** From so many rows on it matters which index is used; the server's own counting begins here too, a minute later. */
const WORTH_COUNTING = 50;

/** Few statements for many rows: each column of them travels as one array, so that the text is the same for any number. */
export const postgresUpsert = (trx: Trx, table: UpsertTable, rows: Iterable<readonly Scalar[]>): Promise<void> =>
  trx.getExecutor().provideConnection(async (connection) => {
    if (!(connection instanceof PostgresConnection)) {
      throw new TypeError('This transaction is not of a PostgreSQL database.');
    }
    const ordered = inKeyOrder(table, rows);
    if (ordered.length === 0) return;
    const known = await knownTable(connection, table);
    const sql = postgresUpsertSql(table, (column) => known.arrayTypes.get(column) ?? unknownColumn(table, column));
    for (let first = 0; first < ordered.length; first += MAX_ROWS) {
      const some = ordered.slice(first, first + MAX_ROWS);
      const parameters = table.columns.map((_, i) => arrayText(some.map((row) => row[i])));
      await connection.executeQuery({ sql, parameters });
    }
    if (known.isCounted || ordered.length < WORTH_COUNTING) return;
    // The planner takes a table of so wide rows for empty until it is counted: each check of a foreign key would then
    // read all calls of the account, and a first backfill slow down with every page.
    await connection.executeQuery({ sql: `analyze "${table.name}"`, parameters: [] });
    known.isCounted = true;
  });

function unknownColumn(table: UpsertTable, column: string): never {
  throw new Error(`The table ${table.name} has no column ${column}.`);
}
