import assert from 'node:assert/strict';
import type { WindowResult } from '../../../activities/calls/syncWindow.ts';
import type { FaultRules } from '../../../simulators/dialer/faults.ts';
import { plan, settle, storedAndTrue } from './support/copy.ts';
import { PAGE_CONCURRENCY, startTestWorld, worldOf, type TestWorld } from './support/world.ts';

/** Nothing; one call; exactly one page; an exactly full last page; several pages with a short last one. */
const SIZES = [0, 1, 10, 30, 34];

const on = (...names: string[]): FaultRules => names.map((name) => ({ switch: name }));
const clamp = { switch: 'clamp-per-page', with: { max: 4 } };

/** Every way in which the vendor may page and a window still ends complete, with the true calls (C-1, 5.1, A-2, A-3, A-16). */
const HARMLESS: Record<string, FaultRules> = {
  clean: [],
  '1 full pagination': on('full-pagination'),
  '2 simple pagination': on('simple-pagination'),
  '2a total_pages 0': on('total-pages-zero'),
  '2b no links': on('no-links'),
  '3.4 no meta at all': on('no-pagination'),
  '3.4 last_page in meta': on('last-page-in-meta'),
  '3.4 last_page at the top': on('top-level-pages'),
  '3.4 links alone': on('page-info-gone'),
  '3.4 data.data': on('nested-data'),
  '40 bare list': on('bare-list'),
  '5 total too low': [{ switch: 'full-pagination' }, { switch: 'wrong-total', with: { by: -20 } }],
  '6 rows inserted at the front': on('drift-insert-front'),
  '6 rows inserted in the middle': on('drift-insert-middle'),
  '6 rows removed': on('drift-remove'),
  '7 same id on two pages': on('duplicate-across-pages'),
  '7 same id twice on a page': on('duplicate-within-page'),
  '8 per_page clamped': [clamp],
  '9 beyond the end 404': on('beyond-end-404'),
  '9 beyond the end 422': on('beyond-end-422'),
  '10 total_pages changes': on('full-pagination', 'total-pages-changes'),
  '11 unstable order': on('unstable-order'),
  '12 filter ignored': on('filter-ignored'),
  '12 filter ignored by the list alone': [{ switch: 'filter-ignored', when: { route: 'calls' } }],
  '13 wrong count': on('wrong-count'),
  '14 numbers as text': on('full-pagination', 'page-numbers-as-text'),
  '15 relative link': on('relative-next-link'),
  '15 link to the same page': on('next-link-repeats'),
  '15 link to another host': on('foreign-next-link'),
  'no links, clamped': [...on('no-links'), clamp],
  'no links, 404 beyond the end, duplicates': on('no-links', 'beyond-end-404', 'duplicate-across-pages'),
  'no meta, clamped, 422 beyond the end': [...on('no-pagination', 'beyond-end-422'), clamp],
  'clamped, repeated links, rows inserted': [clamp, ...on('next-link-repeats', 'drift-insert-front')],
  'full pagination, filter ignored, unstable order': on('full-pagination', 'filter-ignored', 'unstable-order'),
  'no count': on('no-count-endpoint'),
  'no count, no links': on('no-count-endpoint', 'no-links'),
  'no count, clamped, rows inserted': [...on('no-count-endpoint', 'drift-insert-middle'), clamp],
  'no count, no meta, duplicates': on('no-count-endpoint', 'no-pagination', 'duplicate-within-page'),
};

