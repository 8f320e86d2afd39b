import type { CallStarters } from '../../api/calls/deps.ts';
import { createCallStarters } from '../../api/starters/calls.ts';
import { databaseUrl } from '../../runtime/databaseUrl.ts';
import { createTemporalClient } from '../../runtime/temporal.ts';
import { loadConfig, type Config } from '../../schemas/config.ts';
import type { CallStore } from '../../stores/calls/contract.ts';
import { openStore } from '../../stores/open.ts';

/** What an operator's command works with. */
export interface CallsContext {
  readonly config: Config;
  readonly store: CallStore;
  readonly starters: CallStarters;
}

/** Opens store and Temporal as configured for one command, and closes them after it. */
export async function withCalls<T>(
  work: (context: CallsContext) => Promise<T>,
  config: Config = loadConfig(),
): Promise<T> {
  const store = await openStore(databaseUrl(config));
  const temporal = createTemporalClient(config);
  try {
    await store.migrate();
    return await work({
      config,
      store: store.calls,
      starters: createCallStarters({ config, temporal, store: store.calls }),
    });
  } finally {
    await temporal.close();
    await store.close();
  }
}
