import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { workerEnvironment, workerFlags } from '../../runtime/workerMemory.ts';
import type { RunSummary } from '../../schemas/calls.ts';
import type { BenchOptions } from '../main.ts';
import { Child } from '../support/child.ts';
import { startProduct, type Product } from '../support/product.ts';
import { robotWay } from './robotWay.ts';
import { setWorld, workload, type Workload } from './world.ts';

const DEFAULT_CALLS = 200_000;
/** The bare loop and the second reading take a part of the same windows: their rates need no more. */
const SAMPLE_CALLS = 20_000;
const PAGE_SIZE = 100;
const PAGE_CONCURRENCY = 8;
const LATENCY_MS = 50;
/** Small pages, so that waiting is what is measured and not the processor. */
const LATENCY_PAGE_SIZE = 10;
const LATENCY_PAGES = 1_000;
/** What the page concurrency could do at most. */
const FASTEST_PAGES_PER_SECOND = PAGE_CONCURRENCY / (LATENCY_MS / 1_000);
const ROBOT_PAGES = 2;
const SETTINGS = {
  CALLS_PAGE_SIZE: String(PAGE_SIZE),
  CALLS_PAGE_CONCURRENCY: String(PAGE_CONCURRENCY),
  // The simulator is not to be spared: the ceiling is out of reach.
  CALLS_REQUESTS_PER_SECOND: '10000',
  WORKER_INTEGRATIONS: 'calls',
};

/**
 * 200,000 full calls, 100 a page, over loopback: API → workflow → worker → store against a bare loop with the same client,
 * page concurrency and store, in the same run. Then windows of it again, a vendor with 50 ms a page, and the old robot's way.
 */
export async function benchCalls({ size = DEFAULT_CALLS, say }: BenchOptions): Promise<Record<string, unknown>> {
  const startedMs = Date.now();
  const product = await startProduct({ settings: SETTINGS, simulatorArgs: ['--cache-mb', '1500'] });
  try {
    await setWorld(product);
    const all = workload(size);
    const sample = workload(Math.min(size, SAMPLE_CALLS));
    await prepare(product, all, PAGE_SIZE);
    say(`product: ${all.calls} calls`);
    const fifth = rssAt(product, all.calls / 5);
    const first = await backfill(product, all);
    const fifthRssMb = await fifth;
    const peakRssMb = product.worker.peakRssMb();
    say(`product: ${Math.round(first.rate)} rows/s; ${sample.calls} of them again`);
    const again = await backfill(product, sample);
    say(`again: ${Math.round(again.rate)} rows/s; bare loop`);
    const bareRate = await bareLoop(product, sample);
    say(`bare loop: ${Math.round(bareRate)} rows/s; ${LATENCY_MS} ms a page`);
    const latency = await latencyBound(product);
    say(`${Math.round(latency.reading)} pages/s; the robot's way`);
    const baseUrl = product.config.DIALER_BASE_URL ?? '';
    const robot = await robotWay({ baseUrl, folder: product.folder, pages: ROBOT_PAGES, perPage: PAGE_SIZE, ...all });
    return {
      calls: all.calls,
      rows_per_s: Math.round(first.rate),
      bare_rows_per_s: Math.round(bareRate),
      sample_calls: sample.calls,
      ratio: round(first.rate / bareRate),
      vs_robot: round(first.rate / robot.rowsPerSecond),
      vs_robot_without_its_pause: round(first.rate / robot.rowsPerSecondWithoutPause),
      latency_bound_ratio: round(latency.reading / FASTEST_PAGES_PER_SECOND),
      latency_bound_ratio_whole_run: round(latency.wholeRun / FASTEST_PAGES_PER_SECOND),
      latency_page_size: LATENCY_PAGE_SIZE,
      rerun_ratio: round(again.rate / first.rate),
      rerun_rows_written: again.summary.rows.inserted + again.summary.rows.updated,
      peak_rss_mb: Math.round(peakRssMb),
      peak_rss_growth: round(peakRssMb / fifthRssMb - 1),
      worker_heap_mb: product.config.WORKER_HEAP_MB,
      seconds: round((Date.now() - startedMs) / 1_000),
      cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
      date: new Date().toISOString().slice(0, 10),
    };
  } finally {
    await product.stop();
  }
}

