import assert from 'node:assert/strict';
import { startProduct, type Product } from '../../../bench/support/product.ts';
import type { RunSummary } from '../../../schemas/calls.ts';
import type { JournalEntry } from '../../../simulators/dialer/journal.ts';
import { until } from '../../support/until.ts';

export const CAMPAIGN = 5;
export const PAGE_CONCURRENCY = 2;
const PAGE_SIZE = 40;
const CALLS_PER_DAY = 240;
const DAYS = 5;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.parse('2026-03-02T03:00:00Z');

export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** Days of its own for each scenario: all of them share one product. */
export const stretch = (index: number): Stretch => ({
  from: new Date(FIRST_DAY + index * DAYS * DAY_MS).toISOString(),
  to: new Date(FIRST_DAY + (index + 1) * DAYS * DAY_MS).toISOString(),
});

/** The product with a vendor slow enough that a backfill of 30 pages can be disturbed in its middle. */
export async function startSlowProduct(): Promise<Product> {
  const product = await startProduct({
    api: false,
    settings: {
      CALLS_PAGE_SIZE: String(PAGE_SIZE),
      CALLS_PAGE_CONCURRENCY: String(PAGE_CONCURRENCY),
      CALLS_WINDOW_CONCURRENCY: '2',
      CALLS_HEARTBEAT_TIMEOUT_SECONDS: '2',
    },
  });
  const campaigns = [{ id: CAMPAIGN, name: 'Cobrança', callsPerDay: CALLS_PER_DAY }];
  await product.simulate('PUT', '/__world', { campaigns });
  await product.simulate('PUT', '/__faults', [{ switch: 'latency', with: { ms: 80 } }]);
  return product;
}

const pagesSince = async ({ simulate }: Product, since: number): Promise<JournalEntry[]> =>
  ((await simulate('GET', `/__journal?since=${since}`)) as JournalEntry[]).filter(({ path }) => path === '/calls');

export interface Disturbed {
  readonly workflowId: string;
  /** Waits for the end and compares with the vendor. */
  assertWhole(): Promise<RunSummary>;
  /** Pages that were asked for more than once. */
  repeated(): Promise<number>;
}

/** Starts a backfill and comes back when it has asked for `pages` pages. */
export async function backfillUpTo(product: Product, { from, to }: Stretch, pages: number): Promise<Disturbed> {
  const since = ((await product.simulate('GET', '/__journal')) as JournalEntry[]).at(-1)?.n ?? 0;
  const { workflowId } = await product.starters.start({ campaigns: [CAMPAIGN], from, to, dryRun: false });
  await until(async () => (await pagesSince(product, since)).length >= pages);
  return {
    workflowId,
    async assertWhole() {
      const summary = (await product.client.workflow.getHandle(workflowId).result()) as RunSummary;
      const truth = (await product.simulate('GET', `/__truth?from=${from}&to=${to}&ids=1`)) as { ids: string[] };
      const stored = await product.store.calls.callIds('main', { campaign: CAMPAIGN, from, to });
      assert.equal(truth.ids.length, CALLS_PER_DAY * DAYS);
      assert.deepEqual(stored.toSorted(), truth.ids.toSorted());
      assert.equal(summary.status, 'COMPLETED_SUCCESS');
      assert.equal(summary.rows.inserted, stored.length, 'each call is counted once');
      return summary;
    },
    async repeated() {
      const asked = (await pagesSince(product, since)).map(({ query, page }) => `${query}#${page}`);
      return asked.length - new Set(asked).size;
    },
  };
}
