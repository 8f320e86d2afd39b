import { databaseUrl } from '../runtime/databaseUrl.ts';
import type { Config } from '../schemas/config.ts';
import type { OpenOptions } from '../stores/dialects/kind.ts';
import { robotOwner } from '../stores/migrations/legacy/robotOwner.ts';
import { openStore, type Store } from '../stores/open.ts';
import { CommandFailed } from './failure.ts';

/**
 * The configured database, at the migration level of this version.
 * @throws CommandFailed when it cannot be opened, or holds something that this version cannot work with
 */
export async function openDatabase(config: Config, options: Partial<OpenOptions> = {}): Promise<Store> {
  try {
    const store = await openStore(databaseUrl(config), options);
    try {
      // To stderr: standard output may be one JSON document.
      await store.migrate({ owner: robotOwner(config), say: console.error });
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CommandFailed(`The database cannot be used: ${error.message}`);
  }
}