/** The worker's peak when it has read so many rows: what five times the rows may not add to. */
async function rssAt({ store, worker }: Product, rows: number): Promise<number> {
  for (;;) {
    const [run] = (await store.calls.listExecutions({ limit: 1 })).items;
    if (run && run.fetched >= rows) return worker.peakRssMb();
    await sleep(200);
  }
}

const round = (figure: number): number => Math.round(figure * 1_000) / 1_000;

async function prepare({ simulate }: Product, { campaigns, from, to }: Workload, perPage: number): Promise<void> {
  for (const campaign of campaigns) {
    await simulate('POST', '/__prepare', { start: local(from), end: local(to), campaign, perPage });
  }
}

const local = (instant: string): string =>
  new Date(Date.parse(instant) - 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** One backfill through the API, as a client would ask for it. */
async function backfill(product: Product, { campaigns, from, to, calls }: Workload): Promise<Timed> {
  const startedMs = performance.now();
  const { status, body } = await product.call('POST', '/calls/backfills', { campaigns, from, to });
  if (status !== 202) throw new Error(`POST /calls/backfills answered ${status}: ${JSON.stringify(body)}`);
  return timed(product, body as { workflowId: string; runId: string }, calls, startedMs);
}

interface Timed {
  /** Rows per second, from the request to the run's end. */
  readonly rate: number;
  readonly summary: RunSummary;
}

async function timed(
  { client }: Product,
  { workflowId, runId }: { workflowId: string; runId: string },
  calls: number,
  startedMs: number,
): Promise<Timed> {
  const summary = (await client.workflow.getHandle(workflowId, runId).result()) as RunSummary;
  if (summary.status !== 'COMPLETED_SUCCESS' || summary.rows.fetched < calls) {
    throw new Error(`The run is not what was asked: ${JSON.stringify(summary)}`);
  }
  return { rate: (summary.rows.fetched / (performance.now() - startedMs)) * 1_000, summary };
}

/** The same pages by a process that does nothing else: no Temporal, no ledger of runs, no API. @returns rows/s */
async function bareLoop(product: Product, work: Workload): Promise<number> {
  const child = new Child({
    name: 'bare',
    script: 'bench/calls/bareLoop.ts',
    args: [JSON.stringify(work)],
    nodeFlags: workerFlags(product.config),
    env: { ...product.env, ...workerEnvironment, DATABASE_URL: `sqlite:${product.folder}/bare.db` },
    folder: product.folder,
    ready: /rows_per_s/,
  });
  await child.start();
  const rate = Number(/rows_per_s (\d+)/.exec(child.lastWords())?.[1]);
  await child.kill();
  return rate;
}

interface LatencyBound {
  /** Pages per second while windows were being read, by the ledger: from the first begun to the last ended. */
  readonly reading: number;
  /** Pages per second from the request to the run's end. */
  readonly wholeRun: number;
}

async function latencyBound(product: Product): Promise<LatencyBound> {
  const calls = LATENCY_PAGES * LATENCY_PAGE_SIZE;
  const work = workload(calls, 400, calls / 2);
  await setWorld(product, calls / 2);
  await prepare(product, work, LATENCY_PAGE_SIZE);
  await product.simulate('PUT', '/__faults', [{ switch: 'latency', with: { ms: LATENCY_MS } }]);
  const starters = product.startersWith({ CALLS_PAGE_SIZE: LATENCY_PAGE_SIZE });
  const startedMs = performance.now();
  const started = await starters.start({ ...work, campaigns: [...work.campaigns], dryRun: false });
  const { rate, summary } = await timed(product, started, work.calls, startedMs);
  const windows = (await product.store.calls.listWindows(summary.executionId, { limit: 500 })).items;
  const begun = Math.min(...windows.map(({ startedAt }) => Date.parse(startedAt ?? '')));
  const ended = Math.max(...windows.map(({ finishedAt }) => Date.parse(finishedAt ?? '')));
  return { reading: (summary.pages / (ended - begun)) * 1_000, wholeRun: rate / LATENCY_PAGE_SIZE };
}
