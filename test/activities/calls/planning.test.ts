import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { createBeginExecution } from '../../../activities/calls/executions.ts';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import { createPlanDryRun } from '../../../activities/calls/planDryRun.ts';
import { createPlanDaily, createPlanSweep } from '../../../activities/calls/planScheduled.ts';
import { WINDOWS_PER_CHUNK, createPlanWindows, windowsOf } from '../../../activities/calls/planWindows.ts';
import type { RunRequest } from '../../../schemas/calls.ts';
import { aCall } from '../../stores/support/builders.ts';
import { lastRequest } from './support/copy.ts';
import {
  HOUR,
  NOW,
  PAGE_CONCURRENCY,
  SETTINGS,
  WHOLE_DAY,
  aRequest,
  startTestWorld,
  worldOf,
  type TestWorld,
} from './support/world.ts';

const TWO_DAYS = { from: WHOLE_DAY.from, to: '2026-11-12T03:00:00.000Z' };
/** Local midnight of a day of November 2026 in São Paulo. */
const midnight = (day: number) => `2026-11-${String(day).padStart(2, '0')}T03:00:00.000Z`;

describe('planning', () => {
  let world: TestWorld;
  let deps: CallActivityDeps;
  let runs = 0;
  before(async () => {
    world = await startTestWorld();
  });
  after(() => world.close());
  beforeEach(() => {
    world.reset();
    world.simulator.setWorld(worldOf(34, 5));
    deps = world.fresh();
  });

  describe('windows', () => {
    const begin = (request: RunRequest) =>
      createBeginExecution(deps)({ workflowId: `plan-${++runs}`, runId: 'run', request });
    const planChunk = (executionId: number, request: RunRequest, chunk = 0) =>
      world.activity(() => createPlanWindows(deps)({ executionId, request, chunk }));

    it('C-42: a long run is planned chunk by chunk, every window once, in order, counted by the vendor', async () => {
      const request = aRequest(deps, { campaigns: [5, 6], ranges: [TWO_DAYS] });
      const executionId = await begin(request);
      const chunks = [await planChunk(executionId, request, 0), await planChunk(executionId, request, 1)];
      assert.deepEqual(
        chunks.map(({ tasks, last }) => [tasks.length, last]),
        [
          [WINDOWS_PER_CHUNK, false],
          [46, true],
        ],
      );
      const tasks = chunks.flatMap((chunk) => chunk.tasks);
      assert.deepEqual(
        tasks.map(({ campaign, from, to }) => ({ campaign, from, to })),
        windowsOf(request),
      );
      assert.deepEqual(
        tasks.map(({ ordinal }) => ordinal),
        tasks.map((_, i) => i + 1),
      );
      assert.equal(
        tasks.reduce((sum, { expectedTotal }) => sum + (expectedTotal ?? 0), 0),
        2 * (34 + 5),
      );
    });

    it('C-41: planning a chunk again gives what was planned, and asks the vendor nothing', async () => {
      const request = aRequest(deps, { ranges: [WHOLE_DAY] });
      const executionId = await begin(request);
      const first = await planChunk(executionId, request);
      const asked = lastRequest(world);
      world.simulator.setWorld(worldOf(999));
      assert.deepEqual(await planChunk(executionId, request), first);
      assert.equal(lastRequest(world), asked);
    });

    it('C-41: a chunk whose counting failed leaves nothing behind, and is planned whole the next time', async () => {
      const request = aRequest(deps, { ranges: [WHOLE_DAY] });
      const executionId = await begin(request);
      world.simulator.setFaults([{ switch: 'server-error', when: { skip: 7 } }]);
      await assert.rejects(planChunk(executionId, request), { type: 'dialer-unavailable' });
      assert.deepEqual((await deps.store.listWindows(executionId, { limit: 9 })).items, []);
      world.simulator.setFaults([]);
      assert.equal((await planChunk(executionId, request)).tasks.length, 24);
    });

    it('C-42: a window that holds too much is cut, and its parts are counted and cut again', async () => {
      const crowded = { id: 5, name: 'Cinco', callsPerDay: 120, from: '10:00', to: '10:15' };
      world.simulator.setWorld({ campaigns: [crowded] });
      const request = aRequest(deps, { settings: { splitRows: 30 } });
      const { tasks } = await planChunk(await begin(request), request);
      assert.ok(tasks.length > 4);
      assert.ok(tasks.every(({ expectedTotal }) => expectedTotal !== null && expectedTotal <= 30));
      assert.equal(
        tasks.reduce((sum, { expectedTotal }) => sum + (expectedTotal ?? 0), 0),
        120,
      );
      assert.equal(tasks[0]?.from, HOUR.from);
      assert.equal(tasks.at(-1)?.to, HOUR.to);
      tasks.slice(1).forEach(({ from }, i) => assert.equal(from, tasks[i]?.to));
    });

    it('C-24: a vendor that gives no count has windows of unknown size', async () => {
      world.simulator.setFaults([{ switch: 'no-count-endpoint' }]);
      const request = aRequest(deps);
      const { tasks, last } = await planChunk(await begin(request), request);
      assert.deepEqual(
        tasks.map(({ expectedTotal }) => expectedTotal),
        [null],
      );
      assert.equal(last, true);
    });

    it('C-4: a refused credential is no missing count', async () => {
      world.setToken('wrong');
      const request = aRequest(deps);
      const executionId = await begin(request);
      await assert.rejects(planChunk(executionId, request), { type: 'dialer-credentials-rejected' });
    });

    it('C-8: a daily run leaves out what a campaign has complete already; a backfill does not', async () => {
      await deps.store.advanceWatermark(deps.account, 5, midnight(11));
      const ask = { campaigns: [5, 6], ranges: [TWO_DAYS], settings: { windowMinutes: 1_440 } } as const;
      const daily = aRequest(deps, { ...ask, kind: 'daily' });
      const days = (tasks: readonly { campaign: number; from: string }[]) =>
        tasks.map(({ campaign, from }) => `${campaign} ${from.slice(8, 10)}`);
      const planned = await planChunk(await begin(daily), daily);
      assert.deepEqual([days(planned.tasks), planned.last], [['6 10', '5 11', '6 11'], true]);
      const backfill = aRequest(deps, ask);
      assert.deepEqual(days((await planChunk(await begin(backfill), backfill)).tasks), [
        '5 10',
        '6 10',
        '5 11',
        '6 11',
      ]);
    });

    it('C-8: a daily run over what is complete plans nothing, and says that this was all', async () => {
      await deps.store.advanceWatermark(deps.account, 5, midnight(12));
      const request = aRequest(deps, { kind: 'daily', ranges: [TWO_DAYS], settings: { windowMinutes: 1_440 } });
      assert.deepEqual(await planChunk(await begin(request), request), { tasks: [], last: true });
    });

    it('C-39: counts are asked for within the page limit', async () => {
      let [open, most] = [0, 0];
      const { dialer } = deps;
      const total: typeof dialer.total = async (...given) => {
        most = Math.max(most, ++open);
        return dialer.total(...given).finally(() => open--);
      };
      const request = aRequest(deps, { ranges: [WHOLE_DAY] });
      const executionId = await begin(request);
      await world.activity(() =>
        createPlanWindows({ ...deps, dialer: { ...dialer, total } })({ executionId, request, chunk: 0 }),
      );
      assert.equal(most, PAGE_CONCURRENCY);
    });
  });

  describe('dry run', () => {
    const everyRow = async () => {
      const { db } = world.store;
      const tables = await db.introspection.getTables();
      const counts = await Promise.all(
        tables.map(async ({ name }) => {
          const { rows } = await sql<{ found: number }>`select count(*) as found from ${sql.table(name)}`.execute(db);
          return `${name} ${rows[0]?.found}`;
        }),
      );
      return counts.toSorted();
    };
    const dryRun = (request: RunRequest, change: Partial<CallActivityDeps> = {}) =>
      world.activity(() => createPlanDryRun({ ...deps, ...change })(request));

    it('C-51: it tells windows, requests, rows and time, asks for counts alone, and writes nothing', async () => {
      const before = await everyRow();
      const request = aRequest(deps, { campaigns: [5, 6], ranges: [WHOLE_DAY] });
      const plan = await dryRun(request);
      assert.deepEqual([plan.windows, plan.expectedRows, plan.sample.length], [48, 39, 20]);
      assert.equal(plan.requests, 48 * 3 + 4);
      assert.equal(plan.estimatedSeconds, Math.ceil(148 / deps.requestsPerSecond));
      assert.deepEqual(
        plan.sample.map(({ campaign, from, to }) => ({ campaign, from, to })),
        windowsOf(request).slice(0, 20),
      );
      assert.ok(world.simulator.journal().every(({ path, method }) => path === '/calls/total' && method === 'GET'));
      assert.deepEqual(await everyRow(), before);
    });

    it('C-51: without counts the rows are unknown, the rest is told', async () => {
      world.simulator.setFaults([{ switch: 'no-count-endpoint' }]);
      const plan = await dryRun(aRequest(deps, { ranges: [WHOLE_DAY] }));
      assert.deepEqual([plan.windows, plan.expectedRows, plan.requests], [24, null, 72]);
      assert.ok(plan.sample.every(({ expectedTotal }) => expectedTotal === null));
    });

    it('C-39: the time is what the budget allows, or what the vendor takes, whichever is longer', async () => {
      const request = aRequest(deps, { ranges: [WHOLE_DAY] });
      assert.equal((await dryRun(request, { requestsPerSecond: 2 })).estimatedSeconds, 38);
      // Each request takes ten seconds by this clock, four at a time.
      let nowMs = Date.parse(NOW);
      const { dialer } = deps;
      const slow = {
        ...dialer,
        total: async (...given: Parameters<typeof dialer.total>) => {
          nowMs += 10_000 / PAGE_CONCURRENCY;
          return dialer.total(...given);
        },
      };
      const { estimatedSeconds, requests } = await dryRun(request, { dialer: slow, now: () => new Date(nowMs) });
      assert.equal(estimatedSeconds, Math.ceil((requests * 10) / PAGE_CONCURRENCY));
    });
  });

  describe('scheduled runs', () => {
    const daily = (change: Partial<CallActivityDeps> = {}) =>
      world.activity(() => createPlanDaily({ ...deps, ...change })({ account: deps.account, settings: SETTINGS }));
    const sweep = (change: Partial<CallActivityDeps> = {}) =>
      world.activity(() => createPlanSweep({ ...deps, ...change })({ account: deps.account, settings: SETTINGS }));
    const watermark = (campaign: number, at: string) => deps.store.advanceWatermark(deps.account, campaign, at);

    it("C-9, A-13: the first daily run copies the whole of yesterday in the account's zone", async () => {
      // Two in the morning on a host in UTC is eleven at night of the day before in São Paulo.
      world.setNow('2026-11-20T02:00:00.000Z');
      const { ranges, kind, campaigns, account } = await daily();
      assert.deepEqual(ranges, [{ from: midnight(18), to: midnight(19) }]);
      assert.deepEqual([kind, campaigns, account], ['daily', [5, 6], deps.account]);
      world.setNow('2026-11-20T03:00:00.000Z');
      assert.deepEqual((await daily()).ranges, [{ from: midnight(19), to: midnight(20) }]);
    });

    it('C-8, A-12: days that were missed are caught up from the campaign that is furthest behind', async () => {
      await watermark(5, midnight(19));
      await watermark(6, midnight(16));
      assert.deepEqual((await daily()).ranges, [{ from: midnight(16), to: midnight(20) }]);
      await watermark(6, midnight(20));
      await watermark(5, midnight(20));
      assert.deepEqual((await daily()).ranges, [{ from: midnight(19), to: midnight(20) }]);
    });

    it('C-8: no further back than the bound', async () => {
      await watermark(5, '2026-01-01T03:00:00.000Z');
      assert.deepEqual((await daily({ catchUpDays: 5 })).ranges, [{ from: midnight(15), to: midnight(20) }]);
    });

    it('C-35: campaigns are those of the settings, or all of the account', async () => {
      assert.deepEqual((await daily({ scheduledCampaigns: [6] })).campaigns, [6]);
      assert.deepEqual((await sweep({ scheduledCampaigns: [6] })).campaigns, [6]);
      assert.deepEqual((await sweep()).campaigns, [5, 6]);
    });

    it('C-7: a sweep reads the trailing days again, each apart, oldest first', async () => {
      const { kind, ranges } = await sweep();
      assert.equal(kind, 'sweep');
      assert.deepEqual(
        ranges,
        [13, 18, 19].map((day) => ({ from: midnight(day), to: midnight(day + 1) })),
      );
    });

    it('5.7: and every other day of the horizon that holds calls which may still change, but not today', async () => {
      const open = { is_final: 0 };
      for (const [id, at, values] of [
        ['open', '2026-11-11T02:30:00.000Z', open],
        ['final', '2026-11-12T12:00:00.000Z', {}],
        ['too-old', '2026-11-04T12:00:00.000Z', open],
        ['today', '2026-11-20T11:00:00.000Z', open],
      ] as const)
        await deps.store.writeCall(deps.account, aCall({ id, at, campaignId: 5, values }), NOW);
      const { ranges } = await sweep({ catchUpDays: 15 });
      assert.deepEqual(
        ranges.map(({ from }) => from),
        [midnight(10), midnight(13), midnight(18), midnight(19)],
      );
    });
  });
});
