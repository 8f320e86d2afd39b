import { createHash } from 'node:crypto';
import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type Client,
  type ScheduleOptions,
  type ScheduleOverlapPolicy,
} from '@temporalio/client';
import { integration } from '../workflows/attributes.ts';

/** One schedule as an integration declares it. */
export interface DeclaredSchedule {
  readonly id: string;
  readonly integration: string;
  readonly cron: string;
  /** IANA zone in which the cron expression is meant. */
  readonly zone: string;
  readonly workflowType: string;
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly args: readonly unknown[];
  /** What happens when the last run is still going. */
  readonly overlap: ScheduleOverlapPolicy;
  /** How late a run may still be started after the server was away. */
  readonly catchUp: '1 hour' | '1 day' | '7 days';
  readonly summary: string;
}

/** Marks schedules as ours: others in the namespace are never touched. */
const OURS = 'plantao';
/** Where a schedule keeps the digest of its declaration: the server rewrites cron expressions, and the note is the operators'. */
const DECLARATION = 'plantaoDeclaration';

export interface Reconciled {
  readonly created: string[];
  readonly updated: string[];
  readonly deleted: string[];
}

/**
 * Makes the server's schedules those that are declared: creates, updates what is declared otherwise than before, deletes. A
 * schedule that an operator paused stays paused. Any number of workers may do so at the same time.
 */
export async function reconcileSchedules(client: Client, declared: readonly DeclaredSchedule[]): Promise<Reconciled> {
  const result: Reconciled = { created: [], updated: [], deleted: [] };
  for (const schedule of declared) {
    const change = await ensure(client, schedule);
    if (change) result[change].push(schedule.id);
  }
  const wanted = new Set(declared.map(({ id }) => id));
  for await (const { scheduleId, memo } of client.schedule.list()) {
    if (memo?.[OURS] === undefined || wanted.has(scheduleId)) continue;
    if (await remove(client, scheduleId)) result.deleted.push(scheduleId);
  }
  return result;
}

async function ensure(client: Client, declared: DeclaredSchedule): Promise<'created' | 'updated' | null> {
  const handle = client.schedule.getHandle(declared.id);
  const options = optionsOf(declared);
  try {
    const { action } = await handle.describe();
    if (action.memo?.[DECLARATION] === digestOf(declared)) return null;
    await handle.update(({ state }) => ({ ...options, state }));
    return 'updated';
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    return create(client, options);
  }
}

async function create(client: Client, options: ScheduleOptions): Promise<'created' | null> {
  try {
    await client.schedule.create(options);
    return 'created';
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return null; // by a worker that starts beside us, as it is declared
    throw error;
  }
}

async function remove(client: Client, scheduleId: string): Promise<boolean> {
  try {
    await client.schedule.getHandle(scheduleId).delete();
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false; // the list lags behind
    throw error;
  }
}

const digestOf = (declared: DeclaredSchedule): string =>
  createHash('sha256').update(JSON.stringify(declared)).digest('hex').slice(0, 12);

const optionsOf = (declared: DeclaredSchedule) =>
  ({
    scheduleId: declared.id,
    spec: { cronExpressions: [declared.cron], timezone: declared.zone },
    action: {
      type: 'startWorkflow',
      workflowType: declared.workflowType,
      workflowId: declared.workflowId,
      taskQueue: declared.taskQueue,
      args: [...declared.args],
      staticSummary: declared.summary,
      typedSearchAttributes: [{ key: integration, value: declared.integration }],
      memo: { [DECLARATION]: digestOf(declared) },
    },
    policies: { overlap: declared.overlap, catchupWindow: declared.catchUp, pauseOnFailure: false },
    memo: { [OURS]: declared.integration },
    state: { note: 'Declared by Plantão: it is set anew when its declaration changes.' },
  }) satisfies ScheduleOptions;
