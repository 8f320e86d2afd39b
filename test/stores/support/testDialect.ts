import { openStore, type Store } from '../../../stores/open.ts';

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  remove(): Promise<void>;
}

export interface TestStore {
  readonly store: Store;
  readonly url: string;
  /** Closes the store and removes what it left. */
  drop(): Promise<void>;
}

/** A database that the contract of the stores is proved on. */
export interface TestDialect {
  /** Which one, with its version. */
  readonly name: string;
  /** Why it cannot be had here. */
  readonly missing?: string;
  /** It gives the answers that a real one gave to the same questions. */
  readonly isRecorded?: boolean;
  /** A database without a table. */
  empty(): Promise<TestDatabase>;
  /** An empty, migrated store of its own. */
  open(): Promise<TestStore>;
}

/** Opens a database and brings it up to date. */
export async function openOn({ url, remove }: TestDatabase): Promise<TestStore> {
  const store = await openStore(url);
  await store.migrate();
  return {
    store,
    url,
    drop: async () => {
      await store.close();
      await remove();
    },
  };
}
