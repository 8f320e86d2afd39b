import type { IncomingMessage } from 'node:http';
import { fraction, hash32 } from '../support/random.ts';
import { campaignsOf } from './callsQuery.ts';
import { idOf } from './ids.ts';
import type { Simulator } from './simulator.ts';
import type { Route, Turn } from './turn.ts';
import { offsetSeconds, parseLocal } from './zone.ts';

export const API_PATH = '/api/v1';

/** A request to the vendor, taken apart once. */
export interface VendorRequest {
  readonly method: string;
  /** Path below `/api/v1`. */
  readonly path: string;
  /** Without token and page, sorted by name. */
  readonly query: URLSearchParams;
  readonly rawPage: string | null;
  readonly token: string | null;
  readonly credentialIn: 'header' | 'query' | 'none';
  readonly agentId: string | undefined;
}

/** Takes an HTTP request apart; the token leaves the query here, so that nothing later can show it. */
export const readRequest = (incoming: IncomingMessage): VendorRequest => {
  const url = new URL(incoming.url ?? '/', 'http://simulator');
  const query = url.searchParams;
  const bearer = /^Bearer (.+)$/i.exec(incoming.headers.authorization ?? '')?.[1];
  const token = bearer ?? query.get('api_token');
  const rawPage = query.get('page');
  query.delete('api_token');
  query.delete('page');
  // One identity per question, in whatever order a client writes it: finished bodies are found by it.
  query.sort();
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname.slice(API_PATH.length),
    query,
    rawPage,
    token,
    credentialIn: bearer ? 'header' : token ? 'query' : 'none',
    agentId: incoming.headers['x-agent-id']?.toString(),
  };
};

/** Which of the vendor's routes a path names. */
export const routeOf = (path: string): Route => {
  if (path === '/calls') return 'calls';
  if (path === '/calls/total') return 'total';
  if (path === '/campaigns') return 'campaigns';
  if (path === '/authenticate') return 'authenticate';
  if (/^\/calls\/[^/]+\/recording(_amd|_transfer|_consult)?$/.test(path)) return 'recording';
  return /^\/calls\/[^/]+$/.test(path) ? 'call' : 'unknown';
};

/** The window asked for as instants. Good to the hour on days when the clock changes, which is enough for conditions. */
const windowOf = (zone: string, query: URLSearchParams): Turn['window'] => {
  const from = parseLocal(query.get('start_date') ?? '', '00:00:00');
  const to = parseLocal(query.get('end_date') ?? '', '23:59:59');
  if (from === undefined || to === undefined) return null;
  return { from: from - offsetSeconds(zone, from), to: to - offsetSeconds(zone, to) };
};

/** The request as switches see it. */
export const turnOf = (
  sim: Simulator,
  request: VendorRequest,
  n: number,
  at: { readonly baseUrl: string; readonly connections: number },
): Turn => {
  const route = routeOf(request.path);
  const listed = route === 'calls' || route === 'total';
  return {
    n,
    route,
    now: sim.clock.now(),
    walk: `${request.path}?${request.query.toString()}`,
    page: route === 'calls' ? Number(request.rawPage ?? 1) : null,
    campaigns: listed ? campaignsOf(request.query) : [],
    window: listed ? windowOf(sim.world.zone, request.query) : null,
    token: request.token,
    credential: sim.world.tokens.find(({ token }) => token === request.token),
    ...at,
    chance: (salt) => fraction(hash32(hash32(sim.seed, n), salt)),
    expire: (token) => sim.expired.add(token),
    remove: (rows) => sim.remove(rows.map(idOf)),
  };
};
