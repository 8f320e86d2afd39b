import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { ControlChange, RunControls, RunProgress } from '../../schemas/calls.ts';

/** Workflow types of the integration: the names that starters, schedules and Temporal Web use. */
export const CALL_WORKFLOWS = {
  backfill: 'backfillCalls',
  daily: 'syncCallsDaily',
  sweep: 'sweepLateCalls',
  dryRun: 'planBackfill',
  reaper: 'reapCallExecutions',
} as const;

/** The only queue that may talk to the dialer: one queue a vendor. */
export const CALLS_TASK_QUEUE = 'calls';

export const progress = defineQuery<RunProgress>('progress');

/** Changes what it names and answers with all controls; `paused: false` also ends the wait for a credential (C-4). */
export const control = defineUpdate<RunControls, [ControlChange]>('control');