describe('windows: pagination', () => {
  let world: TestWorld;
  before(async () => {
    world = await startTestWorld();
  });
  after(() => world.close());
  beforeEach(() => world.reset());

  const copy = async (faults: FaultRules, calls: number) => {
    world.simulator.setWorld(worldOf(calls, 12));
    world.simulator.setFaults(faults);
    // The order changes from request to request: side by side, the same test would not be the same twice.
    const unstable = faults.some((rule) => 'switch' in rule && rule.switch === 'unstable-order');
    const deps = world.fresh(unstable ? { pageConcurrency: 1 } : {});
    const counted = !faults.some((rule) => 'switch' in rule && rule.switch === 'no-count-endpoint');
    const key = await plan(world, deps, counted ? {} : { expectedTotal: null });
    const [result, ...others] = await settle(world, deps, key);
    assert.deepEqual(others, []);
    assert.ok(result);
    const row = await deps.store.window(key);
    assert.ok(row);
    return { result, row, ...(await storedAndTrue(world, deps)) };
  };

  for (const [name, faults] of Object.entries(HARMLESS)) {
    it(`C-1, C-24: ${name}: complete at every size, with the true calls`, async () => {
      for (const calls of SIZES) {
        const { result, stored, truth } = await copy(faults, calls);
        assert.deepEqual([calls, result.state, result.reason], [calls, 'complete', null]);
        assert.deepEqual(stored, truth, `${calls} calls`);
        assert.ok(world.mostInFlight() <= PAGE_CONCURRENCY);
      }
    });
  }

  const endOf = ({ state, reason }: WindowResult) => [state, reason];

  it('C-17: an empty page amid the others that heals is read again, and the window is complete', async () => {
    for (const calls of [30, 34]) {
      const { result, stored, truth } = await copy(
        [{ switch: 'empty-middle-page', when: { page: 2, times: 1 } }],
        calls,
      );
      assert.deepEqual([endOf(result), stored], [['complete', null], truth]);
    }
    assert.ok(world.waits.length > 0, 'it waited before it asked again');
  });

  for (const [name, others] of Object.entries({ 'simple pagination': [], 'full pagination': on('full-pagination') })) {
    it(`C-17, A-4: an empty page that never heals makes it partial, names the page, and keeps the rest (${name})`, async () => {
      const { result, row, stored } = await copy([{ switch: 'empty-middle-page', when: { page: 2 } }, ...others], 34);
      assert.deepEqual(endOf(result), ['partial', 'empty-page-before-end']);
      assert.match(row.detail ?? '', /^Page 2 was empty/);
      assert.equal(stored.length, 24);
      assert.equal(row.storedTotal, 24);
      assert.equal(row.expectedTotal, 34);
    });
  }

  it('C-17: without a count or links a hole cannot be told from the end, with links it is found', async () => {
    const hole = { switch: 'empty-middle-page', when: { page: 2 } };
    const { result, row } = await copy([hole, ...on('no-count-endpoint')], 34);
    assert.deepEqual(endOf(result), ['partial', 'empty-page-before-end']);
    assert.match(row.detail ?? '', /^Page 2 /);
  });

  it('C-17: a total that promises more than there is after a full last page is partial, named by that page', async () => {
    const faults = [{ switch: 'full-pagination' }, { switch: 'wrong-total', with: { by: 5 } }];
    const { result, row } = await copy(faults, 30);
    assert.deepEqual(endOf(result), ['partial', 'empty-page-before-end']);
    assert.match(row.detail ?? '', /^Page 4 /);
    assert.deepEqual(
      endOf((await copy(faults, 34)).result),
      ['complete', null],
      'a short page is proof against totals',
    );
  });

  it('C-24: a count that stays different is recorded and makes it partial after the second reading', async () => {
    for (const [by, calls] of [
      [5, 34],
      [-5, 34],
      [-5, 30],
    ] as const) {
      const { result, row } = await copy([{ switch: 'wrong-count-endpoint', with: { by } }], calls);
      assert.deepEqual(endOf(result), ['partial', 'counts-differ']);
      assert.deepEqual([row.expectedTotal, row.storedTotal, row.passes], [calls + by, calls, 2]);
      assert.equal(row.detail, `The vendor counts ${calls + by} calls; ${calls} are stored.`);
    }
  });

  it('C-17: beyond a count that is far too high the first empty page is named, not the last one asked', async () => {
    const { row } = await copy([{ switch: 'wrong-count-endpoint', with: { by: 40 } }], 30);
    assert.deepEqual([row.state, row.detail?.startsWith('Page 4 ')], ['partial', true]);
  });

  it('15: a link of the last page back to itself or to an earlier page promises nothing', async () => {
    const data = [{ id: 'a', campaign_id: 5, call_date_rfc3339: '2026-11-10T10:30:00-03:00' }];
    for (const next of ['/api/v1/calls?page=1', 'http://elsewhere.invalid/?page=0']) {
      const body = JSON.stringify({ data, meta: { pagination: { per_page: 10, links: { next } } } });
      const { result } = await copy([{ reply: { body }, when: { route: 'calls' } }], 1);
      assert.deepEqual([endOf(result), result.pages], [['complete', null], 1]);
    }
  });

  it('C-5: without a count a second reading that adds nothing is the proof', async () => {
    const { row } = await copy(on('no-count-endpoint'), 34);
    assert.deepEqual([row.state, row.passes, row.expectedTotal, row.storedTotal], ['complete', 2, null, 34]);
  });

  it('5.1: "no such page" ends a window only where the counts agree', async () => {
    const { result } = await copy(on('no-count-endpoint', 'beyond-end-404'), 30);
    assert.deepEqual(endOf(result), ['partial', 'end-not-proven']);
  });
});
