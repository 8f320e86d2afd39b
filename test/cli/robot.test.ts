import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Product } from '../../bench/support/product.ts';
import { daysBack, dayRange, localDay, yesterday } from '../../rules/calls/windows.ts';
import { pathsIn } from '../../runtime/paths.ts';
import { freePort } from '../../runtime/ports.ts';
import { openStore, type Store } from '../../stores/open.ts';
import { setFaults, setWorld, told } from '../e2e/support/calls.ts';
import { until } from '../support/until.ts';
import { sharedProduct, start } from './support/plantao.ts';

const ZONE = 'America/Sao_Paulo';
const GAP_DAY = '2026-03-12';
const TOKEN = '3cs_robot-canary';
const BAD_TOKEN = '3cs_refused-canary';
const SQL_SERVER = { DB_SERVER: 'host,1433', DB_DATABASE: 'robo', DB_USERNAME: 'robo', DB_PASSWORD: 'hunter2' };
const yesterdayRange = () => dayRange(yesterday(new Date(), ZONE), ZONE);

describe('plantao calls robot', function () {
  this.timeout(60_000);
  let product: Product;
  let home: string;

  before(async () => {
    product = await sharedProduct();
    const days = {
      [GAP_DAY]: 45,
      ...Object.fromEntries([1, 2, 3].map((back) => [daysBack(new Date(), ZONE, back), 30])),
    };
    await setWorld(product, [
      { id: 5, name: 'Cinco', days },
      { id: 6, name: 'Seis', days: { [GAP_DAY]: 5 } },
    ]);
    await told(product.simulate('PUT', '/__tokens', ['sim-token-1', TOKEN]));
    home = mkdtempSync(join(tmpdir(), 'plantao-robot-'));
    // What the bootstrap of a first start has built.
    cpSync(join(product.folder, 'build'), join(home, 'build'), { recursive: true });
  });

  beforeEach(() => setFaults(product, []));

  after(() => rmSync(home, { recursive: true, force: true }));

  /** Writes the robot's `.env` and runs it in a house of its own, or in the one that `env` names. */
  function robot(lines: Record<string, string>, { env = {}, args = [] as string[] } = {}) {
    const address = product.env['DIALER_BASE_URL'] ?? '';
    const settings = {
      MANAGER_TOKEN: TOKEN,
      BASE_URL: `${address}/calls`,
      PER_PAGE: '15',
      LOG_LEVEL: 'INFO',
      ...lines,
    };
    const file = join(home, `robot-${Object.keys(settings).length}.env`);
    const text = Object.entries(settings).map(([name, value]) => `${name}="${value}" # como no robô`);
    writeFileSync(file, ['# Configurações da API 3C', ...text].join('\n'));
    const ports = { TEMPORAL_PORT: '0', TEMPORAL_UI_PORT: '0', WORKER_METRICS_PORT: '0' };
    return start({ PLANTAO_HOME: home, ...ports, ...env }, 'calls', 'robot', '--env-file', file, ...args);
  }

  async function inStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore(`sqlite:${pathsIn(home).database}`);
    try {
      await store.migrate();
      return await work(store);
    } finally {
      await store.close();
    }
  }

  /** Every file that was written for or by a run, as text. */
  const written = (): string =>
    readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.env') && !entry.parentPath.includes('compile-cache'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');

  const manual = { EXECUTION_MODE: 'manual' };

  const refused: [string, Record<string, string>, string[], RegExp][] = [
    ['A-17: one date', { ...manual, MANUAL_START_DATE: '2026-03-12 00:00:00' }, [], /MANUAL_END_DATE: must be set/],
    [
      'C-16: a range longer than a run may be',
      { ...manual, MANUAL_START_DATE: '2020-01-01 00:00:00', MANUAL_END_DATE: '2026-01-01 00:00:00' },
      [],
      /^MANUAL_START_DATE, MANUAL_END_DATE: the range must be at most 800 days/,
    ],
    ['C-43: no token', { ...manual, MANAGER_TOKEN: '' }, [], /MANAGER_TOKEN: must be set/],
    ['C-31: a cron that is none', { CRON_SCHEDULE: '0 25 * * *' }, [], /CRON_SCHEDULE: Cron expression "0 25/],
    ['C-35: campaigns that are none', { CALLS_CAMPAIGNS: 'five' }, [], /CALLS_CAMPAIGNS/],
    ['C-52: a level that is none', { ...manual, LOG_LEVEL: 'LOUD' }, [], /LOG_LEVEL: must be one of/],
    [
      'C-43: half of the settings of SQL Server',
      { ...manual, DB_SERVER: 'host,1433', DB_PASSWORD: 'hunter2' },
      [],
      /^Configuration refused\. DB_DATABASE: must be set, as DB_SERVER, DB_PASSWORD is; DB_USERNAME: must be set/,
    ],
    [
      'C-43: a server that is none',
      { ...manual, ...SQL_SERVER, DB_SERVER: 'host:1433' },
      [],
      /^Configuration refused\. DB_SERVER: must be host, host,port or host/,
    ],
    ['C-32: another store', manual, ['--store', 'oracle'], /--store/],
    ['C-32: a file that is not there', manual, ['--env-file', '/nowhere/.env'], /--env-file: there is no file/],
  ];
  for (const [name, lines, args, said] of refused) {
    it(`${name} is refused with exit code 2, and nothing is run`, async () => {
      await product.simulate('DELETE', '/__journal');
      const { code, stdout, stderr } = await robot(lines, { args }).ended;
      assert.deepEqual([code, stdout], [2, ''], stderr);
      assert.match(stderr, said);
      assert.doesNotMatch(stderr, /hunter2|^\s+at /m);
      assert.deepEqual(await product.simulate('GET', '/__journal'), []);
      assert.equal(existsSync(pathsIn(home).database), false);
    });
  }
  it('C-52, C-53: a token that is refused ends it with 1 before anything is started, and is not repeated', async () => {
    const { code, stdout, stderr } = await robot({ ...manual, MANAGER_TOKEN: BAD_TOKEN }).ended;
    assert.deepEqual([code, stdout], [1, '']);
    assert.equal(
      stderr,
      'The credential could not be checked. The dialer answered 401: the token is invalid, expired or revoked.',
    );
    const personal = await robot({ ...manual, MANAGER_TOKEN: 'a-personal-canary' }).ended;
    assert.equal(personal.code, 1);
    assert.match(personal.stderr, /Personal tokens stopped working on 2026-10-01: use a service token/);
    assert.doesNotMatch(personal.stderr + written(), /canary/);
    assert.equal(existsSync(join(home, 'temporal.pid')), false);
  });

  it('C-51, C-32, C-45: manual without dates copies yesterday with servers of its own, and ends with 0', async () => {
    const servers = { ...SQL_SERVER, DB_DRIVER: 'ODBC Driver 17 for SQL Server', POSTGRES_HOST: 'host' };
    const { code, stdout, stderr } = await robot({ ...manual, ...servers }, { args: ['--store', 'sqlite'] }).ended;
    assert.match(stderr, /^DB_DRIVER is passed over/m);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /COMPLETED_SUCCESS │ 2\/2 /);
    assert.match(stderr, /SQL Server is left alone; rows go to .*plantao\.db\./);
    assert.match(stderr, /worker stopped\n.*temporal stopped$/);
    const { from, to } = yesterdayRange();
    const [run] = await inStore(async ({ calls }) => (await calls.listExecutions({ limit: 5 })).items);
    assert.deepEqual([run?.kind, run?.campaigns, run?.from, run?.to, run?.fetched], ['backfill', [5, 6], from, to, 30]);
    assert.doesNotMatch(stdout + stderr + written(), /canary|hunter2/);
    assert.ok(readdirSync(join(home, 'logs')).some((name) => name.startsWith('worker')));
  });

  it('C-52: writes into the SQL Server of its settings, and ends with 1 when nothing answers there', async () => {
    const port = await freePort();
    const { code, stdout, stderr } = await robot({ ...manual, ...SQL_SERVER, DB_SERVER: `127.0.0.1,${port}` }).ended;
    assert.deepEqual([code, stdout], [1, ''], stderr);
    assert.match(stderr, /^The database cannot be used: /m);
    assert.match(stderr, new RegExp(`127\\.0\\.0\\.1:${port}`));
    assert.doesNotMatch(stderr, /hunter2/);
  });

  it('C-8, C-31, C-54: scheduled shows its next times, catches up what was missed, and ends at Ctrl-C', async () => {
    const missed = dayRange(daysBack(new Date(), ZONE, 3), ZONE).from;
    await inStore(({ calls }) => calls.advanceWatermark('main', 5, missed));
    const running = robot({ EXECUTION_MODE: 'scheduled', CRON_SCHEDULE: '0 0 * * *', LOG_LEVEL: 'WARNING' });
    await running.stdout.matching(/copies the calls of campaigns 5,6 at 0 0 \* \* \* \(America\/Sao_Paulo\)/);
    await running.stdout.matching(new RegExp(`catching up with the days since ${localDay(missed, ZONE)}`));
    await running.stdout.matching(/stop with Ctrl-C/);
    const run = await until(() =>
      inStore(async ({ calls }) =>
        (await calls.listExecutions({ limit: 5, kind: 'daily' })).items.find(({ endedAt }) => endedAt !== null),
      ),
    );
    running.process.kill('SIGINT');
    const { code, stdout } = await running.ended;
    assert.equal(code, 0);
    assert.equal(stdout.match(/ \d{4}-\d\d-\d\d 00:00:00$/gm)?.length, 5);
    assert.deepEqual([run.status, run.from, run.to], ['COMPLETED_SUCCESS', missed, yesterdayRange().to]);
    assert.doesNotMatch(stdout + written(), /canary/);
  });

  it('C-32, A-4: manual with a page that stays empty ends with 3 and names it; TEMPORAL_ADDRESS is used', async () => {
    await setFaults(product, [{ switch: 'empty-middle-page', when: { page: 2, campaign: 5 } }]);
    const dates = { MANUAL_START_DATE: `${GAP_DAY} 00:00:00`, MANUAL_END_DATE: `${GAP_DAY} 23:59:59` };
    const house = { PLANTAO_HOME: product.folder, TEMPORAL_ADDRESS: product.temporal.address };
    // The process environment wins over the file.
    const env = { ...house, MANUAL_CAMPAIGN_IDS: '5' };
    const { code, stdout, stderr } = await robot({ ...manual, ...dates, MANUAL_CAMPAIGN_IDS: '6' }, { env }).ended;
    assert.equal(code, 3, stderr);
    assert.match(stdout, /COMPLETED_WITH_ERRORS/);
    assert.match(stdout, /^campaign 5, 2026-03-12 00:00:00 to 2026-03-13 00:00:00: partial .*Page 2/m);
    assert.doesNotMatch(stderr, /temporal stopped/);
  });

  it('C-4, A-8: a token that dies in the middle ends it with 1; with a new one the same command goes on', async () => {
    await setFaults(product, [{ switch: 'unauthorized', when: { route: 'calls' } }]);
    const dates = { MANUAL_START_DATE: `${GAP_DAY} 00:00:00`, MANUAL_END_DATE: `${GAP_DAY} 23:59:59` };
    const env = { PLANTAO_HOME: product.folder, TEMPORAL_ADDRESS: product.temporal.address };
    const lines = { ...manual, ...dates, MANUAL_CAMPAIGN_IDS: '6' };
    const refused = await robot(lines, { env }).ended;
    const id = `calls-backfill-main-6-${GAP_DAY}-2026-03-13`;
    assert.deepEqual([refused.code, refused.stdout], [1, '']);
    assert.match(refused.stderr, new RegExp(`^The dialer refuses the token in the middle of ${id}: `, 'm'));
    const before = await product.store.calls.execution(id);
    assert.equal(before?.status, 'RUNNING');

    await setFaults(product, []);
    const { code, stdout, stderr } = await robot(lines, { env }).ended;
    assert.equal(code, 0, stderr);
    assert.match(stdout, /COMPLETED_SUCCESS │ 1\/1 .*│ +5 │/);
    assert.equal((await product.store.calls.execution(id))?.id, before.id);
  });
});
