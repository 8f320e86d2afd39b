import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import { createPlanDryRun } from '../../../activities/calls/planDryRun.ts';
import { windowsOf } from '../../../activities/calls/planWindows.ts';
import type { RunRequest } from '../../../schemas/calls.ts';
import {
  NOW,
  PAGE_CONCURRENCY,
  WHOLE_DAY,
  aRequest,
  startTestWorld,
  worldOf,
  type TestWorld,
} from './support/world.ts';

describe('dry run', () => {
  let world: TestWorld;
  let deps: CallActivityDeps;
  before(async () => {
    world = await startTestWorld();
  });
  after(() => world.close());
  beforeEach(() => {
    world.reset();
    world.simulator.setWorld(worldOf(34, 5));
    deps = world.fresh();
  });

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
