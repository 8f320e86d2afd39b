import assert from 'node:assert/strict';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import type { FaultRules } from '../../../simulators/dialer/faults.ts';
import type { WindowCursor } from '../../../stores/calls/contract.ts';
import { lastRequest, pagesAsked, plan, settle, storedAndTrue, tryWindow } from './support/copy.ts';
import { HOUR, NOW, PAGE_CONCURRENCY, startTestWorld, worldOf, type TestWorld } from './support/world.ts';

const WINDOW = { campaign: 5, ...HOUR };
/** Fifteen pages of ten. */
const CALLS = 150;

describe('windows: one after the other', () => {
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
  /** Numbers of the pages that came, each as often as it came. */
  const pagesGot = (since = 0) =>
    world.simulator
      .journal(since)
      .filter(({ path, status }) => path === '/calls' && status === 200)
      .map(({ page }) => page ?? 0)
      .toSorted((a, b) => a - b);
  const once = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it('C-28, C-36: a clean window is complete with its figures in the ledger and in the result', async () => {
    const key = await plan(world, deps);
    const result = await tryWindow(world, deps, key);
    const rows = { fetched: CALLS, inserted: CALLS, updated: 0, unchanged: 0, quarantined: 0, failed: 0 };
    assert.deepEqual(result, { ordinal: key.ordinal, state: 'complete', reason: null, parts: [], rows, pages: 16 });
    const row = await deps.store.window(key);
    assert.deepEqual([row?.state, row?.passes, row?.expectedTotal, row?.storedTotal], ['complete', 1, CALLS, CALLS]);
    await isWhole();
  });

  it('C-6, A-10: a second run over the same window writes nothing', async () => {
    await tryWindow(world, deps, await plan(world, deps));
    const { rows } = await tryWindow(world, deps, await plan(world, deps));
    assert.deepEqual([rows.inserted, rows.updated, rows.unchanged], [0, 0, CALLS]);
  });

  it('C-41: a window that has ended is not read again: its result comes from the ledger', async () => {
    const key = await plan(world, deps);
    const result = await tryWindow(world, deps, key);
    const asked = lastRequest(world);
    assert.deepEqual(await tryWindow(world, deps, key, { attempt: 2 }), result);
    assert.equal(lastRequest(world), asked);
    await assert.rejects(tryWindow(world, deps, { ...key, ordinal: 99 }), { type: 'window-unknown' });
  });

  it('C-39: pages are read side by side, never more than the limit, also by several windows at once', async () => {
    const shared = { pageLimit: deps.pageLimit };
    const three = await Promise.all(
      [world.fresh(shared), world.fresh(shared), world.fresh(shared)].map(async (each) =>
        tryWindow(world, each, await plan(world, each)),
      ),
    );
    assert.deepEqual(
      three.map(({ state }) => state),
      ['complete', 'complete', 'complete'],
    );
    assert.equal(world.mostInFlight(), PAGE_CONCURRENCY);
  });

  it('C-1: without a count pages are read one after the other', async () => {
    world.simulator.setFaults([{ switch: 'no-count-endpoint' }]);
    await tryWindow(world, deps, await plan(world, deps, { expectedTotal: null }));
    assert.equal(world.mostInFlight(), 1);
    assert.deepEqual(pagesAsked(world), [...once(1, 16), ...once(1, 16)]);
  });

  it('C-41: each page beats, and carries where the window stands', async () => {
    await tryWindow(world, deps, await plan(world, deps));
    const cursors = world.heartbeats as WindowCursor[];
    assert.equal(cursors.length, 16);
    const done = cursors.map(({ pagesDone }) => pagesDone);
    assert.deepEqual(
      done,
      done.toSorted((a, b) => a - b),
    );
    assert.deepEqual(cursors.at(-1), { pass: 1, pagesDone: 16, pagesAhead: [], largestPage: 10, nextLink: null });
  });

  describe('interrupted', () => {
    it('C-4, A-7: a token refused at page 12 keeps the place; with a new one it goes on there', async () => {
      world.simulator.setFaults([{ switch: 'token-expires', when: { page: 12 } }]);
      const key = await plan(world, deps);
      await assert.rejects(tryWindow(world, deps, key), { type: 'dialer-credentials-rejected' });
      const kept = await deps.store.window(key);
      assert.deepEqual([kept?.state, kept?.cursor?.pagesDone, kept?.finishedAt], ['running', 11, null]);

      world.simulator.setTokens(['3cs_new']);
      world.simulator.setFaults([]);
      world.setToken('3cs_new');
      const since = lastRequest(world);
      assert.equal((await tryWindow(world, deps, key)).state, 'complete');
      assert.equal(Math.min(...pagesGot(since)), 12);
      assert.deepEqual(pagesGot(), once(1, 16), 'every page came once');
      await isWhole();
    });

    it('A-8: a token that is wrong from the start leaves the window as it was', async () => {
      world.setToken('wrong');
      const key = await plan(world, deps);
      await assert.rejects(tryWindow(world, deps, key), { type: 'dialer-credentials-rejected' });
      assert.equal((await deps.store.window(key))?.finishedAt, null);
    });

    it('C-41: an attempt that dies of one page keeps the others; the next asks for what is missing', async () => {
      world.simulator.setFaults([{ switch: 'server-error', when: { page: 6, times: 5 } }]);
      const key = await plan(world, deps);
      await assert.rejects(tryWindow(world, deps, key), { type: 'dialer-unavailable', page: 6, message: /^Page 6: / });
      const kept = await deps.store.window(key);
      assert.equal(kept?.cursor?.pagesDone, 5);
      assert.ok((kept?.cursor?.pagesAhead.length ?? 0) > 0, 'pages beyond the bad one are kept');
      assert.equal((await tryWindow(world, deps, key, { attempt: 2 })).state, 'complete');
      assert.deepEqual(pagesGot(), once(1, 16), 'every page came once');
      await isWhole();
    });

    it('C-41, A-20: a store that fails in the middle costs the pages in flight and nothing else', async () => {
      let writes = 0;
      const store = {
        ...deps.store,
        writeBatch: async (batch: Parameters<typeof deps.store.writeBatch>[0]) => {
          if (++writes === 7) throw new Error('disk full');
          return deps.store.writeBatch(batch);
        },
      };
      const key = await plan(world, deps);
      await assert.rejects(tryWindow(world, { ...deps, store }, key), /disk full/);
      assert.equal((await deps.store.window(key))?.pages, 6);
      const since = lastRequest(world);
      assert.equal((await tryWindow(world, deps, key, { attempt: 2 })).state, 'complete');
      assert.ok(pagesGot(since).length >= 10 && Math.min(...pagesGot(since)) > 1);
      await isWhole();
    });

    it('C-41: a cancelled window stops where it stands, with its own reason', async () => {
      const controller = new AbortController();
      const reason = new Error('cancelled by an operator');
      const stopping = world.fresh({
        context: () => ({
          attempt: 1,
          signal: controller.signal,
          heartbeat: (cursor) => void ((cursor?.pagesDone ?? 0) >= 3 && controller.abort(reason)),
        }),
      });
      const key = await plan(world, stopping);
      await assert.rejects(tryWindow(world, stopping, key), (error) => error === reason);
      const kept = await stopping.store.window(key);
      assert.ok((kept?.cursor?.pagesDone ?? 0) >= 3);
      assert.equal(kept?.finishedAt, null);
    });

    it('C-5: a second pass that was interrupted goes on as the second pass', async () => {
      const uncounted = { switch: 'no-count-endpoint' };
      world.simulator.setFaults([uncounted, { switch: 'server-error', when: { page: 9, skip: 1, times: 5 } }]);
      const key = await plan(world, deps, { expectedTotal: null });
      await assert.rejects(tryWindow(world, deps, key), { page: 9 });
      assert.deepEqual((await deps.store.window(key))?.cursor?.pass, 2);
      const since = lastRequest(world);
      assert.equal((await tryWindow(world, deps, key, { attempt: 2 })).state, 'complete');
      assert.deepEqual(pagesGot(since), once(9, 16));
    });
  });

  describe('in trouble', () => {
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
  });

  describe('rows', () => {
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
      const wide = { id: 5, name: 'Cinco', callsPerDay: 240, from: '09:30', to: '11:30' };
      world.simulator.setWorld({ campaigns: [wide] });
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
        const expectedTotal = others.length > 0 ? null : CALLS;
        const read = async (faults: FaultRules) => {
          world.simulator.setFaults([...faults, ...others]);
          const { state } = await tryWindow(world, deps, await plan(world, deps, { expectedTotal }));
          assert.equal(state, 'complete');
          await isWhole();
        };
        await read([]);
        await read([{ switch: 'deleted-later', with: { share: 0.1 } }]);
        const { stored } = await storedAndTrue(world, deps);
        assert.ok(stored.length < CALLS && stored.length > CALLS / 2);
        const kept = await world.store.db
          .selectFrom('calls')
          .select('missing_since')
          .where('account', '=', deps.account)
          .execute();
        assert.equal(kept.length, CALLS, 'none is deleted');
        assert.equal(kept.filter(({ missing_since }) => missing_since === NOW).length, CALLS - stored.length);
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
});
