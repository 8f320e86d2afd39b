/** Something to be done after a transaction, written in it: it happens also when the process ends right after. */
export interface OutboxRow {
  readonly id: number;
  /** What is to be done, e.g. `handover`. */
  readonly topic: string;
  /** To what; with the topic the key that keeps it from being done twice. */
  readonly subject: string;
  /** Ids and counts only. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
}

/** The outbox of every integration. */
export interface OutboxStore {
  /** Takes up to `limit` rows of a topic, oldest first, for `leaseMs`; another relay leaves them alone until then. */
  claim(
    topic: string,
    query: { readonly now: string; readonly leaseMs: number; readonly limit: number },
  ): Promise<OutboxRow[]>;
  /** Marks rows as done. */
  settle(ids: readonly number[], at: string): Promise<void>;
  /** Gives a row back; it is tried again from `notBefore` on. */
  postpone(id: number, notBefore: string): Promise<void>;
  /**
   * Deletes rows that were done before, a few at a time, until there are none or it is to stop. A subject may be put again
   * from then on. @returns how many
   */
  purgeDone(before: string, stopping?: AbortSignal): Promise<number>;
  /** Rows that wait, by topic, and since when the oldest does. */
  backlog(): Promise<Record<string, { readonly waiting: number; readonly oldest: string | null }>>;
}
