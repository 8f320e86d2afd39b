import { proxyActivities } from '@temporalio/workflow';
import type { CallActivities } from '../../activities/calls/index.ts';
import { idempotentWrite, ledgerWrite, read } from '../../activities/effects.ts';

/** The activities of calls by class of effect. */
export const { planWindows, planDryRun, planDaily, planSweep } = proxyActivities<CallActivities>(read);
export const { beginExecution, endExecution, reapExecutions, setRequestRate, purgeExpired } =
  proxyActivities<CallActivities>(ledgerWrite);
export const { syncWindow } = proxyActivities<CallActivities>(idempotentWrite);
