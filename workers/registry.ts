import type { Client } from '@temporalio/client';
import type { Logger } from '../runtime/logger.ts';
import type { Config } from '../schemas/config.ts';
import type { Store } from '../stores/open.ts';
import { callsIntegration } from './calls.ts';
import { consultantsIntegration, pipedriveIntegration } from './consultants.ts';
import type { Background } from './loop.ts';
import type { DeclaredSchedule } from './schedules.ts';

/** What a worker process hands to an integration. */
export interface WorkerContext {
  readonly config: Config;
  readonly store: Store;
  readonly client: Client;
  readonly log: Logger;
}

/** How an integration runs: its queue, its activities and its schedules. */
export interface Integration {
  readonly name: string;
  readonly taskQueue: string;
  /** Activities in flight at a time in one worker. */
  readonly maxActivities: number;
  /** Whether its workflows run here, too; a queue of activities alone needs no memory for them. @default true */
  readonly workflows?: boolean;
  readonly activities: (context: WorkerContext) => object;
  /** @throws ConfigError for an expression that is not a cron */
  readonly schedules: (config: Config) => DeclaredSchedule[];
  /** What a worker does beside its activities, until it is stopped. */
  readonly background?: (context: WorkerContext) => Background[];
}

/** Every integration that a worker runs: one line each. */
export const integrations: readonly Integration[] = [callsIntegration, consultantsIntegration, pipedriveIntegration];

/** Those that this process is to run. */
export const integrationsOf = ({
  WORKER_INTEGRATIONS: wanted,
}: Pick<Config, 'WORKER_INTEGRATIONS'>): readonly Integration[] =>
  wanted === 'all' ? integrations : integrations.filter(({ name }) => wanted.split(',').includes(name));
