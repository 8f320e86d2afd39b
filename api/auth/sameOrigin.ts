import type { Request } from 'express';

/**
 * Whether a browser's request comes from a page of ours. A cookie goes with forged requests too (from a sibling host,
 * SameSite does not help), so what changes something needs this. Browsers on plain http name the origin alone.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('origin');
  return origin !== undefined && URL.parse(origin)?.host === request.get('host');
}
