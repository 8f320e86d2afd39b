import { createHandoverStarters } from '../../api/starters/consultants.ts';
import type { HandoverStarters } from '../../api/consultants/deps.ts';
import { createTemporalClient, type TemporalClient } from '../../runtime/temporal.ts';
import { loadConfig, type Config } from '../../schemas/config.ts';
import type { Db } from '../../stores/database.ts';
import type { OpenOptions } from '../../stores/dialects/kind.ts';
import type { ConsultantStore } from '../../stores/consultants/contract.ts';
import { explain } from '../calls/failures.ts';
import { openDatabase } from '../openDatabase.ts';

/** Whom the log of operations names for what this command line does. */
export const ACTOR = 'cli';

export interface ConsultantsContext {
  readonly config: Config;
  readonly store: ConsultantStore;
  readonly db: Db;
  readonly temporal: TemporalClient;
  readonly starters: HandoverStarters;
}

/**
 * Opens the database as configured for one command, and closes it after it; Temporal is asked only when the command does.
 * @throws CommandFailed, ConfigError for whatever an operator can do something about
 */
export async function withConsultants<T>(
  work: (context: ConsultantsContext) => Promise<T>,
  options: Partial<OpenOptions> = {},
): Promise<T> {
  const config = loadConfig();
  const store = await openDatabase(config, options);
  const temporal = createTemporalClient(config);
  try {
    return await work({
      config,
      store: store.consultants,
      db: store.db,
      temporal,
      starters: createHandoverStarters({ temporal }),
    });
  } catch (error) {
    throw explain(error, config);
  } finally {
    await temporal.close();
    await store.close();
  }
}
