import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createCallStore } from '../../stores/calls/callStore.ts';
import { callsUpsert } from '../../stores/calls/upserts.ts';
import { upsertSql } from '../../stores/dialects/sqlite/upsert.ts';
import { migrate } from '../../stores/migrations/run.ts';
import { connect } from '../../stores/open.ts';
import { productWrite, type Target, type Write } from './target.ts';

/** Two files of the same settings: one for the product, one for a prepared statement in a loop. */
export async function sqliteTarget(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'plantao-bench-'));
  const fileOf = (name: string) => join(folder, `${name}.db`);
  const [connection, bareConnection] = [
    await connect(`sqlite:${fileOf('product')}`),
    await connect(`sqlite:${fileOf('bare')}`),
  ];
  for (const context of [connection, bareConnection]) await migrate(context);
  await bareConnection.close();
  const database = new DatabaseSync(fileOf('bare'));
  for (const pragma of ['synchronous = NORMAL', 'cache_size = -16384']) database.exec(`PRAGMA ${pragma}`);
  return {
    product: productWrite(connection),
    bare: bareWrite(database),
    store: createCallStore(connection),
    async close() {
      await connection.close();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function bareWrite(database: DatabaseSync): Write {
  const statement = database.prepare(upsertSql(callsUpsert));
  return async (batch) => {
    database.exec('BEGIN IMMEDIATE');
    for (const row of batch) statement.run(...row);
    database.exec('COMMIT');
  };
}
