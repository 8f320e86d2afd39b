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

type Noted = Omit<JournalEntry, 'at'> & { readonly at: number };

/** The last requests, in a ring of fixed size. */
export class Journal {
  private ring: Noted[] = [];
  private readonly size: number;

  constructor(size = 100_000) {
    this.size = size;
  }

  note(entry: Noted): void {
    this.ring[entry.n % this.size] = entry;
  }

  /** Entries with a number above `since`, oldest first. */
  since(since = 0): JournalEntry[] {
    return this.ring
      .filter((entry) => entry.n > since)
      .sort((a, b) => a.n - b.n)
      .map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() }));
  }

  clear(): void {
    this.ring = [];
  }
}
