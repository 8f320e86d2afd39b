import type { ScheduledInput } from '../../activities/calls/planScheduled.ts';
import type { RunPlan, RunRequest, RunSummary } from '../../schemas/calls.ts';
import { planDaily, planDryRun, planSweep, purgeExpired, reapExecutions } from './activities.ts';
import { copyCalls, copyScheduled, type CopyInput } from './copyCalls.ts';

/** Copies the calls of a range that an operator asked for. */
export async function backfillCalls(input: CopyInput): Promise<RunSummary> {
  return copyCalls(input);
}

/** Copies yesterday, and every day that was missed since the last time (C-8, C-9). */
export async function syncCallsDaily(input: ScheduledInput | CopyInput): Promise<RunSummary> {
  return copyScheduled('daily', input, planDaily);
}

/** Reads the trailing days again for what changed after the day was copied (C-7), and forgets what may no longer be kept (C-48). */
export async function sweepLateCalls(input: ScheduledInput | CopyInput): Promise<RunSummary> {
  if (!('request' in input)) await purgeExpired();
  return copyScheduled('sweep', input, planSweep);
}

/** Says what a backfill would do, and writes nothing. */
export async function planBackfill({ request }: { readonly request: RunRequest }): Promise<RunPlan> {
  return planDryRun(request);
}

/** Closes the records of runs that ended without closing them (C-27). @returns how many */
export async function reapCallExecutions(): Promise<number> {
  return reapExecutions();
}
