import assert from 'node:assert/strict';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import { createPlanDaily, createPlanSweep } from '../../../activities/calls/planScheduled.ts';
import { aCall } from '../../stores/support/builders.ts';
import { NOW, SETTINGS, startTestWorld, worldOf, type TestWorld } from './support/world.ts';

/** Local midnight of a day of November 2026 in São Paulo. */
const midnight = (day: number) => `2026-11-${String(day).padStart(2, '0')}T03:00:00.000Z`;

describe('planning scheduled runs', () => {
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
