import assert from 'node:assert/strict';
import { startProduct, type Product } from '../../bench/support/product.ts';
import { initialBudget } from '../../rules/requestBudget.ts';
import type { JournalEntry } from '../../simulators/dialer/journal.ts';
import { until } from '../support/until.ts';
import {
  assertTrue,
  backfill,
  day,
  ended,
  pagesAsked,
  setFaults,
  setWorld,
  start,
  storedCalls,
  timesAsked,
  truth,
  type Started,
} from './support/calls.ts';

const REQUESTS_PER_SECOND = 500;
const failing = day('2026-03-05');
const busy = day('2026-03-06');
const CALLS = 445;
/** Faults that pass, each on page 40 of a campaign of its own. */
const PASSING = ['never-answers', 'server-error', 'truncated-json', 'empty-body', 'cut-connection'];
const campaignOf = (fault: string) => 50 + PASSING.indexOf(fault);

/** How the vendor says "too many", by the page that it refuses once, and how long it means at least, in ms. */
const REFUSALS = [
  { page: 2, switch: 'rate-limited', with: { retryAfter: 'seconds', seconds: 2 }, leastMs: 2_000 },
  // Without fractions of a second it may name a time that is a second nearer.
  { page: 3, switch: 'rate-limited', with: { retryAfter: 'date', seconds: 3 }, leastMs: 2_000 },
  { page: 4, switch: 'rate-limited', with: { retryAfter: 'past' }, leastMs: 500 },
  { page: 5, switch: 'rate-limited', with: { retryAfter: 'zero' }, leastMs: 500 },
  { page: 6, switch: 'rate-limited', with: { retryAfter: 'absent' }, leastMs: 5_000 },
  { page: 7, switch: 'too-many-requests-422', with: {}, leastMs: 5_000 },
];
const LONGEST_PAUSE_MS = 600_000;

/** Three minutes of 20 calls each. */
const minutes = { from: '2026-03-28T13:00:00.000Z', to: '2026-03-28T13:03:00.000Z' };
const second = { from: '2026-03-28T13:01:00.000Z', to: '2026-03-28T13:02:00.000Z' };

