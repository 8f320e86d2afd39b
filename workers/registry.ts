import type { Client } from '@temporalio/client';
import type { Config } from '../schemas/config.ts';
import type { Store } from '../stores/open.ts';
import { callsIntegration } from './calls.ts';
import type { DeclaredSchedule } from './schedules.ts';

/** What a worker process hands to an integration. */
export interface WorkerContext {
  readonly config: Config;
  readonly store: Store;
  readonly client: Client;
}

/** How an integration runs: its queue, its activities and its schedules. */
export interface Integration {
  readonly name: string;
  readonly taskQueue: string;
  /** Activities in flight at a time in one worker. */
  readonly maxActivities: number;
  readonly activities: (context: WorkerContext) => object;
  /** @throws ConfigError for an expression that is not a cron */
  readonly schedules: (config: Config) => DeclaredSchedule[];
}

/** Every integration that a worker runs: one line each. */
export const integrations: readonly Integration[] = [callsIntegration];
