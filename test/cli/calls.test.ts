import assert from 'node:assert/strict';
import { CommanderError, type Command } from 'commander';
import { calls as callsCommand } from '../../cli/calls/command.ts';
import { CommandFailed } from '../../cli/failure.ts';
import type { Product } from '../../bench/support/product.ts';
import { dayRange } from '../../rules/calls/windows.ts';
import { setFaults, setWorld } from '../e2e/support/calls.ts';
import { until } from '../support/until.ts';
import { sharedProduct, start, type Ended } from './support/plantao.ts';

const DAY = '2026-03-02';
/** Nothing is dialled in it, but every day of it has to be asked for. */
const MONTH = ['--from', '2026-04-01', '--to', '2026-04-30'];
const ODD_DAY = '2026-03-04';
const GAP_DAY = '2026-03-05';
const BAD_DAY = '2026-03-06';
const range = (day: string) => ['--from', day, '--to', day];
const idOf = (campaigns: string, day: string, next: string) => `calls-backfill-main-${campaigns}-${day}-${next}`;

/** A sentence or a few, and nothing of how the program is made. */
function assertExplained({ stderr }: Ended, pattern: RegExp): void {
  assert.match(stderr, pattern);
  assert.doesNotMatch(stderr, /^\s+at |Error:|node:internal/m);
}

/** What the commands say of bad usage, in this process: a process each would take most of the time of this file. */
async function refusal(args: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const prepare = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr: (said) => (text += said) });
    command.commands.forEach((sub) => prepare(sub as Command));
  };
  prepare(callsCommand);
  try {
    await callsCommand.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommandFailed) return { code: error.exitCode, text: error.message };
    if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : 2, text };
    throw error;
  }
  return { code: 0, text };
}

