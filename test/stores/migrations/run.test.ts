import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { sqlite } from '../../../stores/dialects/portable.ts';
import { migrations } from '../../../stores/migrations/registry.ts';
import { openStore, type Store } from '../../../stores/open.ts';
import { onEveryDialect } from '../support/dialects.ts';
import { sqliteFolder } from '../support/sqlite.ts';
import type { TestDatabase } from '../support/testDialect.ts';

const all = Object.keys(migrations(sqlite));
const migrator = new URL('../support/migrator.ts', import.meta.url).pathname;

async function opened<T>({ url }: TestDatabase, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(url);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

onEveryDialect('migrations', ({ empty }) => {
  let database: TestDatabase;
  beforeEach(async () => void (database = await empty()));
  afterEach(() => database.remove());

  it('C-34: takes every step once, and says where the database stands', () =>
    opened(database, async (store) => {
      assert.deepEqual(await store.migrationLevel(), { applied: [], pending: all });
      assert.deepEqual(await store.migrate(), all);
      assert.deepEqual(await store.migrationLevel(), { applied: all, pending: [] });
      assert.deepEqual(await store.migrate(), []);
    }));

  it('C-34: of two processes that start at once one migrates and the other finds it done', async () => {
    const children = [0, 1, 2].map(() =>
      spawn(process.execPath, [migrator, database.url], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const outputs = children.map(async (child) => {
      let text = '';
      for await (const chunk of child.stdout) text += String(chunk);
      return text;
    });
    await Promise.all(children.map(({ stdout }) => once(stdout, 'readable')));
    for (const { stdin } of children) stdin.end('go\n');
    const taken = (await Promise.all(outputs)).map((text) => JSON.parse(text.replace('ready\n', '')) as string[]);
    assert.deepEqual(
      taken.toSorted((a, b) => b.length - a.length),
      [all, [], []],
    );
    await opened(database, async (store) => assert.deepEqual((await store.migrationLevel()).pending, []));
  });

  it('C-34: refuses a database that a newer version has migrated', () =>
    opened(database, async (store) => {
      await store.migrate();
      await sql`insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')`.execute(store.db);
      await assert.rejects(store.migrate(), /newer version \(9999-later\)/);
    }));
});

describe('migrations of a foreign database', () => {
  let folder: Awaited<ReturnType<typeof sqliteFolder>>;
  beforeEach(async () => void (folder = await sqliteFolder()));
  afterEach(() => folder.remove());

  const prepare = (script: string) => {
    const database = new DatabaseSync(folder.file);
    database.exec(script);
    database.close();
  };

  it('A-26: refuses the table of another program, naming its missing columns and the migration, and touches nothing', async () => {
    prepare('create table calls (id nvarchar(50) primary key, list_name text, number text)');
    await opened(folder, async (store) => {
      const refusal = {
        name: 'DatabaseShapeError',
        message: /^The table calls .* lacks .* 0001-calls makes: account, content_hash, .* more\./,
      };
      await assert.rejects(store.migrate(), refusal);
      await assert.rejects(store.migrationLevel(), refusal);
      const tables = await store.db.introspection.getTables({ withInternalKyselyTables: true });
      assert.deepEqual(
        tables.map(({ name }) => name),
        ['calls'],
      );
    });
    prepare('alter table calls rename to robot_calls');
    await opened(folder, async (store) => assert.deepEqual(await store.migrate(), all));
  });

  it('A-26: refuses a table of ours that lost a column', async () => {
    await opened(folder, (store) => store.migrate());
    prepare('drop view mailing_values; alter table mailing_data drop column values_json');
    await opened(folder, (store) =>
      assert.rejects(store.migrationLevel(), /^DatabaseShapeError: The table mailing_data .* makes: values_json\./),
    );
  });
});
