/** One request, as tests read it. Holds no token. */
export interface JournalEntry {
  readonly n: number;
  /** Real time, ISO. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Query without token and page. */
  readonly query: string;
  readonly credentialIn: 'header' | 'query' | 'none';
  /** Number of the connection, from 1: tells keep-alive from reconnecting. */
  readonly connection: number;
  /** 0 = cut or never answered. */
  readonly status: number;
  readonly page: number | null;
  /** Calls in the answer; null when it was no list. */
  readonly rows: number | null;
}
