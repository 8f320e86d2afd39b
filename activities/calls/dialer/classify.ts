import { retryAfterMs } from '../../http/retryAfter.ts';
import { CallError } from '../errors.ts';

/** What is known of an answer that is not a page of calls. */
export interface BadAnswer {
  readonly status: number;
  /** The vendor's own words, if any; used to tell a rate limit from a validation error. */
  readonly detail: string;
  readonly retryAfter: string | null;
  readonly nowMs: number;
  /** Personal tokens (without the service prefix) stopped working on this day (C-53). */
  readonly personalToken: boolean;
}

const TOO_MANY = /muitas requisi|too many|rate limit|aguarde \d+/i;
const ABOUT_PAGE = /\bpage\b|p[áa]gina/i;
const PERSONAL_TOKEN_CUT_OFF_MS = Date.parse('2026-10-01T00:00:00-03:00');

/** The class of an HTTP status, or of a status in the body of an HTTP 200 (5.3). */
export function classify({ status, detail, retryAfter, nowMs, personalToken }: BadAnswer): CallError {
  const saying = `The dialer answered ${status}`;
  if (status === 429 || (status === 422 && TOO_MANY.test(detail))) {
    return new CallError('dialer-rate-limited', `${saying}: too many requests.`, {
      retryAfterMs: retryAfterMs(retryAfter, nowMs),
    });
  }
  if (status === 401) {
    const cutOff = personalToken && nowMs >= PERSONAL_TOKEN_CUT_OFF_MS;
    const hint = cutOff ? ' Personal tokens stopped working on 2026-10-01: use a service token (3cs_…).' : '';
    return new CallError('dialer-credentials-rejected', `${saying}: the token is invalid, expired or revoked.${hint}`);
  }
  if (status === 403) return new CallError('dialer-access-denied', `${saying}: the token's role may not list calls.`);
  if (status === 404 || (status === 422 && ABOUT_PAGE.test(detail))) {
    return new CallError('dialer-not-found', `${saying}: no such page.`);
  }
  if (status === 408 || status === 425 || status >= 500) return new CallError('dialer-unavailable', `${saying}.`);
  return new CallError('dialer-request-refused', `${saying}: the request is invalid.`);
}
