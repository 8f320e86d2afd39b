import { CallError } from '../errors.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for addresses that never leave this machine: the simulator may be spoken to in plain http. */
export const isLoopback = (url: URL): boolean => LOOPBACK.has(url.hostname);

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

/** Why an answer that redirects must not be followed (5.3), in words without the address's query. */
export function redirectCause(location: string | null, from: URL): string {
  if (!location || !URL.canParse(location, from.href)) return 'a redirect without an address';
  const to = new URL(location, from);
  if (to.protocol !== from.protocol) return `a redirect to ${to.protocol}`;
  if (to.host !== from.host) return 'a redirect to another host';
  return /login|entrar|signin/i.test(to.pathname) ? 'a redirect to a login page' : 'a redirect to another path';
}
