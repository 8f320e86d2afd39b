import type { Config } from '../schemas/config.ts';
import type { Store } from '../stores/open.ts';
import { callsApi } from './calls/integration.ts';
import type { CallStarters } from './calls/deps.ts';
import { consultantsApi } from './consultants/integration.ts';
import type { HandoverStarters } from './consultants/deps.ts';
import { consultantsSettings } from './consultants/settings.ts';
import type { Integration } from './route.ts';

/** What integrations are made of. */
export interface Platform {
  readonly store: Pick<Store, 'calls' | 'alerts' | 'consultants' | 'outbox'>;
  readonly starters: { readonly calls: CallStarters; readonly consultants: HandoverStarters };
  readonly config: Config;
  readonly now: () => Date;
  /** Where lines go that programs read (D-29); undefined = nowhere. */
  readonly writeLine?: ((line: string) => void) | undefined;
}

/** Every integration that the API serves. Adding one adds its line. */
export const integrations = ({ store, starters, config, now, writeLine }: Platform): Integration[] => [
  callsApi({ store: store.calls, alerts: store.alerts, starters: starters.calls, config, now }),
  consultantsApi({
    store: store.consultants,
    alerts: store.alerts,
    outbox: store.outbox,
    starters: starters.consultants,
    settings: consultantsSettings(config),
    now,
    writeLine,
  }),
];
