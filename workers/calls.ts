import { Context, log } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import pLimit from 'p-limit';
import { createAlerts } from '../activities/alerts.ts';
import { createCallActivities } from '../activities/calls/index.ts';
import { configuredDialer } from '../activities/calls/dialer/configured.ts';
import { watchCredential } from '../activities/calls/dialer/watched.ts';
import type { RunKey, WorkflowState } from '../activities/calls/executions.ts';
import { createPermits } from '../activities/calls/permits.ts';
import { sleep } from '../activities/sleep.ts';
import { checkCron } from '../rules/calls/schedule.ts';
import { contentHash } from '../activities/calls/contentHash.ts';
import { runSettings, scheduledCampaigns } from '../activities/calls/settings.ts';
import { finalStatuses } from '../rules/calls/finalStatuses.ts';
import type { CallAlertKind } from '../schemas/calls.ts';
import { ConfigError, type Config } from '../schemas/config.ts';
import { CALLS_TASK_QUEUE, CALL_WORKFLOWS } from '../workflows/calls/messages.ts';
import type { Integration, WorkerContext } from './registry.ts';
import type { DeclaredSchedule } from './schedules.ts';

const numbers = (list: string): number[] => list.split(',').map(Number);

/** The calls integration as a worker runs it: everything that its activities need, made from configuration. */
export const callsIntegration: Integration = {
  name: 'calls',
  taskQueue: CALLS_TASK_QUEUE,
  // Windows are what runs here; each run keeps to its own concurrency, so this only bounds several runs together.
  maxActivities: 32,
  activities: createActivities,
  schedules,
};

function createActivities({ config, store, client }: WorkerContext) {
  const now = () => new Date();
  const account = config.CALLS_ACCOUNT;
  const requestsPerSecond = config.CALLS_REQUESTS_PER_SECOND;
  const permits = createPermits({ store: store.calls, account, requestsPerSecond, now: Date.now, sleep });
  const alerts = createAlerts<CallAlertKind>({
    store: store.alerts,
    integration: 'calls',
    account,
    now,
    warn: (message, fields) => log.warn(message, fields),
  });
  const signal = () => Context.current().cancellationSignal;
  return createCallActivities({
    dialer: watchCredential(configuredDialer(config, permits), alerts),
    store: store.calls,
    alerts,
    eventSilenceMinutes: config.CALLS_EVENTS === 'on' ? config.CALLS_EVENTS_SILENCE_MINUTES : null,
    account,
    zone: config.CALLS_ZONE,
    pageLimit: pLimit(config.CALLS_PAGE_CONCURRENCY),
    pageConcurrency: config.CALLS_PAGE_CONCURRENCY,
    finalStatuses: finalStatuses(config),
    strangers: config.CALLS_STRANGERS,
    scheduledCampaigns: scheduledCampaigns(config),
    sweepDays: numbers(config.CALLS_SWEEP_DAYS),
    catchUpDays: config.CALLS_CATCH_UP_DAYS,
    retentionDays: config.CALLS_RETENTION_DAYS,
    requestsPerSecond,
    now,
    hash: contentHash,
    random: Math.random,
    sleep,
    signal,
    context: () => {
      const { info, cancellationSignal, heartbeat } = Context.current();
      return { attempt: info.attempt, signal: cancellationSignal, heartbeat };
    },
    stateOf: (key) => stateOf(client, key),
  });
}

const STATES: Record<string, WorkflowState> = {
  RUNNING: 'running',
  PAUSED: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  TERMINATED: 'terminated',
  TIMED_OUT: 'timed-out',
};

/** State of a chain of runs: that of its newest run, unless another chain has taken over the workflow id since. */
async function stateOf(client: Client, { workflowId, runId }: RunKey): Promise<WorkflowState> {
  try {
    const { status, raw } = await client.workflow.getHandle(workflowId).describe();
    if (raw.workflowExecutionInfo?.firstRunId !== runId) return 'gone';
    return STATES[status.name] ?? 'gone';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'gone';
    throw error;
  }
}

function schedules(config: Config): DeclaredSchedule[] {
  const input = { account: config.CALLS_ACCOUNT, settings: runSettings(config) };
  const declare = (
    id: string,
    cron: string,
    zone: string,
    workflowType: string,
    summary: string,
    args: unknown[],
  ): DeclaredSchedule => ({
    id,
    integration: 'calls',
    cron,
    zone,
    workflowType,
    workflowId: id,
    taskQueue: CALLS_TASK_QUEUE,
    args,
    overlap: 'BUFFER_ONE',
    catchUp: '7 days',
    summary,
  });
  const zone = config.CALLS_ZONE;
  return [
    declare(
      'calls-daily',
      cronOf('CALLS_DAILY_CRON', config),
      zone,
      CALL_WORKFLOWS.daily,
      'Copies yesterday and every missed day',
      [input],
    ),
    {
      ...declare(
        'calls-sweep',
        cronOf('CALLS_SWEEP_CRON', config),
        zone,
        CALL_WORKFLOWS.sweep,
        'Reads trailing days again',
        [input],
      ),
      overlap: 'SKIP',
      catchUp: '1 day',
    },
    {
      ...declare(
        'calls-reaper',
        '*/15 * * * *',
        'UTC',
        CALL_WORKFLOWS.reaper,
        'Closes records of runs that ended unclosed',
        [],
      ),
      overlap: 'SKIP',
      catchUp: '1 hour',
    },
  ];
}

function cronOf(name: 'CALLS_DAILY_CRON' | 'CALLS_SWEEP_CRON', config: Config): string {
  const check = checkCron(config[name], config.CALLS_ZONE, new Date());
  if (!check.ok) throw new ConfigError(`Configuration refused. ${name}: ${check.reason}`);
  return config[name];
}
