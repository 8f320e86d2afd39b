import assert from 'node:assert/strict';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import { plan, tryWindow } from './support/copy.ts';
import { aDialer, startVendor, type TinyVendor } from './support/vendor.ts';
import { HOUR, startTestWorld, type TestWorld } from './support/world.ts';

const CALLS = 34;
const SIZE = 10;
const calls = Array.from({ length: CALLS }, (_, i) => ({
  id: `call-${i}`,
  campaign_id: 5,
  call_date_rfc3339: `2026-11-10T10:${String(i).padStart(2, '0')}:00-03:00`,
}));

/** What the vendor does with the cursor asked for, each time; by default it gives its page. */
type Trick = (cursor: number, times: number) => 'page' | 'empty' | 'fail' | 'forget-link';

/** A vendor whose pages can only be walked by links that are no page numbers, and that lead to another host with a token. */
function startLinkedVendor(trick: Trick): Promise<TinyVendor> {
  const asked = new Map<number, number>();
  return startVendor((request, response) => {
    const url = new URL(request.url ?? '/', 'http://vendor');
    if (url.pathname.endsWith('/total')) return response.end(JSON.stringify({ data: { total: CALLS } }));
    const cursor = Number(url.searchParams.get('cursor') ?? 0);
    const times = (asked.get(cursor) ?? 0) + 1;
    asked.set(cursor, times);
    const does = trick(cursor, times);
    if (does === 'fail') return response.writeHead(500).end();
    const data = does === 'empty' || does === 'forget-link' ? [] : calls.slice(cursor, cursor + SIZE);
    const more = cursor + SIZE < CALLS && does !== 'forget-link';
    const next = `https://elsewhere.invalid/other?cursor=${cursor + SIZE}&api_token=embedded#top`;
    return response.end(
      JSON.stringify({ data, meta: { pagination: { per_page: SIZE, ...(more && { links: { next } }) } } }),
    );
  });
}

describe('windows: links that are no page numbers', () => {
  let world: TestWorld;
  before(async () => {
    world = await startTestWorld();
  });
  after(() => world.close());
  beforeEach(() => world.reset());

  const withVendor = async (
    trick: Trick,
    use: (deps: CallActivityDeps, cursors: () => (string | null)[], vendor: TinyVendor) => Promise<void>,
  ) => {
    const vendor = await startLinkedVendor(trick);
    const deps = world.fresh({ dialer: aDialer(vendor.root) });
    const cursors = () =>
      vendor.asked.filter(({ path }) => path === '/api/v1/calls').map(({ query }) => query.get('cursor'));
    try {
      await use(deps, cursors, vendor);
    } finally {
      await vendor.close();
    }
  };
  const isWhole = async (deps: CallActivityDeps) =>
    assert.equal(await deps.store.countCalls(deps.account, { campaign: 5, ...HOUR }), CALLS);

  it('C-22: they are followed one by one, on the configured host and path, without the token they carry', () =>
    withVendor(
      () => 'page',
      async (deps, cursors, vendor) => {
        assert.equal(
          (await tryWindow(world, deps, await plan(world, deps, { expectedTotal: CALLS }))).state,
          'complete',
        );
        assert.deepEqual(cursors(), [null, '10', '20', '30']);
        for (const { query, headers } of vendor.asked) {
          assert.equal(query.has('api_token'), false);
          assert.equal(headers.host, vendor.root.host);
        }
        await isWhole(deps);
      },
    ));

  it('C-41: an attempt that dies goes on with the link that failed', () =>
    withVendor(
      (cursor, times) => (cursor === 20 && times <= 5 ? 'fail' : 'page'),
      async (deps, cursors) => {
        const key = await plan(world, deps, { expectedTotal: CALLS });
        await assert.rejects(tryWindow(world, deps, key), { page: 3 });
        assert.equal((await tryWindow(world, deps, key, { attempt: 2 })).state, 'complete');
        assert.deepEqual(cursors(), [null, '10', '20', '20', '20', '20', '20', '20', '30']);
        await isWhole(deps);
      },
    ));

  it('C-17: an empty page is asked for again by its own link, and heals', () =>
    withVendor(
      (cursor, times) => (cursor === 10 && times <= 2 ? 'empty' : 'page'),
      async (deps, cursors) => {
        assert.equal(
          (await tryWindow(world, deps, await plan(world, deps, { expectedTotal: CALLS }))).state,
          'complete',
        );
        assert.deepEqual(cursors(), [null, '10', '10', '10', '20', '30']);
        await isWhole(deps);
      },
    ));

  it('C-17: one that stays empty is passed over, and the window partial', () =>
    withVendor(
      (cursor) => (cursor === 10 ? 'empty' : 'page'),
      async (deps) => {
        const key = await plan(world, deps, { expectedTotal: CALLS });
        const { state, reason, rows } = await tryWindow(world, deps, key);
        assert.deepEqual([state, reason, rows.inserted], ['partial', 'empty-page-before-end', CALLS - SIZE]);
        assert.match((await deps.store.window(key))?.detail ?? '', /^Page 2 /);
      },
    ));

  it('C-17: where the empty page has no link either, there is nothing further to ask for', () =>
    withVendor(
      (cursor) => (cursor === 10 ? 'forget-link' : 'page'),
      async (deps, cursors) => {
        const { state, reason } = await tryWindow(world, deps, await plan(world, deps, { expectedTotal: CALLS }));
        assert.deepEqual([state, reason], ['partial', 'empty-page-before-end']);
        assert.ok(cursors().every((cursor) => cursor === null || cursor === '10'));
      },
    ));
});
