import { retryAfterMs } from '../../http/retryAfter.ts';
import { ConsultantError, type ConsultantFailureType } from '../errors.ts';

const BY_STATUS: Readonly<Record<number, readonly [type: ConsultantFailureType, why: string]>> = {
  401: ['pipedrive-credentials-rejected', 'the token is invalid or revoked'],
  402: ['pipedrive-access-denied', 'the account does not include this'],
  403: ['pipedrive-access-denied', "the token's user may not do this"],
  404: ['pipedrive-not-found', 'no such thing'],
  410: ['pipedrive-not-found', 'no such thing any more'],
  408: ['pipedrive-unavailable', 'it gave up'],
  423: ['pipedrive-unavailable', 'the account is locked for a moment'],
  425: ['pipedrive-unavailable', 'too early'],
  429: ['pipedrive-rate-limited', 'too many requests'],
};

/** The class of an HTTP status that is no success. Pipedrive's own words are left out: they may repeat what it was sent. */
export function classify({ status, headers }: Pick<Response, 'status' | 'headers'>, nowMs: number): ConsultantError {
  const [type, why] =
    BY_STATUS[status] ??
    (status >= 500 ? ['pipedrive-unavailable', 'it is failing'] : ['pipedrive-refused', 'the request is invalid']);
  // Some limits are told by their reset alone, which is in seconds too.
  const wait = headers.get('retry-after') ?? headers.get('x-ratelimit-reset');
  return new ConsultantError(type, `Pipedrive answered ${status}: ${why}.`, {
    retryAfterMs: type === 'pipedrive-rate-limited' ? retryAfterMs(wait, nowMs) : undefined,
  });
}
