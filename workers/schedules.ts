import { createHash } from 'node:crypto';
import {
  ScheduleNotFoundError,
  type Client,
  type ScheduleOptions,
  type ScheduleOverlapPolicy,
} from '@temporalio/client';

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

export interface Reconciled {
  readonly created: string[];
  readonly updated: string[];
  readonly deleted: string[];
}

/** Makes the server's schedules those that are declared: creates, updates, deletes. A schedule that an operator paused stays paused. */
export async function reconcileSchedules(client: Client, declared: readonly DeclaredSchedule[]): Promise<Reconciled> {
  const result: Reconciled = { created: [], updated: [], deleted: [] };
  for (const schedule of declared) {
    const change = await ensure(client, schedule);
    if (change) result[change].push(schedule.id);
  }
  const wanted = new Set(declared.map(({ id }) => id));
  for await (const { scheduleId, memo } of client.schedule.list()) {
    if (memo?.[OURS] === undefined || wanted.has(scheduleId)) continue;
    await client.schedule.getHandle(scheduleId).delete();
    result.deleted.push(scheduleId);
  }
  return result;
}

async function ensure(client: Client, declared: DeclaredSchedule): Promise<'created' | 'updated' | null> {
  const handle = client.schedule.getHandle(declared.id);
  const options = optionsOf(declared);
  try {
    const { state } = await handle.describe();
    if (state.note?.includes(stampOf(declared))) return null;
    await handle.update((previous) => ({ ...options, state: { ...previous.state, note: options.state?.note ?? '' } }));
    return 'updated';
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    await client.schedule.create(options);
    return 'created';
  }
}

/** Changes with the declaration; kept in the schedule's note, because the server rewrites cron expressions into calendars. */
const stampOf = (declared: DeclaredSchedule): string =>
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
    },
    policies: { overlap: declared.overlap, catchupWindow: declared.catchUp, pauseOnFailure: false },
    memo: { [OURS]: declared.integration },
    state: {
      note: `Declared by Plantão (${stampOf(declared)}); changed here it is changed back when a worker starts.`,
    },
  }) satisfies ScheduleOptions;
