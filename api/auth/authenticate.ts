import type { Request } from 'express';
import type { AccessStore } from '../../stores/access/contract.ts';
import type { RouteGroup } from '../route.ts';
import { forbidden, unauthenticated } from '../problems.ts';
import type { Route } from '../route.ts';
import { looksLikeApiKey, principalOfApiKey } from './apiKeys.ts';
import { readSessionCookie } from './cookie.ts';
import { nobody } from './principal.ts';
import type { Principal } from './principal.ts';
import { isSameOrigin } from './sameOrigin.ts';
import type { Sessions } from './sessions.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface AuthenticateDeps {
  readonly access: Pick<AccessStore, 'apiKeyByHash'>;
  readonly sessions: Pick<Sessions, 'ofAccessToken' | 'ofCookie'>;
}

export type Authenticate = (request: Request) => Promise<Principal>;

/**
 * Finds out who asks: `X-API-Key`, `Authorization: Bearer` (access token or API key), or a browser's cookie.
 * @throws HttpProblem 401 without a valid credential; 403 for a browser's change that comes from another site
 */
export function createAuthenticate({ access, sessions }: AuthenticateDeps): Authenticate {
  function find(request: Request): Promise<Principal | null> | null {
    const bearer = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    const key = request.get('x-api-key') ?? (bearer && looksLikeApiKey(bearer) ? bearer : undefined);
    if (key !== undefined) return principalOfApiKey(access, key);
    if (request.get('authorization') !== undefined) return bearer ? sessions.ofAccessToken(bearer) : null;
    const cookie = readSessionCookie(request);
    if (cookie === undefined) return null;
    if (!READS.has(request.method) && !isSameOrigin(request)) throw forbidden('The request comes from another site.');
    return sessions.ofCookie(cookie);
  }

  return async (request) => {
    const principal = await find(request);
    if (!principal) throw unauthenticated();
    return principal;
  };
}

/** @throws HttpProblem 403 when the role or the key's integration does not open the route */
export function authorise(principal: Principal, route: Pick<Route, 'roles'>, group: Pick<RouteGroup, 'scope'>): void {
  if (route.roles === 'public') return;
  if (principal.role === null || !route.roles.includes(principal.role)) {
    throw forbidden(`This needs one of the roles ${route.roles.join(', ')}.`);
  }
  if (principal.integration !== null && group.scope !== null && principal.integration !== group.scope) {
    throw forbidden(`This API key opens ${principal.integration} only.`);
  }
}

/** Who asks for this route, or 401/403. */
export async function admit(
  request: Request,
  route: Pick<Route, 'roles'>,
  group: Pick<RouteGroup, 'scope'>,
  authenticate: Authenticate,
): Promise<Principal> {
  if (route.roles === 'public') return nobody;
  const principal = await authenticate(request);
  authorise(principal, route, group);
  return principal;
}
