import assert from 'node:assert/strict';
import { startProduct, type Product } from '../../bench/support/product.ts';
import {
  assertManyTrue,
  backfill,
  day,
  pagesAsked,
  plantao,
  setFaults,
  setWorld,
  type Ended,
} from './support/calls.ts';

const HEAVY = 29_000;
const campaign = 1;
const range = day('2026-03-02');

describe('a heavy day of calls', function () {
  this.timeout(120_000);
  let product: Product;
  let clean: Ended;

  before(async () => {
    product = await startProduct({ settings: { CALLS_REQUESTS_PER_SECOND: '1000' } });
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
});
