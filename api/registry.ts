import type { Config } from '../schemas/config.ts';
import type { Store } from '../stores/open.ts';
import { callsApi } from './calls/integration.ts';
import type { CallStarters } from './calls/deps.ts';
import type { Integration } from './route.ts';

/** What integrations are made of. */
export interface Platform {
  readonly store: Pick<Store, 'calls' | 'alerts'>;
  readonly starters: { readonly calls: CallStarters };
  readonly config: Config;
  readonly now: () => Date;
}

/** Every integration that the API serves. Adding one adds its line. */
export const integrations = ({ store, starters, config, now }: Platform): Integration[] => [
  callsApi({ store: store.calls, alerts: store.alerts, starters: starters.calls, config, now }),
];