describe('plantao calls', function () {
  this.timeout(60_000);
  let product: Product;
  /** Started early: the client tries for 5 s. */
  let away: Promise<Ended>;
  let awayPause: Promise<Ended>;

  const env = () => ({ ...product.env, PLANTAO_HOME: product.folder });
  const calls = (...args: string[]) => start(env(), 'calls', ...args).ended;
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await calls(...args, '--json');
    assert.notEqual(stdout, '', stderr);
    return { code, document: JSON.parse(stdout) as Record<string, unknown> };
  };

  before(async () => {
    product = await sharedProduct();
    const nowhere = { ...env(), TEMPORAL_ADDRESS: '127.0.0.1:9' };
    away = start({ ...nowhere, CALLS_DAILY_CRON: '30 3 * * *' }, 'calls', 'schedule').ended;
    awayPause = start(nowhere, 'calls', 'pause', 'some-run').ended;
    const days = { [DAY]: 90, [ODD_DAY]: 60, [GAP_DAY]: 90, [BAD_DAY]: 30 };
    await setWorld(product, [
      { id: 5, name: 'Cinco', days },
      { id: 6, name: 'Seis', days: { [DAY]: 10 } },
    ]);
  });

  beforeEach(() => setFaults(product, []));

  it('C-51: backfill copies a range, says how it goes in plain lines, and ends with its summary and 0', async () => {
    const { code, stdout, stderr } = await calls('backfill', '--campaigns', '6,5', ...range(DAY));
    assert.equal(code, 0, stderr);
    const id = idOf('5+6', DAY, '2026-03-03');
    assert.match(stderr, new RegExp(`^started ${id.replaceAll('+', '\\+')}$`, 'm'));
    assert.match(stderr, /^\d+% \| \d+\/\d+ windows \| .* rows\/s \| ETA /m);
    assert.ok(!stderr.includes('\u001b'), 'no bar where there is no terminal');
    assert.match(stdout, /COMPLETED_SUCCESS │ 2\/2 .*│ +100 │ +0 │ +0 │ +0 │/);
  });

  it('C-32, C-28: --json prints one document; the same range again changes nothing', async () => {
    await calls('backfill', '--campaigns', '6', ...range(DAY));
    const { code, document } = await json('backfill', '--campaigns', '6', ...range(DAY));
    assert.equal(code, 0);
    const { status, fetched, inserted, unchanged, exitCode, problems } = document;
    assert.deepEqual(
      { status, fetched, inserted, unchanged, exitCode, problems },
      { status: 'COMPLETED_SUCCESS', fetched: 10, inserted: 0, unchanged: 10, exitCode: 0, problems: [] },
    );
  });

  it('C-51: a dry run says what it would do and leaves no record', async () => {
    const { code, document } = await json('backfill', '--campaigns', '5', ...range(DAY), '--dry-run');
    assert.equal(code, 0);
    assert.deepEqual([document['windows'], document['expectedRows']], [1, 90]);
    const { stdout } = await calls('backfill', '--campaigns', '5', ...range(DAY), '--dry-run');
    assert.match(stdout, /^1 windows, \d+ requests, 90 calls, about \d+ s\. Nothing was written\.$/m);
    assert.equal(await product.store.calls.execution(idOf('5', DAY, '2026-03-03')), null);
  });

  it('C-32, A-4: a run with a partial window ends with 3 and names the page; status tells it again', async () => {
    await setFaults(product, [{ switch: 'empty-middle-page', when: { page: 2, campaign: 5 } }]);
    const { code, stdout } = await calls('backfill', '--campaigns', '5', ...range(GAP_DAY));
    const why = /^campaign 5, 2026-03-05 00:00:00 to 2026-03-06 00:00:00: partial \(.+\) .*Page 2/m;
    assert.equal(code, 3);
    assert.match(stdout, why);
    const id = idOf('5', GAP_DAY, '2026-03-06');
    const [one, latest] = await Promise.all([calls('status', id), json('status')]);
    assert.equal(one.code, 0);
    assert.match(one.stdout, why);
    assert.equal((latest.document as unknown as { workflowId: string }[])[0]?.workflowId, id);
  });

  it('C-32: a run without a complete window ends with 1 and says why', async () => {
    await setFaults(product, [{ switch: 'forbidden', when: { route: 'calls' } }]);
    const { code, stdout } = await calls('backfill', '--campaigns', '5', ...range(BAD_DAY));
    assert.equal(code, 1);
    assert.match(stdout, /FAILED/);
    assert.match(stdout, /failed \(dialer-access-denied\)/);
  });

  it('C-36, C-30: a run is started, joined, tuned, paused, watched, resumed and cancelled', async () => {
    await setFaults(product, [{ switch: 'latency', with: { ms: 500 }, when: { route: 'calls' } }]);
    const id = idOf('5', '2026-04-01', '2026-05-01');
    const started = await json('backfill', '--campaigns', '5', ...MONTH, '--no-watch');
    assert.deepEqual([started.document['workflowId'], started.document['joined']], [id, false]);
    const [joined, tuned, paused] = await Promise.all([
      calls('backfill', '--campaigns', '5', ...MONTH, '--no-watch'),
      json('tune', id, '--concurrency', '2', '--rate', '50'),
      json('pause', id),
    ]);
    assert.equal(joined.stdout, `joined ${id}`);
    assert.deepEqual([tuned.document['concurrency'], tuned.document['requestsPerSecond']], [2, 50]);
    assert.equal(paused.document['paused'], true);

    const watching = start(env(), 'calls', 'watch', id);
    await watching.stderr.matching(/windows/);
    watching.process.kill('SIGINT');
    const interrupted = await watching.ended;
    assert.equal(interrupted.code, 130);
    assert.match(
      interrupted.stderr,
      new RegExp(`The run goes on\\. Follow it with: npm run plantao -- calls watch ${id}`),
    );

    const { document: open } = await json('status', id);
    assert.equal(open['status'], 'RUNNING');
    const resumed = await calls('resume', id);
    assert.deepEqual([resumed.code, resumed.stdout], [0, `resume: ${id}`]);
    assert.equal((await calls('cancel', id)).code, 0);
    await until(async () => (await product.store.calls.execution(id))?.endedAt);

    const { code, document: ended } = await json('watch', id);
    assert.deepEqual([code, ended['exitCode'], ended['errorMessage']], [1, 1, 'Cancelled by an operator.']);
    const late = await calls('pause', id);
    assert.equal(late.code, 1);
    assertExplained(late, new RegExp(`^The run ${id} has ended \\(FAILED\\)\\.$`));
  });

  it('C-31: schedule shows the next fire times of the server, and of the configuration while it is away', async () => {
    const [{ document }, { code, stdout }] = await Promise.all([json('schedule'), away]);
    assert.equal(document['source'], 'server');
    const schedules = document['schedules'] as { id: string; cron: string | null; next: string[] }[];
    assert.deepEqual(
      schedules.map(({ id, cron }) => [id, cron]),
      [
        ['calls-daily', '0 2 * * *'],
        ['calls-reaper', null],
        ['calls-sweep', '0 4 * * *'],
      ],
    );
    assert.ok(schedules[0]?.next.every((at) => at.endsWith('T05:00:00.000Z')));
    assert.equal(code, 0);
    assert.match(stdout, /calls-daily │ 30 3 \* \* \* │ no +│ \d{4}-\d\d-\d\d 03:30:00/);
    assert.match(stdout, /Temporal cannot be reached: this is what the configuration says\./);
  });

  it('C-21: quarantined rows are listed without their payload, shown with it, and read again', async () => {
    await setFaults(product, [{ switch: 'id-shapes', with: { share: 0.2 } }]);
    assert.equal((await calls('backfill', '--campaigns', '5', ...range(ODD_DAY))).code, 0);
    const { document } = await json('quarantine', 'list');
    const rows = document as unknown as { id: number; reason: string; raw?: string }[];
    assert.ok(rows.length > 0 && rows.every((row) => row.raw === undefined));
    const id = String(rows[0]?.id);
    assert.equal(typeof (await json('quarantine', 'show', id)).document['raw'], 'string');
    const replayed = await json('quarantine', 'replay', id);
    assert.deepEqual([replayed.code, replayed.document['outcome']], [1, 'rejected']);
  });

  it('C-36: completeness names each day of each campaign', async () => {
    await calls('backfill', '--campaigns', '5,6', ...range(DAY));
    const { document } = await json('completeness', '--campaigns', '5,6', '--from', DAY, '--to', DAY);
    assert.deepEqual(document, [
      { campaign: 5, day: DAY, state: 'complete', calls: 90 },
      { campaign: 6, day: DAY, state: 'complete', calls: 10 },
    ]);
  });

  describe('refuses', () => {
    const usage: [string, string[], RegExp][] = [
      ['a missing option', ['backfill', '--campaigns', '5'], /--from/],
      ['an unknown option', ['status', '--sideways'], /unknown option '--sideways'/],
      ['an unknown command', ['copy'], /unknown command 'copy'|Usage/],
      ['campaigns that are no numbers', ['backfill', '--campaigns', '5,x', ...range(DAY)], /--campaigns.*5,6/],
      [
        'a range that ends before it begins',
        ['backfill', '--campaigns', '5', '--from', DAY, '--to', '2026-03-01'],
        /--to/,
      ],
      [
        'a day that is none',
        ['backfill', '--campaigns', '5', '--from', '2026-02-30', '--to', DAY],
        /^--from: must be a day/,
      ],
      [
        'an instant without offset',
        ['backfill', '--campaigns', '5', '--from', DAY, '--to', '2026-03-03T00:00:00'],
        /^--to: must be a day/,
      ],
      ['a concurrency out of bounds', ['tune', 'x', '--concurrency', '33'], /--concurrency.*at most 32/],
      ['a rate of nothing', ['tune', 'x', '--rate', '0'], /--rate.*above 0/],
      ['tuning nothing', ['tune', 'x'], /^Name --concurrency or --rate\.$/],
      ['a row that is no number', ['quarantine', 'show', 'first'], /number of a row/],
      ['a completeness that ends before it begins', ['completeness', '--from', DAY, '--to', '2026-03-01'], /^--to/],
      ['a completeness of no day', ['completeness', '--from', 'ontem'], /--from.*YYYY-MM-DD/],
    ];
    for (const [name, args, said] of usage) {
      it(`C-32: ${name}`, async () => {
        const { code, text } = await refusal(args);
        assert.equal(code, 2, text);
        assert.match(text, said);
      });
    }

    it('C-32: bad usage, with exit code 2 and nothing on standard output', async () => {
      const [byCommander, byUs] = await Promise.all([
        calls('backfill', '--campaigns', '5,x', ...range(DAY)),
        calls('tune', 'x'),
      ]);
      for (const { code, stdout, stderr } of [byCommander, byUs]) {
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, /^[^\n]+$/);
      }
    });

    const unknown: [string[], RegExp][] = [
      [['status', 'nope'], /^There is no run nope\.$/],
      [['pause', 'nope'], /^There is no run nope\.$/],
      [['quarantine', 'show', '99999'], /^There is no row 99999 in quarantine\.$/],
      [['quarantine', 'replay', '99999'], /^There is no row 99999 in quarantine\.$/],
    ];
    for (const [args, said] of unknown) {
      it(`C-32: ${args.join(' ')}, with one sentence and exit code 1`, async () => {
        const ended = await calls(...args);
        assert.equal(ended.code, 1);
        assertExplained(ended, said);
      });
    }

    const broken: [string, Record<string, string>, number, RegExp][] = [
      ['a wrong setting', { CALLS_ZONE: 'Brazil' }, 2, /^Configuration refused\. CALLS_ZONE: [^\n]+$/],
      [
        'a SQL Server that is away',
        { DATABASE_URL: 'mssql://sa:hunter2@127.0.0.1:9/db' },
        1,
        /^The database cannot be used: SQL Server at 127\.0\.0\.1:9 cannot be reached \(ECONNREFUSED\)\.$/,
      ],
      [
        'a file that is no database',
        { DATABASE_URL: 'sqlite:package.json' },
        1,
        /^The database cannot be used: [^\n]+$/,
      ],
    ];
    it('C-52: a Temporal that is away, with one sentence and exit code 1', async () => {
      const ended = await awayPause;
      assert.equal(ended.code, 1);
      assertExplained(ended, /^Temporal cannot be reached at 127\.0\.0\.1:9; `npm start` runs one/);
    });

    for (const [name, changed, code, said] of broken) {
      it(`C-52: ${name}, with one sentence and exit code ${code}`, async () => {
        const ended = await start({ ...env(), ...changed }, 'calls', 'pause', 'some-run').ended;
        assert.equal(ended.code, code, ended.stderr);
        assertExplained(ended, said);
        assert.doesNotMatch(ended.stderr, /hunter2/);
      });
    }
  });

  it('C-9: a range of instants is taken as it is written', async () => {
    const { from, to } = dayRange(DAY, 'America/Sao_Paulo');
    const { document } = await json('backfill', '--campaigns', '6', '--from', from, '--to', to);
    assert.deepEqual([document['from'], document['to'], document['fetched']], [from, to, 10]);
  });
});
