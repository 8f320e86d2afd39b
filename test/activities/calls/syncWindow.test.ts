import assert from 'node:assert/strict';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import type { WindowCursor } from '../../../stores/calls/contract.ts';
import { lastRequest, pagesAsked, plan, storedAndTrue, tryWindow } from './support/copy.ts';
import { PAGE_CONCURRENCY, startTestWorld, worldOf, type TestWorld } from './support/world.ts';

/** Fifteen pages of ten. */
const CALLS = 150;

describe('windows', () => {
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

  it('C-41: every write beats, and carries where the window stands', async () => {
    await tryWindow(world, deps, await plan(world, deps));
    const cursors = world.heartbeats as WindowCursor[];
    // The first page is read alone; pages that arrive together are written together.
    assert.ok(cursors.length > 1 && cursors.length <= 16);
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
          if (++writes === 2) throw new Error('disk full');
          return deps.store.writeBatch(batch);
        },
      };
      const key = await plan(world, deps);
      await assert.rejects(tryWindow(world, { ...deps, store }, key), /disk full/);
      assert.equal((await deps.store.window(key))?.pages, 1);
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
});
