import type { Envelope } from '../../rules/calls/envelope.ts';
import type { CallDeps } from './deps.ts';
import type { DialerPageRequest } from './dialer/client.ts';
import { CallError, PageError, callFailures } from './errors.ts';
import { patiently, type PatienceDeps } from './patience.ts';

/** A page, or the vendor's word that there is none. */
export type FetchedPage = { readonly page: number; readonly envelope: Envelope | 'beyond-end' };

export type FetchPageDeps = PatienceDeps & Pick<CallDeps, 'dialer'>;

/**
 * Gets one page of calls.
 * @throws PageError when it could not be had, however often it was tried; CallError when trying again is no use
 */
export async function fetchPage(
  deps: FetchPageDeps,
  request: DialerPageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const { page } = request;
  try {
    return { page, envelope: await patiently(deps, signal, () => deps.dialer.page(request, signal)) };
  } catch (error) {
    if (!(error instanceof CallError) || !callFailures[error.type].retryable) throw error;
    if (error.type === 'dialer-not-found' && page > 1) return { page, envelope: 'beyond-end' };
    throw new PageError(page, error);
  }
}
