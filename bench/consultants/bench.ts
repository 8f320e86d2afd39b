import { cpus } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../runtime/ports.ts';
import type { BenchOptions } from '../main.ts';
import { Child } from '../support/child.ts';
import { createHistory, type Get } from './history.ts';
import { flatOut, openLoop, percentile } from './load.ts';
import { openOffice } from './office.ts';
import { verdictOn } from './verdict.ts';

const REQUESTS_PER_SECOND = 200;
const WARM_UP_SECONDS = 10;
const SECONDS = 20;
const AT_ONCE = 16;
/** Rounds of the product and of the bare handler follow each other, so that both have the machine as it is at the time. */
const ROUNDS = 3;
const ROUND_SECONDS = 3;

/**
 * Turns and numbers from two API processes on one SQLite file, with a worker that follows them up: so many requests a
 * second for a while, then as many as go through against a bare handler on a file of its own.
 */
export async function benchConsultants({ size = SECONDS, say }: BenchOptions): Promise<Record<string, unknown>> {
  const startedMs = Date.now();
  const office = await openOffice();
  const bare = await startBare(office.product.folder);
  try {
    const history = createHistory(office.ask, say);
    const [oneBare, twoBare] = [createHistory(bare.askOne, say), createHistory(bare.askTwo, say)];
    await history.load((request) => openLoop(REQUESTS_PER_SECOND, WARM_UP_SECONDS, request));
    say(`${REQUESTS_PER_SECOND} requests/s for ${size} s`);
    const latenciesMs = await history.load((request) => openLoop(REQUESTS_PER_SECOND, size, request));

    await twoBare.load((request) => openLoop(REQUESTS_PER_SECOND, WARM_UP_SECONDS, request));
    const rates = { product: [] as number[], oneBare: [] as number[], twoBare: [] as number[] };
    for (let round = 1; round <= ROUNDS; round++) {
      say(`flat out: round ${round} of ${ROUNDS}`);
      rates.product.push(await history.load((request) => flatOut(AT_ONCE, ROUND_SECONDS, request)));
      rates.oneBare.push(await oneBare.load((request) => flatOut(AT_ONCE, ROUND_SECONDS, request)));
      rates.twoBare.push(await twoBare.load((request) => flatOut(AT_ONCE, ROUND_SECONDS, request)));
    }
    if (oneBare.errors() + twoBare.errors() > 0) throw new Error('The bare handler failed: nothing to compare with.');
    const [rate, one, two] = [mean(rates.product), mean(rates.oneBare), mean(rates.twoBare)];
    return {
      requests: latenciesMs.length,
      errors: history.errors(),
      ...(await verdictOn(office.product.store, history.operations, office.rota)),
      p50_ms: round(percentile(latenciesMs, 0.5)),
      p95_ms: round(percentile(latenciesMs, 0.95)),
      p99_ms: round(percentile(latenciesMs, 0.99)),
      max_ms: round(Math.max(...latenciesMs)),
      requests_per_s: Math.round(rate),
      bare_requests_per_s: Math.round(Math.max(one, two)),
      bare_processes: one > two ? 1 : 2,
      ratio: round(rate / Math.max(one, two)),
      history: history.operations.length,
      seconds: Math.round((Date.now() - startedMs) / 1_000),
      cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
      date: new Date().toISOString().slice(0, 10),
    };
  } finally {
    await bare.stop();
    await office.stop();
  }
}

const round = (figure: number): number => Math.round(figure * 1_000) / 1_000;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The bare handler in two processes, on a file of its own. */
async function startBare(folder: string) {
  const [first = 0, second = 0] = await freePorts(2);
  const children = [first, second].map(
    (port, i) =>
      new Child({
        env: {},
        folder: join(folder, 'logs'),
        name: `bare-${i + 1}`,
        script: 'bench/consultants/bare.ts',
        args: [join(folder, 'bare.db'), String(port)],
        ready: 'ipc',
      }),
  );
  for (const child of children) await child.start();
  const askOne: Get = (client, _n, { path }) => client.get(first, path);
  const askTwo: Get = (client, n, { path }) => client.get(n % 2 === 0 ? first : second, path);
  return { askOne, askTwo, stop: () => Promise.all(children.map((child) => child.stop())) };
}
