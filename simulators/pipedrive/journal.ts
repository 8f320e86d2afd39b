/** One request, as tests read it. Holds no token and no body. */
export interface JournalEntry {
  readonly n: number;
  /** Real time, ISO. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Query without the token. */
  readonly query: string;
  /** Protocol number in the body or the query. */
  readonly protocol: string | null;
  readonly credentialIn: 'header' | 'query' | 'none';
  /** 0 = cut or never answered. */
  readonly status: number;
  /** Names of the switches that met it. */
  readonly faults: readonly string[];
}
