import assert from 'node:assert/strict';
import { createBeginExecution } from '../../../activities/calls/executions.ts';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import { WINDOWS_PER_CHUNK, createPlanWindows, windowsOf } from '../../../activities/calls/planWindows.ts';
import type { RunRequest } from '../../../schemas/calls.ts';
import { lastRequest } from './support/copy.ts';
import {
  HOUR,
  NOW,
  PAGE_CONCURRENCY,
  WHOLE_DAY,
  aRequest,
  startTestWorld,
  worldOf,
  type TestWorld,
} from './support/world.ts';

const TWO_DAYS = { from: WHOLE_DAY.from, to: '2026-11-12T03:00:00.000Z' };
/** Local midnight of a day of November 2026 in São Paulo. */
const midnight = (day: number) => `2026-11-${String(day).padStart(2, '0')}T03:00:00.000Z`;

describe('planning windows', () => {
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
    assert.deepEqual(days((await planChunk(await begin(backfill), backfill)).tasks), ['5 10', '6 10', '5 11', '6 11']);
  });

  it('C-8: behind a window that stays partial, what is complete is not copied again', async () => {
    const whole = { campaigns: [5], ranges: [TWO_DAYS], settings: { windowMinutes: 1_440 } } as const;
    const before = aRequest(deps, whole);
    const executionId = await begin(before);
    const { tasks } = await planChunk(executionId, before);
    for (const { ordinal } of tasks) {
      const state = ordinal === 1 ? 'partial' : 'complete';
      const figures = { passes: 2, expectedTotal: 34, storedTotal: 34, reason: null, detail: null, at: NOW };
      await deps.store.finishWindow({ executionId, ordinal }, { state, ...figures });
    }
    await deps.store.advanceWatermark(deps.account, 5, midnight(10));
    const daily = aRequest(deps, { ...whole, kind: 'daily' });
    const planned = await planChunk(await begin(daily), daily);
    assert.deepEqual(
      planned.tasks.map(({ from }) => from),
      [midnight(10)],
    );
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
