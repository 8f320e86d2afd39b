import assert from 'node:assert/strict';
import type { Child } from '../../bench/support/child.ts';
import { startProduct, type Product } from '../../bench/support/product.ts';
import { reconcileSchedules, type DeclaredSchedule } from '../../workers/schedules.ts';
import { CALLS_TASK_QUEUE, CALL_WORKFLOWS } from '../../workflows/calls/messages.ts';
import { until } from '../support/until.ts';
import {
  ZONE,
  all,
  assertTrue,
  day,
  endedScheduled,
  pagesAsked,
  setFaults,
  setWorld,
  storedCalls,
  trigger,
  type CallRecord,
} from './support/calls.ts';
import { workerAt } from './support/clock.ts';
import type { ExecutionRow } from '../../stores/calls/contract.ts';

const DAY_MS = 86_400_000;

/** All night long: a day that is cut at the wrong hour lacks calls. */
const NIGHT = { from: '00:00', to: '24:00' };

describe('calls by schedule', function () {
  this.timeout(60_000);
  let product: Product;
  let worker: Child | undefined;

  const begin = async (instant: string) => (worker = await workerAt(product, instant));

  before(async () => {
    product = await startProduct({ settings: { CALLS_REQUESTS_PER_SECOND: '1000', CALLS_PAGE_SIZE: '50' } });
    await product.worker.stop();
  });
  afterEach(() => worker?.stop());
  after(() => product.stop());

  it("A-13: a host in UTC at 02:00 copies the whole of the account's yesterday", async () => {
    await setWorld(product, [{ id: 13, name: 'Noite', ...NIGHT, callsPerDay: 240 }]);
    await begin('2026-05-12T02:00:00Z');
    const { execution } = await endedScheduled(product, await trigger(product, 'calls-daily'));
    // There it is 23:00 of the 11th: yesterday is the 10th.
    const yesterday = day('2026-05-10');
    assert.deepEqual([execution.from, execution.to], [yesterday.from, yesterday.to]);
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.equal(await assertTrue(product, 13, yesterday), 240);
    const [first] = await pagesAsked(product, 13);
    const query = new URLSearchParams(first?.query);
    assert.deepEqual([query.get('start_date'), query.get('end_date')], ['2026-05-09 23:55:00', '2026-05-11 00:04:59']);
  });

  it('A-12: after three days without a worker those days are copied without a command', async () => {
    await setWorld(product, [{ id: 12, name: 'Três dias', callsPerDay: 60 }]);
    await begin('2026-06-07T05:00:00Z');
    await endedScheduled(product, await trigger(product, 'calls-daily'));
    assert.equal(await assertTrue(product, 12, day('2026-06-06')), 60);
    await worker?.kill();

    // The server's timer fires each night meanwhile: one run waits for a worker, one waits for that run, and no more.
    const nights = { start: new Date(Date.now() - 3 * DAY_MS), end: new Date(), overlap: 'BUFFER_ONE' as const };
    const first = await trigger(product, 'calls-daily', (schedule) => schedule.backfill(nights));
    assert.equal((await product.client.schedule.getHandle('calls-daily').describe()).policies.overlap, 'BUFFER_ONE');
    await begin('2026-06-10T11:00:00Z');
    const { execution, windows } = await endedScheduled(product, first);
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.deepEqual(
      windows.map(({ from }) => from),
      ['2026-06-07', '2026-06-08', '2026-06-09'].map((on) => day(on).from),
    );
    const missed = { from: day('2026-06-07').from, to: day('2026-06-09').to };
    assert.equal(await assertTrue(product, 12, missed), 180);
    const buffered = await until(async () =>
      (await all<ExecutionRow>(product, '/calls/executions?kind=daily')).find(
        ({ id, endedAt }) => id > execution.id && endedAt,
      ),
    );
    assert.deepEqual([buffered.status, buffered.windows.total], ['COMPLETED_NO_DATA', 0]);
  });

  it('A-11: a qualification, a recording and a transcription that come days later are stored by the sweep', async () => {
    const late = ['late-qualification', 'late-recording', 'late-transcription'];
    const on = day('2026-07-13');
    await setWorld(product, [{ id: 11, name: 'Depois', days: { '2026-07-13': 60 } }]);
    await setFaults(
      product,
      late.map((name) => ({ switch: name, with: { share: 0.1, minHours: 24, maxHours: 30 } })),
    );
    await begin('2026-07-14T05:00:00Z');
    await endedScheduled(product, await trigger(product, 'calls-daily'));
    const before = new Map((await storedCalls(product, 11, on)).map((call) => [call['id'], call]));
    await worker?.stop();

    await begin('2026-07-15T07:00:00Z');
    const { execution } = await endedScheduled(product, await trigger(product, 'calls-sweep'));
    assert.ok(execution.updated > 0);
    const after = await storedCalls(product, 11, on);
    const changed = after.filter((call) => call['content_hash'] !== before.get(call['id'])?.['content_hash']);
    assert.equal(changed.length, execution.updated);
    assert.equal(await assertTrue(product, 11, on), 60);
    for (const call of changed) {
      assert.equal(call['first_seen'], before.get(call['id'])?.['first_seen']);
      assert.ok(String(call['last_changed']) > String(call['first_seen']));
      const now = (await product.simulate('GET', `/__truth/calls/${String(call['id'])}`)) as CallRecord;
      for (const field of ['qualification', 'recording', 'transcription'])
        assert.equal(call[field], now[field] === '-' ? null : now[field], field);
    }
    const unchanged = after.find((call) => !changed.includes(call));
    assert.equal(unchanged?.['last_changed'], before.get(unchanged?.['id'] ?? '')?.['last_changed']);
  });

  /** Crons of the legacy robot and when they are to fire on the clocks of the account. */
  const CRONS: [string, (at: { minute: number; hour: number; date: number; weekday: number }) => boolean][] = [
    ['0 2 * * *', ({ minute, hour }) => minute === 0 && hour === 2],
    ['30 3 * * *', ({ minute, hour }) => minute === 30 && hour === 3],
    ['0 03 * * *', ({ minute, hour }) => minute === 0 && hour === 3],
    ['0 14 * * *', ({ minute, hour }) => minute === 0 && hour === 14],
    ['5 22 * * *', ({ minute, hour }) => minute === 5 && hour === 22],
    ['0 */6 * * *', ({ minute, hour }) => minute === 0 && hour % 6 === 0],
    ['*/15 14 * * *', ({ minute, hour }) => minute % 15 === 0 && hour === 14],
    ['0 8,20 * * *', ({ minute, hour }) => minute === 0 && (hour === 8 || hour === 20)],
    ['0 2 * * 1-5', ({ minute, hour, weekday }) => minute === 0 && hour === 2 && weekday >= 1 && weekday <= 5],
    ['*/10 * * * *', ({ minute }) => minute % 10 === 0],
    ['0 10 1 * *', ({ minute, hour, date }) => minute === 0 && hour === 10 && date === 1],
  ];

  it('A-22: every cron expression fires as it is written, on the clocks of the account', async () => {
    const declared = CRONS.map(([cron], i): DeclaredSchedule => ({
      ...{ id: `cron-${i}`, integration: 'calls', cron, zone: ZONE, workflowType: CALL_WORKFLOWS.daily },
      ...{ workflowId: `cron-${i}`, taskQueue: CALLS_TASK_QUEUE, args: [], overlap: 'SKIP', catchUp: '1 hour' },
      summary: cron,
    }));
    await reconcileSchedules(product.client, declared);
    for (const [i, [cron, isDue]] of CRONS.entries()) {
      const { info } = await product.client.schedule.getHandle(`cron-${i}`).describe();
      const times = info.nextActionTimes.map((at) => at.getTime());
      assert.ok(times.length >= 5, `${cron}: ${times.length} times`);
      // The zone has stood three hours behind UTC since 2019.
      const expected: number[] = [];
      for (let at = Math.ceil(Date.now() / 60_000) * 60_000; expected.length < times.length; at += 60_000) {
        const local = new Date(at - 3 * 3_600_000);
        const [minute, hour] = [local.getUTCMinutes(), local.getUTCHours()];
        if (isDue({ minute, hour, date: local.getUTCDate(), weekday: local.getUTCDay() })) expected.push(at);
      }
      assert.deepEqual(times, expected, cron);
    }
  });

  it('A-22: a cron expression that is none is refused by name when the worker starts', async () => {
    const env = { ...product.env, CALLS_DAILY_CRON: '0 2 * *' };
    await assert.rejects(workerAt({ ...product, env }, '2026-06-10T11:00:00Z'), /CALLS_DAILY_CRON: .*five fields/);
  });
});
