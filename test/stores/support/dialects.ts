import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../../stores/open.ts';

export interface TestStore {
  readonly store: Store;
  readonly url: string;
  /** Closes the store and removes what it left. */
  drop(): Promise<void>;
}

/** A database that the contract of the stores is proved on. */
export interface TestDialect {
  readonly name: string;
  /** An empty, migrated store of its own. */
  open(): Promise<TestStore>;
}

/** A folder for a SQLite file, and its URL. */
export async function sqliteFolder(): Promise<{ file: string; url: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'plantao-store-'));
  const file = join(folder, 'test.db');
  return { file, url: `sqlite:${file}`, remove: () => rm(folder, { recursive: true, force: true }) };
}

const sqlite: TestDialect = {
  name: 'sqlite',
  async open() {
    const { url, remove } = await sqliteFolder();
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
  },
};

/** Every database that the product stores in: adding one adds its line. */
export const dialects: readonly TestDialect[] = [sqlite];
