import type { LimitFunction } from 'p-limit';
import type { CallAlertKind } from '../../schemas/calls.ts';
import type { CallStore } from '../../stores/calls/contract.ts';
import type { Alerts } from '../alerts.ts';
import type { Sleep } from '../sleep.ts';
import type { Dialer } from './dialer/client.ts';

/** What the activities of calls share; each takes only the part it names. */
export interface CallDeps {
  readonly dialer: Dialer;
  readonly store: CallStore;
  readonly alerts: Alerts<CallAlertKind>;
  readonly account: string;
  readonly zone: string;
  /** At most so many pages in flight in this worker, whatever the number of windows. */
  readonly pageLimit: LimitFunction;
  readonly pageConcurrency: number;
  readonly finalStatuses: ReadonlySet<number>;
  readonly strangers: 'quarantine' | 'drop';
  /** Campaigns of scheduled runs; null = every campaign of the account. */
  readonly scheduledCampaigns: readonly number[] | null;
  readonly now: () => Date;
  readonly hash: (text: string) => string;
  /** Uniform in [0, 1): spreads retries. */
  readonly random: () => number;
  readonly sleep: Sleep;
}
