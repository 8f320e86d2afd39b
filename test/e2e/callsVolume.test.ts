import assert from 'node:assert/strict';
import { startProduct, type Product } from '../../bench/support/product.ts';
import { until } from '../support/until.ts';
import {
  ask,
  assertManyTrue,
  assertTrue,
  backfill,
  day,
  ended,
  endedScheduled,
  journal,
  pagesAsked,
  plantao,
  progress,
  setFaults,
  setWorld,
  start,
  trigger,
  type Ended,
} from './support/calls.ts';

const HEAVY = 29_000;
const campaign = 1;
const range = day('2026-03-02');
const ages = { from: day('2025-11-01').from, to: day('2026-08-27').to };
/** Requests per second that backfill and daily run have to share. */
const LIMIT = 40;
/** Events after which the server asks for a new history; a long backfill passes its usual 4,096 too. */
const EVENTS_SUGGESTED = 300;

describe('a heavy day of calls', function () {
  this.timeout(120_000);
  let product: Product;
  let clean: Ended;

  before(async () => {
    product = await startProduct({
      // Yesterday is closed at once, also in the hour after midnight.
      settings: { CALLS_REQUESTS_PER_SECOND: '1000', CALLS_LAG_MINUTES: '0' },
      dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': EVENTS_SUGGESTED },
    });
    await setWorld(product, [{ id: campaign, name: 'Cobrança', days: { '2026-03-02': HEAVY } }]);
  });
  after(() => product.stop());

  it('A-1: 29,000 calls with full pagination are all there, counted and reported as success', async () => {
    await setFaults(product, [{ switch: 'full-pagination' }]);
    clean = await backfill(product, { campaigns: [campaign], ...range });
    assert.equal(await assertManyTrue(product, campaign, range), HEAVY);
    const { execution, windows } = clean;
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.equal(execution.inserted, HEAVY);
    assert.equal(execution.expectedRows, HEAVY);
    assert.equal(execution.fetched, execution.inserted + execution.unchanged);
    assert.deepEqual([execution.updated, execution.quarantined, execution.failed], [0, 0, 0]);
    assert.equal(
      windows.reduce((sum, { storedTotal }) => sum + (storedTotal ?? 0), 0),
      HEAVY,
    );
    const { code, output } = await plantao(product, 'calls', 'watch', clean.id, '--json');
    assert.equal(code, 0, output);
  });

  for (const pagination of ['simple-pagination', 'total-pages-zero', 'no-links']) {
    it(`A-2, A-10: ${pagination} gives the identical rows again, and nothing is written`, async () => {
      await setFaults(product, [{ switch: pagination }]);
      const { execution } = await backfill(product, { campaigns: [campaign], ...range });
      assert.equal(execution.status, 'COMPLETED_SUCCESS');
      assert.equal(execution.unchanged, clean.execution.fetched);
      assert.deepEqual([execution.fetched, execution.inserted, execution.updated], [clean.execution.fetched, 0, 0]);
      assert.equal(await assertManyTrue(product, campaign, range), HEAVY);
    });
  }

  it('A-1, A-2: every run reads each page of each window once', async () => {
    const times = new Map<string, number>();
    for (const { query, page } of await pagesAsked(product, campaign))
      times.set(`${query} ${page}`, (times.get(`${query} ${page}`) ?? 0) + 1);
    assert.equal(times.size, clean.execution.pages);
    assert.deepEqual(new Set(times.values()), new Set([4]));
  });

  it('A-25: a backfill of 300 days and the daily run go on side by side under one limit, in short histories', async () => {
    await setFaults(product, []);
    await setWorld(product, [{ id: 25, name: 'Sempre', callsPerDay: 4 }]);
    const { id } = await start(product, { campaigns: [25], ...ages });
    await until(async () => ((await progress(product, id)).execution?.windows.complete ?? 0) > 0);
    const limit = (requestsPerSecond: number) => ask(product, 'PATCH', `/calls/backfills/${id}`, { requestsPerSecond });
    await limit(LIMIT);
    const limitedFromMs = Date.now() + 1_000;
    const daily = await endedScheduled(product, await trigger(product, 'calls-daily'));
    const limited = await until(async () => {
      const times = (await journal(product)).map(({ at }) => Date.parse(at)).filter((atMs) => atMs > limitedFromMs);
      return times.length > 2 * LIMIT && times;
    });
    await limit(1_000);
    const { execution } = await ended(product, id);

    assert.deepEqual([daily.execution.status, execution.status], ['COMPLETED_SUCCESS', 'COMPLETED_SUCCESS']);
    assert.ok(String(daily.execution.endedAt) < String(execution.endedAt), 'the daily run waited for the backfill');
    assert.deepEqual([execution.windows.complete, execution.inserted], [300, 1_200]);
    assert.equal(await assertTrue(product, 25, ages), 1_200);
    assert.equal(await assertTrue(product, 25, daily.execution), 4);

    const busiest = Math.max(...limited.map((atMs, i) => i - limited.findIndex((other) => other > atMs - 1_000) + 1));
    // Permits are leased for a tenth of a second, and what is late comes at once.
    assert.ok(busiest <= LIMIT * 1.2, `${busiest} requests within a second`);

    const lengths: number[] = [];
    for await (const { historyLength } of product.client.workflow.list({ query: `WorkflowId = "${id}"` }))
      lengths.push(historyLength);
    assert.ok(lengths.length >= 4, `${lengths.length} histories`);
    assert.ok(Math.max(...lengths) < 2 * EVENTS_SUGGESTED, `the longest of them has ${Math.max(...lengths)} events`);
  });
});
