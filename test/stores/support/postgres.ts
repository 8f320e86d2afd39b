import { openStore } from '../../../stores/open.ts';
import { createDatabase, testServer, type TestDatabase } from '../../support/postgres/server.ts';
import { openOn, type TestDialect } from './testDialect.ts';

/** Migrated once; every store begins as a copy of it, which is made in a fraction of the time. */
let template: Promise<TestDatabase> | undefined;
after(async () => (await template)?.remove());

async function migratedDatabase(): Promise<TestDatabase> {
  const database = await createDatabase();
  const store = await openStore(database.url);
  await store.migrate();
  // Nobody may be connected to what is copied.
  await store.close();
  return database;
}

export const postgres: TestDialect = {
  ...(testServer.missing !== undefined && { missing: testServer.missing }),
  name: `postgres (${testServer.name})`,
  empty: () => createDatabase(),
  async open() {
    template ??= migratedDatabase();
    const { url } = await template;
    return openOn(await createDatabase(new URL(url).pathname.slice(1)));
  },
};
