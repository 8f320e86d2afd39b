import { isLoopback } from '../../http/address.ts';
import { CallError } from '../errors.ts';

/**
 * The API root from what is configured (C-50): the legacy robot's full endpoint (`…/calls`) is accepted, plain http is refused
 * unless it is loopback or allowed.
 * @returns the root with a trailing slash
 * @throws CallError `dialer-not-configured`
 */
export function apiRoot(configured: string | undefined, allowHttp: boolean): URL {
  if (!configured || !URL.canParse(configured))
    throw new CallError('dialer-not-configured', 'DIALER_BASE_URL must be a URL.');
  const url = new URL(configured);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (allowHttp || isLoopback(url)))) {
    throw new CallError(
      'dialer-not-configured',
      'DIALER_BASE_URL must be https: (DIALER_ALLOW_HTTP=true accepts http:).',
    );
  }
  url.search = '';
  url.hash = '';
  url.pathname = `${url.pathname.replace(/\/+$/, '').replace(/\/calls$/, '')}/`;
  return url;
}
