import { setTimeout as sleep } from 'node:timers/promises';
import type { RunSummary } from '../../schemas/calls.ts';
import type { ChaosOptions } from '../chaos.ts';
import { startProduct, type Product } from '../support/product.ts';

const PAGE_SIZE = 100;
const CAMPAIGNS = [5, 6];
const DAYS = 5;
/** 2 campaigns × 5 days × 20 pages: a backfill of 200 pages. */
const CALLS_PER_DAY = 2_000;
const FIRST_DAY = Date.parse('2026-03-01T03:00:00Z');
const DAY_MS = 86_400_000;
/** The worker lives between 0 and so long after it has come up. */
const LONGEST_LIFE_MS = 3_000;

/** What a bad day of the vendor looks like while workers die. */
const FAULTS = [
  { switch: 'latency', with: { ms: 30 } },
  { switch: 'server-error', when: { probability: 0.04 } },
  { switch: 'truncated-json', when: { probability: 0.03 } },
  { switch: 'rate-limited', when: { probability: 0.01 } },
  { switch: 'duplicate-across-pages' },
];

export interface ChaosFigures {
  readonly ok: boolean;
  readonly kills: number;
  readonly backfills: number;
  /** Calls that the vendor has and the store has not. */
  readonly lost: number;
  /** Rows of calls or mailing that are there more than once, or that the vendor does not have. */
  readonly duplicated: number;
  /** Runs and windows that ended in another state than the right one. */
  readonly wrong_states: number;
  /** Rows that the ledger counts as inserted, less those that are there. */
  readonly miscounted: number;
  readonly seconds: number;
}

/** SIGKILL of the worker at random moments of 200-page backfills, one after the other, with the vendor's faults on. */
export async function chaosCalls({ kills, say }: ChaosOptions): Promise<ChaosFigures> {
  const startedMs = Date.now();
  const product = await startProduct({
    api: false,
    settings: {
      CALLS_PAGE_SIZE: String(PAGE_SIZE),
      CALLS_HEARTBEAT_TIMEOUT_SECONDS: '3',
      CALLS_REQUESTS_PER_SECOND: '1000',
    },
  });
  try {
    await product.simulate('PUT', '/__world', {
      campaigns: CAMPAIGNS.map((id) => ({ id, name: `Campanha ${id}`, callsPerDay: CALLS_PER_DAY })),
    });
    await product.simulate('PUT', '/__faults', FAULTS);
    const killing = killWorker(product, kills, say);
    const summaries: RunSummary[] = [];
    do summaries.push(await backfill(product, summaries.length));
    while (!killing.done);
    await killing.finished;
    const figures = { ...(await compare(product, summaries)), kills, backfills: summaries.length };
    const ok = figures.lost === 0 && figures.duplicated === 0 && figures.wrong_states === 0 && figures.miscounted === 0;
    return { ok, ...figures, seconds: Math.round((Date.now() - startedMs) / 1_000) };
  } finally {
    await product.stop();
  }
}

function killWorker({ worker }: Product, kills: number, say: (line: string) => void) {
  const state = { done: false, finished: Promise.resolve() };
  state.finished = (async () => {
    for (let kill = 1; kill <= kills; kill++) {
      await sleep(Math.random() * LONGEST_LIFE_MS);
      await worker.kill();
      say(`kill ${kill} of ${kills}`);
      await worker.start();
    }
  })().finally(() => (state.done = true));
  return state;
}

const rangeOf = (index: number) => ({
  from: new Date(FIRST_DAY + index * DAYS * DAY_MS).toISOString(),
  to: new Date(FIRST_DAY + (index + 1) * DAYS * DAY_MS).toISOString(),
});

async function backfill({ starters, client }: Product, index: number): Promise<RunSummary> {
  const { workflowId, runId } = await starters.start({ campaigns: CAMPAIGNS, ...rangeOf(index), dryRun: false });
  return (await client.workflow.getHandle(workflowId, runId).result()) as RunSummary;
}

/** The store against the vendor's own truth. */
async function compare({ store, simulate }: Product, summaries: readonly RunSummary[]) {
  const range = { from: rangeOf(0).from, to: rangeOf(summaries.length - 1).to };
  const truth = (await simulate('GET', `/__truth?from=${range.from}&to=${range.to}&ids=1`)) as { ids: string[] };
  const expected = new Set(truth.ids);
  const calls = await store.db.selectFrom('calls').select('id').execute();
  const mailings = await store.db.selectFrom('mailing_data').select(['call_id', '_id']).execute();
  const stored = new Set(calls.map(({ id }) => id));
  const mailingKeys = new Set(mailings.map((row) => `${row.call_id}/${row._id}`));
  const open = await store.calls.openExecutions();
  return {
    lost: [...expected].filter((id) => !stored.has(id)).length,
    duplicated: calls.length - [...stored].filter((id) => expected.has(id)).length + mailings.length - mailingKeys.size,
    wrong_states:
      open.length +
      summaries.filter(({ status, windows }) => status !== 'COMPLETED_SUCCESS' || windows.complete !== windows.total)
        .length,
    miscounted: summaries.reduce((sum, { rows }) => sum + rows.inserted, 0) - calls.length,
  };
}
