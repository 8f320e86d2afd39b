import pg from 'pg';
import { createCallStore } from '../../stores/calls/callStore.ts';
import { callsUpsert } from '../../stores/calls/upserts.ts';
import { migrate } from '../../stores/migrations/run.ts';
import { connect } from '../../stores/open.ts';
import { createDatabase, onServer, testServer } from '../../test/support/postgres/server.ts';
import { NotHere, productWrite, type Target, type Write } from './target.ts';

/** Two databases of one server: one for the product, one for a plain client. */
export async function postgresTarget(): Promise<Target> {
  if (testServer.missing !== undefined) throw new NotHere(testServer.missing);
  const [database, bareDatabase] = [await createDatabase(), await createDatabase()];
  const [connection, bareConnection] = [await connect(database.url), await connect(bareDatabase.url)];
  for (const context of [connection, bareConnection]) await migrate(context);
  await bareConnection.close();
  const client = new pg.Client(bareDatabase.url);
  await client.connect();
  return {
    product: productWrite(connection),
    bare: await bareWrite(client),
    store: createCallStore(connection),
    // The autovacuum comes round once a minute, which is longer than this takes.
    async settle() {
      for (const { url } of [database, bareDatabase]) await onServer(url, 'analyze');
    },
    async close() {
      await connection.close();
      await client.end();
      for (const { remove } of [database, bareDatabase]) await remove();
    },
  };
}

/** The driver's own arrays, one for each column. */
async function bareWrite(client: pg.Client): Promise<Write> {
  const { columns, key } = callsUpsert;
  const found = await client.query<{ name: string; type: string }>(
    `select column_name as name, udt_name as type from information_schema.columns where table_name = 'calls'`,
  );
  const types = new Map(found.rows.map(({ name, type }) => [name, type]));
  const arrays = columns.map((column, i) => `$${i + 1}::${types.get(column)}[]`);
  const changed = columns.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
  const text =
    `insert into calls (${columns.join(', ')}) select * from unnest(${arrays.join(', ')}) ` +
    `on conflict (${key.join(', ')}) do update set ${changed.join(', ')}`;
  return async (batch) => {
    await client.query('begin');
    await client.query(
      text,
      columns.map((_, i) => batch.map((row) => row[i])),
    );
    await client.query('commit');
  };
}
