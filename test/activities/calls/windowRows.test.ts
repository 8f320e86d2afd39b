import assert from 'node:assert/strict';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import type { FaultRules } from '../../../simulators/dialer/faults.ts';
import { plan, storedAndTrue, tryWindow } from './support/copy.ts';
import { HOUR, NOW, startTestWorld, worldOf, type TestWorld } from './support/world.ts';

const WINDOW = { campaign: 5, ...HOUR };
/** Fifteen pages of ten. */
const CALLS = 150;
/** Dials before and after the hour too. */
const WIDE = { id: 5, name: 'Cinco', callsPerDay: 240, from: '09:30', to: '11:30' };

describe('windows: their rows', () => {
  let world: TestWorld;
  let deps: CallActivityDeps;
  before(async () => {
    world = await startTestWorld();
  });
  after(() => world.close());
  beforeEach(() => {
    world.reset();
    world.simulator.setWorld(worldOf(CALLS));
    deps = world.fresh();
  });

  const isWhole = async () => {
    const { stored, truth } = await storedAndTrue(world, deps);
    assert.deepEqual(stored, truth);
  };

  it('C-21: rows without a usable id are quarantined, counted, and the window is complete', async () => {
    world.simulator.setFaults([{ switch: 'id-shapes', with: { share: 0.2 } }]);
    const { state, rows } = await tryWindow(world, deps, await plan(world, deps));
    const truth = world.simulator.truth({ ...WINDOW });
    const bad = truth.missingIds + truth.overLongIds;
    assert.ok(bad > 0);
    assert.deepEqual([state, rows.quarantined, rows.fetched], ['complete', bad, CALLS]);
    await isWhole();
  });

  for (const strangers of ['quarantine', 'drop'] as const) {
    it(`C-15, A-15: calls of other campaigns are told apart (${strangers}), and the window is complete`, async () => {
      world.simulator.setWorld(worldOf(40, 12));
      deps = world.fresh({ strangers });
      world.simulator.setFaults([{ switch: 'filter-ignored' }]);
      // Such a vendor counts them too.
      const { state, rows } = await tryWindow(world, deps, await plan(world, deps, { expectedTotal: 52 }));
      assert.deepEqual([state, rows.inserted, rows.quarantined], ['complete', 40, strangers === 'drop' ? 0 : 12]);
      assert.deepEqual(await deps.store.callIds(deps.account, { ...WINDOW, campaign: 6 }), []);
      assert.ok(world.alerts.includes('filter-ignored 5'));
      await isWhole();
    });
  }

  it('C-15: strangers in quarantine do not spoil the counts once the vendor filters again', async () => {
    world.simulator.setWorld(worldOf(40, 12));
    world.simulator.setFaults([{ switch: 'filter-ignored' }]);
    await tryWindow(world, deps, await plan(world, deps));
    world.simulator.setFaults([]);
    const { state, reason } = await tryWindow(world, deps, await plan(world, deps));
    assert.deepEqual([state, reason], ['complete', null]);
  });

  it('5.2: rows of the overlap belong to the window of their own instant, and are stored once', async () => {
    world.simulator.setWorld({ campaigns: [WIDE] });
    const hours = ['12', '13', '14'].map((hour) => ({
      campaign: 5,
      from: `2026-11-10T${hour}:00:00.000Z`,
      to: `2026-11-10T${Number(hour) + 1}:00:00.000Z`,
    }));
    for (const window of hours) {
      const { state, rows } = await tryWindow(world, deps, await plan(world, deps, { window }));
      assert.equal(state, 'complete');
      assert.ok(rows.fetched > world.simulator.truth({ ...window }).count, 'the overlap was read');
    }
    for (const window of hours) {
      const { stored, truth } = await storedAndTrue(world, deps, window);
      assert.deepEqual(stored, truth);
    }
  });

  for (const [name, others] of Object.entries({ 'a count': [], 'no count': [{ switch: 'no-count-endpoint' }] })) {
    it(`5.7: calls that the vendor no longer lists are marked missing, and present again when it does (${name})`, async () => {
      // Calls before and after the hour too: those of the overlap say nothing about what is gone from it.
      world.simulator.setWorld({ campaigns: [WIDE] });
      const { count } = world.simulator.truth({ ...WINDOW });
      const read = async (faults: FaultRules) => {
        world.simulator.setFaults([...faults, ...others]);
        const key = await plan(world, deps, others.length > 0 ? { expectedTotal: null } : {});
        assert.equal((await tryWindow(world, deps, key)).state, 'complete');
        await isWhole();
      };
      await read([]);
      await read([{ switch: 'deleted-later', with: { share: 0.1 } }]);
      const { stored } = await storedAndTrue(world, deps);
      assert.ok(stored.length < count && stored.length > count / 2);
      const kept = await world.store.db
        .selectFrom('calls')
        .select('missing_since')
        .where('account', '=', deps.account)
        .where('placed_at', '>=', HOUR.from)
        .where('placed_at', '<', HOUR.to)
        .execute();
      assert.equal(kept.length, count, 'none is deleted');
      assert.equal(kept.filter(({ missing_since }) => missing_since === NOW).length, count - stored.length);
      await read([]);
    });
  }

  it('5.2: a window that is still open is read, kept provisional, and complete when read after its lag', async () => {
    const halfAnHourLater = '2026-11-10T14:30:00.000Z';
    world.simulator.setClock(halfAnHourLater);
    world.setNow(halfAnHourLater);
    const key = await plan(world, deps);
    const early = await tryWindow(world, deps, key);
    assert.deepEqual([early.state, early.reason], ['partial', 'window-still-open']);
    assert.equal((await deps.store.window(key))?.storedTotal, CALLS);
    const closed = '2026-11-10T15:00:00.000Z';
    world.simulator.setClock(closed);
    world.setNow(closed);
    assert.equal((await tryWindow(world, deps, await plan(world, deps))).state, 'complete');
  });
});
