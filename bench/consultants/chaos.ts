import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isEnded, type HandoverPhase } from '../../rules/consultants/handoverState.ts';
import type { Operation } from '../../rules/consultants/history.ts';
import type { ChaosOptions } from '../chaos.ts';
import type { Child } from '../support/child.ts';
import { askOf, operationOf, type Ask } from './asks.ts';
import { createClient, type Client } from './client.ts';
import { followed } from './followed.ts';
import { openOffice, type Office } from './office.ts';
import { verdictOn, type Verdict } from './verdict.ts';

const CLIENTS = 8;
/** Between two requests of a client, at most. */
const LONGEST_PAUSE_MS = 200;
/** A process lives between 0 and so long after it has come up. */
const LONGEST_LIFE_MS = 2_000;
const RETRY_AFTER_MS = 50;
/** What a dead relay had in hand is taken over after 20 s. */
const HANDOVERS_END_WITHIN_MS = 300_000;
const OK = 200;

export interface ChaosFigures extends Verdict {
  readonly ok: boolean;
  readonly kills: number;
  readonly requests: number;
  readonly retries: number;
  readonly handovers: number;
  /** Turns that have no hand-over, or one that did not end. */
  readonly open_handovers: number;
  readonly running_workflows: number;
  readonly seconds: number;
}

/** SIGKILL of both APIs and of the worker at random moments, while clients ask and repeat what was not answered. */
export async function chaosConsultants({ kills, say }: ChaosOptions): Promise<ChaosFigures> {
  const startedMs = Date.now();
  const office = await openOffice();
  const client = createClient();
  try {
    const over = new AbortController();
    const clients = Array.from({ length: CLIENTS }, (_, i) => keepAsking(office, client, i, over.signal));
    const killing = killAtRandom([...office.apis, office.product.worker], kills, say).finally(() => over.abort());
    const [told] = await Promise.all([Promise.all(clients), killing]);
    const operations = told.flatMap((one) => one.operations);
    say(`${operations.length} requests; hand-overs are to end`);
    const ends = await handoversEnd(office);
    const verdict = await verdictOn(office.product.store, operations, office.rota);
    const figures = { ...verdict, ...ends, duplicates: verdict.duplicates + verdict.untold };
    const { lost, duplicates, gaps, linearizable, open_handovers: open, running_workflows: running } = figures;
    return {
      ok: linearizable && [lost, duplicates, gaps, open, running].every((count) => count === 0),
      kills,
      requests: operations.length,
      retries: told.reduce((sum, { retries }) => sum + retries, 0),
      ...figures,
      seconds: Math.round((Date.now() - startedMs) / 1_000),
    };
  } finally {
    client.close();
    await office.stop();
  }
}

/** Each process is killed and started again by itself, so that any of them may be away at the same time. */
async function killAtRandom(children: readonly Child[], kills: number, say: (line: string) => void): Promise<void> {
  let killed = 0;
  await Promise.all(
    children.map(async (child) => {
      for (;;) {
        await sleep(Math.random() * LONGEST_LIFE_MS);
        if (killed >= kills) return;
        say(`kill ${++killed} of ${kills}`);
        await child.kill();
        await child.start();
      }
    }),
  );
}

/** One client, with one request after the other until it is told that it is over. */
async function keepAsking(office: Office, client: Client, first: number, over: AbortSignal) {
  const operations: Operation[] = [];
  let retries = 0;
  for (let n = first; !over.aborted; n += CLIENTS + 1) {
    const answered = await askUntilAnswered(office, client, n, askOf(n));
    operations.push(answered.operation);
    retries += answered.retries;
    await sleep(Math.random() * LONGEST_PAUSE_MS);
  }
  return { operations, retries };
}

/** Under one key, of one API and then of the other: what was done and not answered must not be done again. */
async function askUntilAnswered(office: Office, client: Client, n: number, ask: Ask) {
  const invokedAt = performance.now();
  const key = randomUUID();
  for (let retries = 0; ; retries++) {
    try {
      const answer = await office.ask(client, n + retries, ask, key);
      if (answer.status === OK) return { operation: operationOf(ask, answer, invokedAt), retries };
      if (answer.status < 500) throw new Refused(`${ask.path} answered ${answer.status}`);
    } catch (error) {
      // A connection that broke is what this is about.
      if (error instanceof Refused) throw error;
    }
    await sleep(RETRY_AFTER_MS);
  }
}

/** An answer that no killed process explains. */
class Refused extends Error {
  override readonly name = 'Refused';
}

/** Waits until nothing is under way any more. */
async function handoversEnd({ product }: Office) {
  const giveUpAt = Date.now() + HANDOVERS_END_WITHIN_MS;
  for (;;) {
    const { handovers, running } = await followed(product);
    const { handoversByPhase } = await product.store.consultants.counters();
    const ended = Object.entries(handoversByPhase)
      .filter(([phase]) => isEnded({ phase: phase as HandoverPhase }))
      .reduce((sum, [, count]) => sum + count, 0);
    const open = handovers - ended;
    if ((open === 0 && running === 0) || Date.now() > giveUpAt)
      return { handovers, open_handovers: open, running_workflows: running };
    await sleep(1_000);
  }
}
