import type { IncomingMessage } from 'node:http';

export const API_PATH = '/api/v1';

export const ROUTES = [
  'me',
  'deals',
  'deal',
  'deals-search',
  'activities',
  'activity',
  'notes',
  'note',
  'unknown',
] as const;
export type Route = (typeof ROUTES)[number];

/** One request to the vendor, taken apart once. */
export interface Turn {
  /** Number of the request, from 1; the same as in the journal. */
  readonly n: number;
  /** The account's clock, in epoch milliseconds. */
  readonly now: number;
  readonly method: string;
  readonly route: Route;
  readonly path: string;
  /** Without the token. */
  readonly query: URLSearchParams;
  readonly token: string | null;
  readonly credentialIn: 'header' | 'query' | 'none';
  readonly body: string;
  /** A seeded draw in [0, 1) that differs by request number and salt. */
  chance(salt: number): number;
}

const SINGULAR = { deals: 'deal', activities: 'activity', notes: 'note' } as const;

const routeOf = (path: string): Route => {
  if (path === '/users/me') return 'me';
  if (path === '/deals/search') return 'deals-search';
  const [, kind, id] = /^\/(deals|activities|notes)(\/\d+)?$/.exec(path) ?? [];
  if (kind === undefined) return 'unknown';
  return id === undefined ? (kind as keyof typeof SINGULAR) : SINGULAR[kind as keyof typeof SINGULAR];
};

/** Takes an HTTP request apart; the token leaves the query here, so that nothing later can show it. */
export const readTurn = (incoming: IncomingMessage, rest: Pick<Turn, 'n' | 'now' | 'body' | 'chance'>): Turn => {
  const url = new URL(incoming.url ?? '/', 'http://simulator');
  const header = incoming.headers['x-api-token']?.toString();
  const token = header ?? url.searchParams.get('api_token');
  url.searchParams.delete('api_token');
  const path = url.pathname.slice(API_PATH.length);
  return {
    ...rest,
    method: incoming.method ?? 'GET',
    route: routeOf(path),
    path,
    query: url.searchParams,
    token,
    credentialIn: header ? 'header' : token ? 'query' : 'none',
  };
};
