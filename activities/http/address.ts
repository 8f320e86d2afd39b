const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for addresses that never leave this machine: a simulator may be spoken to in plain http. */
export const isLoopback = (url: URL): boolean => LOOPBACK.has(url.hostname);

/** Why an answer that redirects must not be followed (5.3), in words without the address's query. */
export function redirectCause(location: string | null, from: URL): string {
  if (!location || !URL.canParse(location, from.href)) return 'a redirect without an address';
  const to = new URL(location, from);
  if (to.protocol !== from.protocol) return `a redirect to ${to.protocol}`;
  if (to.host !== from.host) return 'a redirect to another host';
  return /login|entrar|signin/i.test(to.pathname) ? 'a redirect to a login page' : 'a redirect to another path';
}
