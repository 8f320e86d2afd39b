import { setTimeout as sleep } from 'node:timers/promises';
import type { Envelope } from '../../rules/calls/envelope.ts';
import { backoffMs } from '../../rules/backoff.ts';
import type { CallDeps } from './deps.ts';
import type { DialerPageRequest } from './dialer/client.ts';
import { CallError, PageError, callFailures } from './errors.ts';

/** A page that one node of the vendor cannot serve now is usually served by the next: five tries take about four seconds. */
const TRIES = 5;
const BACKOFF = { firstMs: 250, longestMs: 4_000 };
/** Being told to slow down is no failure of the page; the budget does the waiting. */
const RATE_LIMITED_TRIES = 30;
/** "No such page" is believed at the third time: intermittent 404s exist (3.6). */
const NOT_FOUND_TRIES = 3;

/** A page, or the vendor's word that there is none. */
export type FetchedPage = { readonly page: number; readonly envelope: Envelope | 'beyond-end' };

export type FetchPageDeps = Pick<CallDeps, 'dialer' | 'pageLimit' | 'random'>;

/**
 * Gets one page, trying again what may pass (C-3, 5.3).
 * @throws PageError of the last try; CallError when trying again is no use
 */
export async function fetchPage(deps: FetchPageDeps, request: DialerPageRequest, signal: AbortSignal): Promise<FetchedPage> {
  let failures = 0;
  let refusals = 0;
  for (;;) {
    try {
      const envelope = await deps.pageLimit(() => deps.dialer.page(request, signal));
      return { page: request.page, envelope };
    } catch (error) {
      if (!(error instanceof CallError) || !callFailures[error.type].retryable) throw error;
      if (error.type === 'dialer-rate-limited') {
        if (++refusals >= RATE_LIMITED_TRIES) throw new PageError(request.page, error);
        continue;
      }
      failures++;
      if (error.type === 'dialer-not-found' && request.page > 1 && failures >= NOT_FOUND_TRIES) return { page: request.page, envelope: 'beyond-end' };
      if (failures >= TRIES) throw new PageError(request.page, error);
      await sleep(backoffMs(BACKOFF, failures, deps.random()), undefined, { signal });
    }
  }
}
