import { backoffMs } from '../../rules/backoff.ts';
import type { CallDeps } from './deps.ts';
import { CallError, callFailures } from './errors.ts';

/** What one node of the vendor cannot serve now is usually served by the next: five tries take about four seconds. */
const TRIES = 5;
const BACKOFF = { firstMs: 250, longestMs: 4_000 };
/** Being told to slow down is no failure of the request; the budget does the waiting. */
const RATE_LIMITED_TRIES = 30;
/** "No such thing" is believed at the third time: intermittent 404s exist (3.6). */
const NOT_FOUND_TRIES = 3;

export type PatienceDeps = Pick<CallDeps, 'pageLimit' | 'random' | 'sleep'>;

/**
 * Sends one request of the page limit's, and again what may pass (C-3, 5.3).
 * @throws CallError of the last try
 */
export async function patiently<T>(
  { pageLimit, random, sleep }: PatienceDeps,
  signal: AbortSignal,
  send: () => Promise<T>,
): Promise<T> {
  let failures = 0;
  let refusals = 0;
  for (;;) {
    try {
      return await pageLimit(send);
    } catch (error) {
      if (!(error instanceof CallError) || !callFailures[error.type].retryable) throw error;
      if (error.type === 'dialer-rate-limited') {
        if (++refusals >= RATE_LIMITED_TRIES) throw error;
        continue;
      }
      failures++;
      if (failures >= (error.type === 'dialer-not-found' ? NOT_FOUND_TRIES : TRIES)) throw error;
      await sleep(backoffMs(BACKOFF, failures, random()), signal);
    }
  }
}
