import { setTimeout as sleep } from 'node:timers/promises';
import { HANDOVER_TOPIC } from '../../stores/consultants/topics.ts';
import type { OutageOptions } from '../chaos.ts';
import type { Product } from '../support/product.ts';
import { followed, type Followed } from './followed.ts';
import { createHistory } from './history.ts';
import { openLoop, percentile } from './load.ts';
import { openOffice } from './office.ts';
import { verdictOn, type Verdict } from './verdict.ts';

const REQUESTS_PER_SECOND = 50;
const WARM_UP_SECONDS = 3;
const BEFORE_SECONDS = 5;
const AFTER_SECONDS = 10;
const FOLLOWED_WITHIN_MS = 300_000;
const ASK_EVERY_MS = 100;
/** Offers that nobody answers outlast this: a hand-over that was started is running. */
const SETTINGS = { CONSULTANTS_ACCEPT_SECONDS: '3600' };

export interface OutageFigures extends Verdict, Followed {
  readonly ok: boolean;
  readonly outage_s: number;
  readonly requests: number;
  readonly errors: number;
  readonly p99_ms_before: number;
  readonly p99_ms_during: number;
  /** From when Temporal is started again, while what was left is caught up. */
  readonly p99_ms_after: number;
  /** Hand-overs that wait to be started. */
  readonly backlog_at_end_of_outage: number;
  /** From when Temporal answers again until none of those waits any more. */
  readonly caught_up_s: number;
  readonly seconds: number;
}

/** SIGKILL of the Temporal server, and its start so many seconds later, while clients go on asking. */
export async function outageOfConsultants({ seconds, say }: OutageOptions): Promise<OutageFigures> {
  const startedMs = Date.now();
  const office = await openOffice(SETTINGS);
  try {
    const { product } = office;
    const history = createHistory(office.ask, say);
    const load = (forSeconds: number) => history.load((request) => openLoop(REQUESTS_PER_SECOND, forSeconds, request));
    say(`${REQUESTS_PER_SECOND} requests/s`);
    await load(WARM_UP_SECONDS);
    const before = await load(BEFORE_SECONDS);
    say(`Temporal is away for ${seconds} s`);
    const [during] = await Promise.all([load(seconds), product.temporal.kill()]);
    const { waiting } = await backlogOf(product);
    say(`${waiting} hand-overs wait; Temporal is started`);
    const [after, caughtUpMs] = await Promise.all([load(AFTER_SECONDS), catchUp(product)]);
    const ends = await allRunning(product);
    const verdict = await verdictOn(product.store, history.operations, office.rota);
    const { lost, untold, duplicates, gaps, linearizable } = verdict;
    const { handovers, running, started_twice: twice } = ends;
    const wrong = [history.errors(), lost, untold, duplicates, gaps, twice, handovers - running];
    return {
      ok: linearizable && wrong.every((count) => count === 0),
      outage_s: seconds,
      requests: history.operations.length + history.errors(),
      errors: history.errors(),
      p99_ms_before: p99(before),
      p99_ms_during: p99(during),
      p99_ms_after: p99(after),
      backlog_at_end_of_outage: waiting,
      caught_up_s: Math.round(caughtUpMs / 100) / 10,
      ...ends,
      ...verdict,
      seconds: Math.round((Date.now() - startedMs) / 1_000),
    };
  } finally {
    await office.stop();
  }
}

const p99 = (latenciesMs: readonly number[]): number => Math.round(percentile(latenciesMs, 0.99) * 1_000) / 1_000;

const backlogOf = async ({ store }: Product) =>
  (await store.outbox.backlog())[HANDOVER_TOPIC] ?? { waiting: 0, oldest: null };

/** Starts Temporal again. @returns ms from its first answer until everything from before it is handed on */
async function catchUp(product: Product): Promise<number> {
  await product.temporal.start();
  const upMs = Date.now();
  await inTime(async () => {
    const { oldest } = await backlogOf(product);
    return oldest === null || Date.parse(oldest) > upMs;
  });
  return Date.now() - upMs;
}

/** Waits for all hand-overs to be running. @returns how many are, in time */
async function allRunning(product: Product): Promise<Followed> {
  await inTime(async () => (await backlogOf(product)).waiting === 0);
  await inTime(async () => {
    const { running, handovers } = await followed(product);
    return running === handovers;
  });
  return followed(product);
}

/** Asks until it is so, or takes too long: then the figures say what is missing. */
async function inTime(isSo: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + FOLLOWED_WITHIN_MS;
  while (!(await isSo()) && Date.now() < giveUpAt) await sleep(ASK_EVERY_MS);
}
