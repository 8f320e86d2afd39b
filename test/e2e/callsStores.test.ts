import assert from 'node:assert/strict';
import { startProduct, type Product } from '../../bench/support/product.ts';
import { live, onEveryDialect } from '../stores/support/dialects.ts';
import type { TestDatabase } from '../stores/support/testDialect.ts';
import { until } from '../support/until.ts';
import { assertManyTrue, assertTrue, day, ended, progress, setWorld, start } from './support/calls.ts';

const CALLS = 2_400;
const PAGE_SIZE = 100;
const campaign = 1;
const range = day('2026-03-02');

onEveryDialect(
  'a backfill',
  ({ empty }) => {
    let database: TestDatabase;
    let product: Product;

    before(async function () {
      this.timeout(60_000);
      database = await empty();
      product = await startProduct({
        settings: {
          DATABASE_URL: database.url,
          CALLS_PAGE_SIZE: String(PAGE_SIZE),
          CALLS_REQUESTS_PER_SECOND: '1000',
          CALLS_HEARTBEAT_TIMEOUT_SECONDS: '2',
        },
      });
      await setWorld(product, [{ id: campaign, name: 'Cobrança', days: { '2026-03-02': CALLS } }]);
    });
    after(async function () {
      this.timeout(60_000);
      await product.stop();
      await database.remove();
    });

    it('A-20: its worker killed in the middle, it loses and doubles nothing; read again it writes nothing', async function () {
      this.timeout(120_000);
      const { id } = await start(product, { campaigns: [campaign], ...range });
      await until(async () => ((await progress(product, id)).execution?.fetched ?? 0) > 2 * PAGE_SIZE);
      await product.worker.kill();
      await product.worker.start();
      const first = await ended(product, id);
      assert.equal(first.execution.status, 'COMPLETED_SUCCESS');
      assert.equal(first.execution.inserted, CALLS);
      assert.equal(await assertManyTrue(product, campaign, range), CALLS);
      assert.equal(await assertTrue(product, campaign, range), CALLS);

      const again = await ended(product, (await start(product, { campaigns: [campaign], ...range })).id);
      const { status, inserted, updated, fetched, unchanged } = again.execution;
      assert.deepEqual([status, inserted, updated, unchanged], ['COMPLETED_SUCCESS', 0, 0, fetched]);
    });
  },
  // The other backfills of these tests run on it.
  live().filter(({ name }) => !name.startsWith('sqlite')),
);
