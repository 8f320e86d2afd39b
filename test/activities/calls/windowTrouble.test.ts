import assert from 'node:assert/strict';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import type { FaultRules } from '../../../simulators/dialer/faults.ts';
import { pagesAsked, plan, settle, storedAndTrue, tryWindow } from './support/copy.ts';
import { startTestWorld, worldOf, type TestWorld } from './support/world.ts';

/** Fifteen pages of ten. */
const CALLS = 150;

describe('windows in trouble', () => {
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

  const final: Record<string, FaultRules[number]> = {
    'dialer-access-denied': { switch: 'forbidden' },
    'dialer-request-refused': { switch: 'validation-error' },
    'dialer-redirected': { switch: 'redirect-to-login' },
  };
  for (const [reason, rule] of Object.entries(final)) {
    it(`C-2, 5.3: ${reason} ends the window as failed at once, with the vendor's words, never complete`, async () => {
      world.simulator.setFaults([{ ...rule, when: { page: 3 } }]);
      const key = await plan(world, deps);
      const result = await tryWindow(world, deps, key);
      assert.deepEqual([result.state, result.reason], ['failed', reason]);
      const row = await deps.store.window(key);
      assert.match(row?.detail ?? '', /^The dialer answered/);
      assert.deepEqual([row?.expectedTotal, row?.storedTotal], [CALLS, null]);
      assert.equal(pagesAsked(world).filter((page) => page === 3).length, 1, 'no retry');
    });
  }

  for (const name of [
    'server-error',
    'html-login',
    'empty-body',
    'truncated-json',
    'cut-connection',
    'corrupt-gzip',
    'connection-dropped',
    'reset-mid-body',
    'intermittent-404',
  ]) {
    it(`C-3, A-5: ${name} on a page that heals costs its retries and no row`, async () => {
      const params = name === 'intermittent-404' ? { probability: 1 } : {};
      world.simulator.setFaults([{ switch: name, with: params, when: { page: 10, times: 2 } }]);
      assert.equal((await tryWindow(world, deps, await plan(world, deps))).state, 'complete');
      assert.equal(pagesAsked(world).filter((page) => page === 10).length, 3);
      assert.equal(world.waits.length, 2);
      await isWhole();
    });
  }

  it('C-3, A-6: 429 and "Muitas requisições" slow down and go on, without counting as failures', async () => {
    world.simulator.setFaults([
      { switch: 'rate-limited', with: { seconds: 3 }, when: { page: 4, times: 7 } },
      { switch: 'too-many-requests-422', when: { page: 5, times: 7 } },
    ]);
    assert.equal((await tryWindow(world, deps, await plan(world, deps))).state, 'complete');
    assert.deepEqual([world.refusals.length, Math.max(...world.refusals), world.waits.length], [14, 5_000, 0]);
    await isWhole();
  });

  it('C-3: a vendor that fails altogether leaves the window open for the next attempt', async () => {
    world.simulator.setFaults([{ switch: 'maintenance' }]);
    const key = await plan(world, deps);
    for (const attempt of [1, 2, 3])
      await assert.rejects(tryWindow(world, deps, key, { attempt }), { type: 'dialer-unavailable' });
    assert.equal((await deps.store.window(key))?.finishedAt, null);
    world.simulator.setFaults([]);
    assert.equal((await tryWindow(world, deps, key, { attempt: 4 })).state, 'complete');
  });

  it('46, A-28: a poison page is driven into the smallest window; that one is partial and names the page, the rest is complete', async () => {
    world.simulator.setFaults([{ switch: 'poison-page', with: { position: 70 } }]);
    const ended = await settle(world, deps, await plan(world, deps));
    const bad = ended.filter(({ state }) => state !== 'complete');
    assert.ok(bad.length >= 1 && bad.length <= 3, `${bad.length} of ${ended.length} windows are not complete`);
    for (const { state, reason } of bad) assert.deepEqual([state, reason], ['partial', 'poison-page']);
    const { items } = await deps.store.listWindows((await deps.store.openExecutions()).at(-1)?.id ?? 0, {
      state: 'partial',
      limit: 9,
    });
    for (const row of items) {
      assert.match(row.detail ?? '', /^Page 1: The dialer answered 500\.$/);
      assert.ok(Date.parse(row.to) - Date.parse(row.from) < 120_000, 'as small as a window may be');
    }
    const { stored, truth } = await storedAndTrue(world, deps);
    const lost = truth.filter((id) => !stored.includes(id));
    assert.ok(lost.length >= 1 && lost.length <= 2, `${lost.length} calls are lost`);
  });

  it('5.3: a page that fails again while the vendor is down altogether splits nothing', async () => {
    world.simulator.setFaults([
      { switch: 'poison-page', with: { page: 3 } },
      { switch: 'server-error', when: { route: 'campaigns' } },
    ]);
    const key = await plan(world, deps);
    for (const attempt of [1, 2])
      await assert.rejects(tryWindow(world, deps, key, { attempt }), { type: 'dialer-unavailable' });
    assert.equal(await deps.store.plannedBatch(key.executionId, `split-${key.ordinal}`), null);
  });

  it('5.1: pages that repeat without end are a loop: partial, named, alerted', async () => {
    const page = { status: 200, data: Array.from({ length: 10 }, (_, i) => ({ id: `call-${i}`, campaign_id: 5 })) };
    world.simulator.setFaults([{ reply: { body: JSON.stringify(page) }, when: { route: 'calls' } }]);
    const key = await plan(world, deps);
    const result = await tryWindow(world, deps, key);
    assert.deepEqual([result.state, result.reason], ['partial', 'repeating-page']);
    assert.equal((await deps.store.window(key))?.detail, 'Page 2 held only calls that had been read before.');
    assert.ok(world.alerts.includes('repeating-page 5'));
  });

  it('5.1: a loop is a loop also where a row is rejected on each page, and after an attempt that was broken off', async () => {
    const page = {
      status: 200,
      data: [{ campaign_id: 5 }, ...Array.from({ length: 9 }, (_, i) => ({ id: `call-${i}`, campaign_id: 5 }))],
    };
    world.simulator.setFaults([
      { switch: 'server-error', when: { page: 2, times: 5 } },
      { reply: { body: JSON.stringify(page) }, when: { route: 'calls' } },
    ]);
    const key = await plan(world, deps);
    await assert.rejects(tryWindow(world, deps, key), { page: 2 });
    assert.ok(((await deps.store.window(key))?.cursor?.pagesDone ?? 0) > 0, 'the next attempt goes on');
    const result = await tryWindow(world, deps, key, { attempt: 2 });
    assert.deepEqual([result.state, result.reason], ['partial', 'repeating-page']);
  });

  it('C-42: a window of unknown size that proves too large is split until its parts are not', async () => {
    world.simulator.setWorld(worldOf(40));
    world.simulator.setFaults([{ switch: 'no-count-endpoint' }]);
    const ended = await settle(world, deps, await plan(world, deps, { expectedTotal: null }), { splitRows: 10 });
    assert.ok(ended.length >= 4);
    assert.ok(ended.every(({ state }) => state === 'complete'));
    await isWhole();
  });

  it('C-27: an attempt whose run was closed under it stops, and the ledger stays as it was closed', async () => {
    const key = await plan(world, deps);
    const closing = {
      status: 'FAILED',
      errorMessage: 'Cancelled by an operator.',
      endedAt: '2026-11-21T12:00:00.000Z',
    } as const;
    const store = {
      ...deps.store,
      startPass: async (...pass: Parameters<typeof deps.store.startPass>) => {
        await deps.store.endExecution(key.executionId, closing);
        return deps.store.startPass(...pass);
      },
    };
    await assert.rejects(tryWindow(world, { ...deps, store }, key), { name: 'RunEndedError' });
    const row = await deps.store.window(key);
    assert.deepEqual([row?.state, row?.reason, row?.pages], ['failed', 'run-ended', 0]);
  });
});
