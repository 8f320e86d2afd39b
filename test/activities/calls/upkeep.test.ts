import assert from 'node:assert/strict';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import { createReplayQuarantine } from '../../../activities/calls/replayQuarantine.ts';
import { runSettings, scheduledCampaigns } from '../../../activities/calls/settings.ts';
import { createPurgeExpired, createSetRequestRate } from '../../../activities/calls/upkeep.ts';
import { initialBudget, type RequestBudget } from '../../../rules/requestBudget.ts';
import type { RejectedRow } from '../../../rules/calls/types.ts';
import { loadConfig } from '../../../schemas/config.ts';
import { aBatch, aCall } from '../../stores/support/builders.ts';
import { plan } from './support/copy.ts';
import { HOUR, NOW, startTestWorld, type TestWorld } from './support/world.ts';

describe('upkeep', () => {
  let world: TestWorld;
  let deps: CallActivityDeps;
  before(async () => {
    world = await startTestWorld();
  });
  after(() => world.close());
  beforeEach(() => {
    world.reset();
    deps = world.fresh();
  });

  describe('request rate', () => {
    const budget = () =>
      deps.store.changeBudget<RequestBudget>(deps.account, initialBudget(100, Date.parse(NOW)), (kept) => ({
        budget: kept,
        result: kept,
      }));

    it('C-39: an operator sets the ceiling of the account, also before the first request', async () => {
      await createSetRequestRate(deps)(7);
      assert.deepEqual([(await budget()).rate, (await budget()).maxRate], [7, 7]);
      await createSetRequestRate(deps)(50);
      assert.deepEqual([(await budget()).rate, (await budget()).maxRate], [50, 50]);
    });
  });

  describe('purge', () => {
    const stored = async () =>
      (await world.store.db.selectFrom('calls').select('id').where('account', '=', deps.account).execute()).map(
        ({ id }) => id,
      );
    beforeEach(async () => {
      for (const [id, at] of [
        ['old', '2026-11-10T11:59:59.000Z'],
        ['young', '2026-11-10T12:00:00.000Z'],
      ] as const)
        await deps.store.writeCall(deps.account, aCall({ id, at, campaignId: 5 }), NOW);
    });

    it('C-48: calls older than they may be kept go, of this account alone', async () => {
      const deleted = await createPurgeExpired({ ...deps, retentionDays: 10 })();
      assert.equal(deleted['calls'], 1);
      assert.deepEqual(await stored(), ['young']);
      assert.equal((await createPurgeExpired({ ...world.fresh(), retentionDays: 1 })())['calls'], 0);
    });

    it('C-48: nothing goes where they are kept for ever', async () => {
      assert.deepEqual(await createPurgeExpired({ ...deps, retentionDays: 0 })(), {});
      assert.equal((await stored()).length, 2);
    });
  });

  describe('quarantine', () => {
    const quarantine = async (raw: unknown, reason: RejectedRow['reason'] = 'missing-id') => {
      const window = await plan(world, deps);
      const rejected = [{ reason, raw: JSON.stringify(raw), at: HOUR.from, campaignId: 5 }];
      await deps.store.writeBatch(
        aBatch(window, [], { account: deps.account, campaign: 5, undatedAt: HOUR.from, rejected }),
      );
      const { items } = await deps.store.listQuarantine({ limit: 1 });
      assert.ok(items[0]);
      return items[0].id;
    };

    it('C-21: a row that the parser of today can read is stored and leaves quarantine', async () => {
      const id = await quarantine({ id: 'late', campaign_id: 6, call_date: '2026-11-10 10:30:00' }, 'foreign-campaign');
      const replay = createReplayQuarantine(deps);
      assert.deepEqual(await replay(id), { outcome: 'inserted' });
      const row = await deps.store.quarantined(id);
      assert.deepEqual([row?.resolution, row?.resolvedAt], ['inserted', NOW]);
      assert.deepEqual(await deps.store.callIds(deps.account, { campaign: 6, ...HOUR }), ['late']);
      assert.deepEqual(await replay(id), { outcome: 'unchanged' });
    });

    it('C-21: one that still cannot be stored stays, and says why', async () => {
      const id = await quarantine({ campaign_id: 5 });
      assert.deepEqual(await createReplayQuarantine(deps)(id), { outcome: 'rejected', reason: 'missing-id' });
      assert.equal((await deps.store.quarantined(id))?.resolvedAt, null);
      assert.equal(await createReplayQuarantine(deps)(987_654), null);
    });
  });

  describe('settings', () => {
    it('C-35: campaigns of scheduled runs are all, or a list; anything else is refused by name', () => {
      assert.equal(scheduledCampaigns({ CALLS_CAMPAIGNS: 'all' }), null);
      assert.deepEqual(scheduledCampaigns({ CALLS_CAMPAIGNS: '5, 6' }), [5, 6]);
      for (const CALLS_CAMPAIGNS of ['', '5,,6', 'five', '0', '-1', '1.5'])
        assert.throws(() => scheduledCampaigns({ CALLS_CAMPAIGNS }), {
          name: 'ConfigError',
          message: /CALLS_CAMPAIGNS/,
        });
    });

    it('C-51: a run is pinned to the settings of its start', () => {
      const settings = runSettings(loadConfig({ CALLS_PAGE_SIZE: '200', CALLS_ZONE: 'America/Manaus' }));
      assert.deepEqual([settings.pageSize, settings.zone], [200, 'America/Manaus']);
    });
  });
});
