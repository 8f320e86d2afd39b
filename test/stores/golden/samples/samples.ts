import type { Store } from '../../../../stores/open.ts';
import { accessSamples } from './access.ts';
import { alertSamples } from './alerts.ts';
import { callSamples } from './calls.ts';
import { consultantSamples } from './consultants.ts';
import { outboxSamples } from './outbox.ts';

type Repositories = Omit<Store, 'kind' | 'db' | 'migrate' | 'migrationLevel' | 'ping' | 'close'>;

/** Calls of every method of a repository, such that each of its statements is met. */
export type SamplesOf<Repository> = {
  readonly [Method in keyof Repository]: (repository: Repository) => Promise<unknown>;
};

/** Calls of every repository: adding one adds its line. */
export const samples: { readonly [Name in keyof Repositories]: SamplesOf<Repositories[Name]> } = {
  calls: callSamples,
  access: accessSamples,
  alerts: alertSamples,
  consultants: consultantSamples,
  outbox: outboxSamples,
};