describe('calls on the bad days of the vendor', function () {
  this.timeout(90_000);
  let product: Product;
  let hopeless: Started;
  let dripping: Started;

  before(async () => {
    product = await startProduct({
      settings: {
        CALLS_REQUESTS_PER_SECOND: String(REQUESTS_PER_SECOND),
        CALLS_PAGE_SIZE: '10',
        CALLS_OVERLAP_MINUTES: '0',
        CALLS_HEARTBEAT_TIMEOUT_SECONDS: '2',
        DIALER_FIRST_BYTE_TIMEOUT_MS: '300',
        DIALER_IDLE_TIMEOUT_MS: '300',
        DIALER_TOTAL_TIMEOUT_MS: '400',
      },
    });
    await setWorld(product, [
      ...PASSING.map((fault) => ({ id: campaignOf(fault), name: fault, days: { '2026-03-05': CALLS } })),
      ...[60, 61, 62].map((id) => ({ id, name: `Limite ${id}`, days: { '2026-03-06': id === 61 ? CALLS : 75 } })),
      ...[281, 282, 283, 284].map((id) => ({
        ...{ id, name: `Pior ${id}`, from: '10:00', to: '10:03', days: { '2026-03-28': 60 } },
      })),
    ]);
    await setFaults(product, [
      ...PASSING.map((fault) => ({ switch: fault, when: { campaign: campaignOf(fault), page: 40, times: 2 } })),
      ...REFUSALS.map(({ page, switch: name, with: params }) => ({
        ...{ switch: name, with: params, when: { campaign: 60, page, times: 1 } },
      })),
      { switch: 'rate-limit', with: { max: 20 }, when: { campaign: 61 } },
      { switch: 'rate-limited', with: { retryAfter: 'absurd' }, when: { campaign: 62, page: 2, times: 1 } },
      { switch: 'poison-page', with: { position: 30 }, when: { campaign: 281 } },
      { switch: 'redirect-to-login', when: { campaign: 282, route: 'calls' } },
      { switch: 'slow-drip', with: { gapMs: 100 }, when: { campaign: 283, route: 'calls' } },
    ]);
    // They are tried for a long while: the others need not wait for them.
    hopeless = await start(product, { campaigns: [281, 282, 284], ...minutes });
    dripping = await start(product, { campaigns: [283, 284], ...second });
  });
  after(() => product.stop());

  it('A-5: a page that times out, fails, is cut or is empty is read again, so often as it must and no more', async () => {
    const { execution } = await backfill(product, { campaigns: PASSING.map(campaignOf), ...failing });
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    for (const fault of PASSING) {
      assert.equal(await assertTrue(product, campaignOf(fault), failing), CALLS, fault);
      const times = timesAsked(await pagesAsked(product, campaignOf(fault)));
      assert.deepEqual([times.size, times.get(40)], [45, 3], fault);
      assert.ok(
        [...times].every(([page, asked]) => page === 40 || asked === 1),
        fault,
      );
    }
  });

  it('A-6: 429 with every form of Retry-After, and 422 "Muitas requisições", are waited out and not asked again before', async () => {
    const { execution } = await backfill(product, { campaigns: [60], ...busy });
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.equal(await assertTrue(product, 60, busy), 75);
    const asked = await pagesAsked(product, 60);
    for (const { page, leastMs, with: params } of REFUSALS) {
      const [refused, again, ...more] = asked.filter((entry) => entry.page === page);
      const waitedMs = Date.parse(again?.at ?? '') - Date.parse(refused?.at ?? '');
      // Both clocks are read after the answer was made: some of the wait may lie between.
      assert.ok(waitedMs > leastMs - 50, `${JSON.stringify(params)}: asked again after ${waitedMs} ms`);
      assert.deepEqual(more, []);
    }
  });

  it('A-6: a vendor that takes 20 requests a second is asked for less and less until it refuses no more', async () => {
    const { execution } = await backfill(product, { campaigns: [61], ...busy });
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.equal(await assertTrue(product, 61, busy), CALLS);
    const asked = await pagesAsked(product, 61);
    const isRefusal = ({ status }: JournalEntry) => status === 429;
    // Eight pages are in flight at a time: two bursts of refusals at most.
    assert.ok(asked.filter(isRefusal).length <= 16, `${asked.filter(isRefusal).length} of ${asked.length} refused`);
  });

  it('A-6: an absurd Retry-After is cut to ten minutes, and the pause outlives the worker', async () => {
    const changeBudget = product.store.calls.changeBudget;
    const budget = () => changeBudget('main', initialBudget(1, 0), (now) => ({ budget: now, result: now }));
    const { id } = await start(product, { campaigns: [62], ...busy });
    await until(async () => (await budget()).nextFreeAtMs > Date.now() + LONGEST_PAUSE_MS / 2);
    await product.worker.kill();
    const { nextFreeAtMs } = await budget();
    // A lease of a tenth of a second may have been taken behind the pause.
    assert.ok(nextFreeAtMs <= Date.now() + LONGEST_PAUSE_MS + 1_000);
    // Ten minutes later.
    const later = initialBudget(REQUESTS_PER_SECOND, Date.now());
    await changeBudget('main', later, () => ({ budget: later, result: undefined }));
    await product.worker.start();
    const { execution } = await ended(product, id);
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.equal(await assertTrue(product, 62, busy), 75);
  });

  it('A-28: a poison page and a slow drip make their minute partial, a login page fails, the rest is complete', async () => {
    const runs = await Promise.all([ended(product, hopeless.id), ended(product, dripping.id)]);
    assert.deepEqual(
      runs.map(({ execution }) => execution.status),
      ['COMPLETED_WITH_ERRORS', 'COMPLETED_WITH_ERRORS'],
    );
    const windows = runs.flatMap((run) => run.windows).filter(({ state }) => state !== 'split');
    const found = windows.map(({ campaign, from, state, reason }) =>
      [campaign, from.slice(11, 16), state, ...(reason === null ? [] : [reason])].join(' '),
    );
    assert.deepEqual(found.sort(), [
      '281 13:00 complete',
      '281 13:01 partial poison-page',
      '281 13:02 complete',
      '282 13:00 failed dialer-redirected',
      '283 13:01 partial poison-page',
      '284 13:00 complete',
      '284 13:01 complete',
    ]);
    assert.equal(await assertTrue(product, 284, minutes), 60);

    const detail = (campaign: number) =>
      windows.find((w) => w.campaign === campaign && w.reason !== null)?.detail ?? '';
    assert.match(detail(281), /^Page \d+: The dialer answered 500/);
    assert.match(detail(282), /login/);
    assert.match(detail(283), /^Page \d+: The dialer gave no complete answer within/);
    const missing = (await truth(product, 281, minutes)).count - (await storedCalls(product, 281, minutes)).length;
    assert.ok(missing > 0 && missing <= 20, `${missing} calls of the poisoned minute are missing`);
  });
});
