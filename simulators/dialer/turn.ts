import type { Row } from './calendar.ts';
import type { Credential } from './world.ts';

export type Route = 'calls' | 'total' | 'call' | 'recording' | 'campaigns' | 'authenticate' | 'unknown';

/** One request to the vendor, as switches see it. */
export interface Turn {
  /** Number of the request, from 1; the same as in the journal. */
  readonly n: number;
  /** The account's clock, in epoch milliseconds. */
  readonly now: number;
  readonly route: Route;
  /** Path and query without token and page: the identity of a walk through pages. */
  readonly walk: string;
  /** Null on routes without pages. */
  readonly page: number | null;
  /** Campaigns asked for; empty = all. */
  readonly campaigns: readonly number[];
  /** The window asked for, in epoch seconds; null on routes without one. */
  readonly window: { readonly from: number; readonly to: number } | null;
  readonly token: string | null;
  /** The token's line in the credential table; undefined = unknown. */
  readonly credential: Credential | undefined;
  /** Connections open at this moment. */
  readonly connections: number;
  /** Where the simulator listens, with the API's path. */
  readonly baseUrl: string;
  /** A seeded draw in [0, 1) that differs by request number and salt. */
  chance(salt: number): number;
  /** Ends the life of a token, for all later requests. */
  expire(token: string): void;
  /** Takes rows out of the world for good. */
  remove(rows: readonly Row[]): void;
}
