import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { differ, load } from '../../../stores/maintenance/load.ts';
import { openBackup, verify } from '../../../stores/maintenance/readBackup.ts';
import { withSnapshot } from '../../../stores/maintenance/snapshot.ts';
import { writeBackup } from '../../../stores/maintenance/writeBackup.ts';
import { aCall, ACCOUNT, AT } from '../support/builders.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';
import { sqlite } from '../support/sqlite.ts';
import { contentOf } from './support/content.ts';
import { fill } from './support/filled.ts';
import { opened } from './support/opened.ts';
import { onEveryRealDialect } from './support/realDialects.ts';

const CALLS = 501;
const OPTIONS = { version: '1.2.3', createdAt: AT };

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'plantao-backup-'));
const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

const restored = (file: string, url: string) =>
  opened(url, async (target) => {
    const backup = await openBackup(file);
    await verify(backup);
    return load(target, backup);
  });

onEveryRealDialect('backup and restore', ({ open, empty }: TestDialect) => {
  let folder: string;
  let source: TestStore;
  let file: string;
  before(async () => {
    source = await open();
    await fill(source.store, CALLS);
    folder = await newFolder();
    file = join(folder, 'x.backup');
    await opened(source.url, (store) => writeBackup(store, file, OPTIONS), true);
  });
  after(async () => {
    await source.drop();
    await remove(folder);
  });

  it('8: what was written comes back, here and in an embedded database', async () => {
    const expected = await opened(source.url, contentOf, true);
    for (const target of [await empty(), await sqlite.empty()]) {
      assert.deepEqual((await restored(file, target.url)).filter(differ), []);
      assert.deepEqual(await opened(target.url, contentOf), expected);
      await target.remove();
    }
  });

  it('8: is of one instant, while others go on writing', async () => {
    await opened(
      source.url,
      (store) =>
        withSnapshot(store, async ({ tables, batches }) => {
          await source.store.calls.writeCall(ACCOUNT, aCall({ id: 'late' }), AT);
          const [calls] = tables;
          let read = 0;
          for await (const { table, rows } of batches()) if (table === calls) read += rows.length;
          assert.deepEqual([calls?.name, calls?.rows, read], ['calls', CALLS, CALLS]);
        }),
      true,
    );
    assert.equal((await source.store.calls.counters()).calls, CALLS + 1);
  });
});

describe('a backup', () => {
  let folder: string;
  let source: TestStore;
  let file: string;
  beforeEach(async () => {
    source = await sqlite.open();
    await fill(source.store, 3);
    folder = await newFolder();
    file = join(folder, 'x.backup');
  });
  afterEach(async () => {
    await source.drop();
    await remove(folder);
  });
  const write = () => opened(source.url, (store) => writeBackup(store, file, OPTIONS), true);

  it('C-48: is for this user alone, and overwrites nothing', async () => {
    const sums = await write();
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(existsSync(`${file}.part`), false);
    assert.equal(sums['calls']?.rows, 3);
    const before = readFileSync(file);
    await assert.rejects(write(), /^MaintenanceError: .* exists; a backup overwrites nothing\.$/);
    assert.deepEqual(readFileSync(file), before);
  });

  it('8: that is broken off leaves no file', async () => {
    const onBatch = () => {
      throw new Error('the lights went out');
    };
    await assert.rejects(
      opened(source.url, (store) => writeBackup(store, file, { ...OPTIONS, onBatch }), true),
      /lights/,
    );
    assert.deepEqual([existsSync(file), existsSync(`${file}.part`)], [false, false]);
  });

  it('8: that is cut or changed anywhere is found out before anything is written', async () => {
    await write();
    const whole = readFileSync(file);
    const text = gunzipSync(whole).toString();
    const lines = text.trimEnd().split('\n');
    const spoilt: Record<string, Uint8Array> = {
      'cut in its bytes': whole.subarray(0, whole.length - 20),
      'cut after a line': gzipSync(`${lines.slice(0, -1).join('\n')}\n`),
      'a page lost': gzipSync(lines.filter((_, i) => i !== 2).join('\n')),
      'a value changed': gzipSync(text.replace('maria', 'marie')),
      'not gzip': Buffer.from(text),
      'another file': gzipSync('{"some":"json"}\n'),
      empty: new Uint8Array(),
    };
    const target = await sqlite.empty();
    for (const [how, bytes] of Object.entries(spoilt)) {
      writeFileSync(file, bytes);
      await assert.rejects(restored(file, target.url), /^MaintenanceError: .* is no whole backup/, how);
    }
    const tables = await opened(target.url, ({ db }) => db.introspection.getTables());
    assert.deepEqual(tables, []);
    await target.remove();
  });

  it('8: of a newer version is refused', async () => {
    await write();
    const text = gunzipSync(readFileSync(file)).toString();
    const target = await sqlite.empty();
    writeFileSync(file, gzipSync(text.replace('"0003-alerts"', '"0003-alerts","9999-later"')));
    await assert.rejects(restored(file, target.url), /come from a newer version \(9999-later\)/);
    writeFileSync(file, gzipSync(text.replace('"format":1', '"format":2')));
    await assert.rejects(restored(file, target.url), /written by another version \(1\.2\.3\)/);
    await target.remove();
  });

  it('8: of an older level is restored at that level, and then brought up to date', async () => {
    await opened(source.url, async ({ db }) => {
      for (const table of ['alerts', 'call_resync', 'call_events']) await db.schema.dropTable(table).execute();
      await db
        .withTables<{ kysely_migration: { name: string } }>()
        .deleteFrom('kysely_migration')
        .where('name', '=', '0003-alerts')
        .execute();
    });
    await write();
    const target = await sqlite.empty();
    assert.deepEqual((await restored(file, target.url)).filter(differ), []);
    await opened(target.url, async ({ db }) => {
      assert.deepEqual(await db.selectFrom('alerts').selectAll().execute(), []);
      assert.equal((await db.selectFrom('calls').select('id').execute()).length, 3);
    });
    await target.remove();
  });
});
