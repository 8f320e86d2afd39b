import type { CallStarters } from '../../api/calls/deps.ts';
import { createCallStarters } from '../../api/starters/calls.ts';
import { createCallSchedules, type CallSchedules } from '../../api/starters/callSchedules.ts';
import { createTemporalClient } from '../../runtime/temporal.ts';
import { loadConfig, type Config } from '../../schemas/config.ts';
import type { AlertStore } from '../../stores/alerts/contract.ts';
import type { CallStore } from '../../stores/calls/contract.ts';
import { openDatabase } from '../openDatabase.ts';
import { explain } from './failures.ts';

/** What an operator's command works with. */
export interface CallsContext {
  readonly config: Config;
  readonly store: CallStore;
  readonly alerts: AlertStore;
  readonly starters: CallStarters;
  readonly schedules: CallSchedules;
}

/**
 * Opens the database as configured for one command, and closes it after it; Temporal is asked only when the command does.
 * @throws CommandFailed, ConfigError for whatever an operator can do something about
 */
export async function withCalls<T>(
  work: (context: CallsContext) => Promise<T>,
  config: Config = loadConfig(),
): Promise<T> {
  const store = await openDatabase(config);
  const temporal = createTemporalClient(config);
  try {
    return await work({
      config,
      store: store.calls,
      alerts: store.alerts,
      starters: createCallStarters({ config, temporal, store: store.calls }),
      schedules: createCallSchedules(temporal),
    });
  } catch (error) {
    throw explain(error, config);
  } finally {
    await temporal.close();
    await store.close();
  }
}
