import assert from 'node:assert/strict';
import { createAlerts } from '../../../activities/alerts.ts';
import { watchCredential } from '../../../activities/calls/dialer/watched.ts';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import type { PassReport } from '../../../activities/calls/pass.ts';
import { reviewWindow } from '../../../activities/calls/reviewWindow.ts';
import { collectEvidence } from '../../../rules/calls/evidence.ts';
import type { CallAlertKind } from '../../../schemas/calls.ts';
import { aCall } from '../../stores/support/builders.ts';
import { plan, settle, tryWindow } from './support/copy.ts';
import { HOUR, NOW, startTestWorld, worldOf, type TestWorld } from './support/world.ts';

/** The hour in which campaign 5 dials, on a day of November 2026. */
const hourOf = (day: number) => ({
  from: `2026-11-${day}T13:00:00.000Z`,
  to: `2026-11-${day}T14:00:00.000Z`,
});
const BIG = { pageSize: 100 };

describe('alerts of calls', () => {
  let world: TestWorld;
  let deps: CallActivityDeps;
  let said: [string, unknown][];
  before(async () => void (world = await startTestWorld()));
  after(() => world.close());
  beforeEach(() => {
    world.reset();
    said = [];
    const fresh = world.fresh();
    const alerts = createAlerts<CallAlertKind>({
      store: world.store.alerts,
      integration: 'calls',
      account: fresh.account,
      now: fresh.now,
      warn: (message, { kind, unit }) => void said.push([message, [kind, unit]]),
    });
    deps = { ...fresh, alerts, dialer: watchCredential(fresh.dialer, alerts) };
  });

  const read = async (day: number, settings = {}) => {
    const key = await plan(world, deps, { window: { campaign: 5, ...hourOf(day) } });
    return settle(world, deps, key, settings);
  };
  const open = async () => {
    const { items } = await world.store.alerts.listAlerts({ integration: 'calls', open: true, limit: 99 });
    return items
      .filter(({ unit }) => unit.startsWith(`${deps.account}/`))
      .map(({ kind, unit }) => `${kind} ${unit.slice(deps.account.length + 1)}`)
      .sort();
  };
  const raised = (kind: CallAlertKind, unit: string) => ['alert raised', [kind, `${deps.account}/${unit}`]];
  const cleared = (kind: CallAlertKind, unit: string) => ['alert cleared', [kind, `${deps.account}/${unit}`]];

  describe('mailing', () => {
    const withMailing = (mailing: boolean) =>
      world.simulator.setWorld({
        campaigns: [{ id: 5, name: 'Cinco', callsPerDay: 20, from: '10:00', to: '11:00', mailing }],
      });

    it('C-14: a campaign that had mailing and returns none is told once, until a later day has mailing again', async () => {
      withMailing(true);
      await read(10);
      assert.deepEqual(await open(), []);
      withMailing(false);
      await read(11);
      await read(12);
      assert.deepEqual(await open(), ['mailing-missing 5']);
      withMailing(true);
      await read(10);
      assert.deepEqual(await open(), ['mailing-missing 5'], 'an older day is no good news');
      world.setNow('2026-11-25T12:00:00.000Z');
      world.simulator.setClock('2026-11-25T12:00:00Z');
      await read(24);
      assert.deepEqual(await open(), []);
      assert.deepEqual(said, [raised('mailing-missing', '5'), cleared('mailing-missing', '5')]);
    });

    it('C-14: nothing is told of a campaign that never had mailing, nor of a window that is still open', async () => {
      withMailing(false);
      await read(10);
      await read(11);
      withMailing(true);
      await read(12);
      withMailing(false);
      world.setNow(hourOf(13).to);
      await read(13);
      assert.deepEqual(await open(), []);
    });
  });

  describe('fields', () => {
    beforeEach(() => world.simulator.setWorld(worldOf(60)));
    const gone = (field: string) => world.simulator.setFaults([{ switch: 'field-gone', with: { field } }]);

    it('C-25: a known field that no row of a window has any more is told once', async () => {
      await read(10, BIG);
      gone('sid');
      await read(11, BIG);
      await read(12, BIG);
      assert.deepEqual(await open(), ['field-gone sid']);
      assert.deepEqual(said, [raised('field-gone', 'sid')]);
      world.simulator.setFaults([]);
      world.setNow('2026-11-25T12:00:00.000Z');
      world.simulator.setClock('2026-11-25T12:00:00Z');
      await read(24, BIG);
      assert.deepEqual(await open(), []);
    });

    it('C-25: fewer than 50 rows, or a field that nobody ever had, tell nothing', async () => {
      gone('sid');
      await read(10, BIG);
      await read(11, BIG);
      world.simulator.setFaults([]);
      world.simulator.setWorld(worldOf(49));
      await read(12);
      gone('sid');
      await read(13);
      assert.deepEqual(await open(), []);
    });
  });

  it('C-15: a filter that the vendor ignores is told of the campaign that was asked for', async () => {
    world.simulator.setWorld(worldOf(10, 5));
    await read(10);
    assert.deepEqual(await open(), []);
    world.simulator.setFaults([{ switch: 'filter-ignored' }]);
    await read(11);
    assert.deepEqual(await open(), ['filter-ignored 5']);
  });

  it('C-4: a refused credential is told once, and is over with the first good answer', async () => {
    const key = await plan(world, deps);
    world.setToken('expired');
    for (let attempt = 1; attempt <= 2; attempt++)
      await assert.rejects(tryWindow(world, deps, key, { attempt }), { type: 'dialer-credentials-rejected' });
    assert.deepEqual(await open(), ['credential-rejected dialer']);
    world.setToken('sim-token-1');
    await settle(world, deps, key);
    assert.deepEqual(await open(), []);
    assert.deepEqual(said, [raised('credential-rejected', 'dialer'), cleared('credential-rejected', 'dialer')]);
  });

  it('C-4: an alert that an earlier process left open ends with the first good answer too', async () => {
    await deps.alerts.raise('credential-rejected', 'dialer', 'refused');
    await deps.dialer.check();
    assert.deepEqual(await open(), []);
  });

  describe('of one reading', () => {
    const window = { campaign: 5, ...HOUR };
    const report = (change: Partial<PassReport> = {}): PassReport => ({
      proven: true,
      endedByRefusal: false,
      stopped: null,
      added: 0,
      repeated: false,
      strangers: 0,
      seen: new Set(),
      evidence: collectEvidence().read(),
      ...change,
    });
    const review = (silence: number | null = null, change: Partial<PassReport> = {}) =>
      reviewWindow({ ...deps, eventSilenceMinutes: silence }, window, 60, report(change));

    it('5.1: pages that repeat are told, and are over when a later day of the campaign is read', async () => {
      const stopped = { reason: 'repeating-page', page: 3 } as const;
      await review(null, { proven: false, stopped });
      await review();
      assert.deepEqual(await open(), ['repeating-page 5']);
      world.setNow('2026-11-25T12:00:00.000Z');
      await reviewWindow({ ...deps, eventSilenceMinutes: null }, { campaign: 5, ...hourOf(24) }, 60, report());
      assert.deepEqual(await open(), []);
    });

    const stored = (at: string) => deps.store.writeCall(deps.account, aCall({ id: at, at, campaignId: 5 }), NOW);

    it('C-55: calls that went on after the last event tell that the webhook is silent', async () => {
      await deps.store.noteEvent(deps.account, 'added', '2026-11-10T13:30:00.000Z');
      await stored('2026-11-10T13:29:00.000Z');
      await review(60);
      assert.deepEqual(await open(), [], 'no call after the last event');
      await stored('2026-11-10T13:31:00.000Z');
      await review(null);
      assert.deepEqual(await open(), [], 'no events are expected');
      await review(60);
      await review(60);
      assert.deepEqual(await open(), ['webhook-silent webhook']);
      assert.deepEqual(said, [raised('webhook-silent', 'webhook')]);
    });

    it('C-55: an event within the minutes of patience, or later than the window, is no silence', async () => {
      await stored('2026-11-10T13:31:00.000Z');
      await deps.store.noteEvent(deps.account, 'ignored', '2026-11-20T11:01:00.000Z');
      await review(60);
      await review(1);
      assert.deepEqual(await open(), []);
    });

    it('C-55: where no event ever came, waiting begins with the first look', async () => {
      await stored('2026-11-10T13:31:00.000Z');
      world.setNow('2026-11-10T15:00:00.000Z');
      await review(60);
      assert.deepEqual(await open(), []);
      world.setNow('2026-11-12T15:00:00.000Z');
      const next = { campaign: 5, ...hourOf(11) };
      await stored('2026-11-11T13:31:00.000Z');
      await reviewWindow({ ...deps, eventSilenceMinutes: 60 }, next, 60, report());
      assert.deepEqual(await open(), ['webhook-silent webhook']);
    });
  });
});
