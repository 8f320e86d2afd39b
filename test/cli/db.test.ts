import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shownUrl } from '../../cli/db/shownUrl.ts';
import { pathsIn } from '../../runtime/paths.ts';
import { openStore } from '../../stores/open.ts';
import { fill } from '../stores/maintenance/support/filled.ts';
import { start } from './support/plantao.ts';

const CALLS = 30;

describe('plantao db', () => {
  let home: string;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'plantao-db-'));
    const store = await openStore(`sqlite:${pathsIn(home).database}`);
    await store.migrate();
    await fill(store, CALLS);
    await store.close();
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  const db = (...args: string[]) => start({ PLANTAO_HOME: home }, 'db', ...args).ended;
  const elsewhere = (file: string) => ({ PLANTAO_HOME: home, DATABASE_URL: `sqlite:${join(home, file)}` });
  const dbElsewhere = (file: string, ...args: string[]) => start(elsewhere(file), 'db', ...args).ended;

  it('8: what backup writes, restore brings into an empty database, once', async () => {
    const file = join(home, 'a.backup');
    const written = await db('backup', file);
    assert.deepEqual([written.code, written.stderr], [0, '']);
    assert.match(written.stdout, new RegExp(`calls +│ +${CALLS} `));
    const again = await db('backup', file);
    assert.deepEqual([again.code, again.stdout], [1, '']);
    assert.match(again.stderr, /^\S+a\.backup exists; a backup overwrites nothing\.$/);

    const restored = await dbElsewhere('restored.db', 'restore', file, '--json');
    assert.equal(restored.code, 0, restored.stderr);
    const { ok, tables } = JSON.parse(restored.stdout) as { ok: boolean; tables: { table: string; found: number }[] };
    assert.deepEqual([ok, tables.find(({ table }) => table === 'calls')?.found], [true, CALLS]);
    const twice = await dbElsewhere('restored.db', 'restore', file);
    assert.deepEqual([twice.code, twice.stdout], [1, '']);
    assert.match(twice.stderr, /^The database is not empty \(rows in calls 30, /);
  });

  it('8: copy shows the rows of both sides table by table', async () => {
    const to = `sqlite:${join(home, 'copied.db')}`;
    const copied = await db('copy', '--to', to);
    assert.equal(copied.code, 0, copied.stderr);
    assert.match(copied.stdout, new RegExp(`mailing_data +│ +${CALLS} │ +${CALLS} `));
    assert.match(copied.stdout, /copied\.db holds everything of sqlite:\S+plantao\.db\.$/);
    const nowhere = await db('copy');
    assert.deepEqual(
      [nowhere.code, nowhere.stderr],
      [2, 'Name --from or --to: another database than the configured one.'],
    );
  });

  it('8: migrate takes the steps once and says which; --check takes none', async () => {
    const check = await dbElsewhere('new.db', 'migrate', '--check');
    assert.equal(check.code, 1);
    const taken = await dbElsewhere('new.db', 'migrate');
    assert.deepEqual([taken.code, taken.stdout.split('\n')[0]], [0, 'taken: 0001-calls']);
    const now = await dbElsewhere('new.db', 'migrate', '--check', '--json');
    assert.equal(now.code, 0);
    assert.deepEqual((JSON.parse(now.stdout) as { pending: string[] }).pending, []);
    const twice = await dbElsewhere('new.db', 'migrate');
    assert.deepEqual([twice.code, twice.stdout], [0, 'Nothing was lacking.']);
  });

  it('8: doctor ends with 0 when all is well, and with 1 when the database cannot be opened', async () => {
    const well = await db('doctor');
    assert.equal(well.code, 0, well.stdout);
    assert.match(well.stdout, /^ok {4}schema version: \d{4}-/m);
    const missing = await dbElsewhere('missing.db', 'doctor', '--json');
    assert.equal(missing.code, 1);
    const { ok, checks } = JSON.parse(missing.stdout) as { ok: boolean; checks: { check: string; state: string }[] };
    assert.deepEqual([ok, checks.map(({ check, state }) => [check, state])], [false, [['connection', 'fail']]]);
    assert.equal(readdirSync(home).includes('missing.db'), false);
  });

  it('C-52: a password is never shown', async () => {
    for (const url of [
      'postgresql://user:s3cret@127.0.0.1:1/db',
      'mssql://user:s3cr@t?/#s3cret@127.0.0.1:1/db?encrypt=false',
      'postgresql://user:%s3cret@127.0.0.1:1/db',
    ]) {
      const { code, stdout, stderr } = await start({ PLANTAO_HOME: home, DATABASE_URL: url }, 'db', 'doctor').ended;
      assert.equal(code, 1);
      assert.match(stdout, /^\w+:\/\/127\.0\.0\.1:1\/db\n/);
      assert.doesNotMatch(stdout + stderr, /s3cr/);
    }
    assert.equal(shownUrl('sqlite:some/file.db'), 'sqlite:some/file.db');
    for (const url of ['user:s3cret@host/db', 'postgresql://user:s3cret', 'mssql://user:s3cret/db'])
      assert.doesNotMatch(shownUrl(url), /s3cret/);
  });
});
