import pLimit from 'p-limit';
import type { Logger } from '../runtime/logger.ts';
import type { OutboxRow, OutboxStore } from '../stores/outbox/contract.ts';
import { retryMs } from './loop.ts';

export interface RelayOptions {
  readonly outbox: Pick<OutboxStore, 'claim' | 'settle' | 'postpone'>;
  readonly topic: string;
  /** Does what a row says. It may be done twice, if this process ends between it and its settling. */
  readonly handle: (row: OutboxRow) => Promise<void>;
  /** Rows in hand at the same time; 1 = one after the other, oldest first. */
  readonly atOnce: number;
  /** At most; leaves something of the machine to others. */
  readonly rowsPerSecond: number;
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn'>;
}

interface Result {
  readonly row: OutboxRow;
  readonly end: 'done' | 'failed' | 'left';
  readonly error?: unknown;
}

/** A relay that dies gives its rows up so late. A batch of starts takes less; what takes longer may be done twice. */
const LEASE_MS = 20_000;
const ROWS_PER_BATCH = 20;
/** While nothing comes in, the outbox is asked less and less often. */
const SHORTEST_IDLE_MS = 100;
const LONGEST_IDLE_MS = 800;

/**
 * Hands on what transactions have left in the outbox, house-wide: one relay a topic, any number of processes. No row is lost:
 * one that cannot be handled comes again, later and later, and keeps no other waiting.
 * @returns one round for a loop, see `startLoop`
 */
export function createRelay({ outbox, topic, handle, atOnce, rowsPerSecond, now, log }: RelayOptions) {
  const limit = pLimit(atOnce);
  let idleMs = SHORTEST_IDLE_MS;
  let failedRounds = 0;

  const tryRow = async (row: OutboxRow, stopping: AbortSignal): Promise<Result> => {
    if (stopping.aborted) return { row, end: 'left' };
    try {
      await handle(row);
      return { row, end: 'done' };
    } catch (error) {
      return { row, end: 'failed', error };
    }
  };

  return async function relay(stopping: AbortSignal): Promise<number> {
    const startedMs = now();
    const claim = { now: instant(startedMs), leaseMs: LEASE_MS, limit: ROWS_PER_BATCH };
    const rows = await outbox.claim(topic, claim);
    if (rows.length === 0) {
      idleMs = Math.min(idleMs * 2, LONGEST_IDLE_MS);
      return idleMs;
    }
    idleMs = SHORTEST_IDLE_MS;

    const results = await Promise.all(rows.map((row) => limit(tryRow, row, stopping)));
    const ended = (end: Result['end']) => results.filter((result) => result.end === end);
    const [done, failed, left] = [ended('done'), ended('failed'), ended('left')];
    const endedMs = now();
    if (done.length > 0) {
      const ids = done.map(({ row }) => row.id);
      await outbox.settle(ids, instant(endedMs));
    }
    for (const { row } of failed) await outbox.postpone(row.id, instant(endedMs + retryMs(row.attempts)));
    for (const { row } of left) await outbox.postpone(row.id, instant(endedMs));
    if (failed.length > 0) {
      const counts = { done: done.length, failed: failed.length };
      log.warn({ err: failed[0]?.error, topic, ...counts }, 'not handed on yet');
    }
    // Where nothing at all gets through, the next row is not likely to either.
    failedRounds = done.length === 0 && failed.length > 0 ? failedRounds + 1 : 0;
    return failedRounds > 0 ? retryMs(failedRounds) : pauseMs(rows.length, endedMs - startedMs);
  };

  function pauseMs(handled: number, tookMs: number): number {
    return Math.max(0, (handled * 1_000) / rowsPerSecond - tookMs);
  }
}

const instant = (ms: number): string => new Date(ms).toISOString();
