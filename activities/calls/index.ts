import { translateFailures } from '../failures.ts';
import type { CallDeps } from './deps.ts';
import { callFailures } from './errors.ts';
import { createBeginExecution, createEndExecution, createReapExecutions, type ReapDeps } from './executions.ts';
import { createPlanDryRun, type PlanDryRunDeps } from './planDryRun.ts';
import { createPlanDaily, createPlanSweep, type PlanScheduledDeps } from './planScheduled.ts';
import { createPlanWindows } from './planWindows.ts';
import { createSyncWindow, type SyncWindowDeps } from './syncWindow.ts';
import { createPurgeExpired, createSetRequestRate, type PurgeDeps } from './upkeep.ts';

export type CallActivityDeps = CallDeps & SyncWindowDeps & PlanScheduledDeps & PlanDryRunDeps & PurgeDeps & ReapDeps;

/** Every activity of the calls integration, with its failures translated. */
export const createCallActivities = (deps: CallActivityDeps) =>
  translateFailures(callFailures, {
    beginExecution: createBeginExecution(deps),
    endExecution: createEndExecution(deps),
    reapExecutions: createReapExecutions(deps),
    planWindows: createPlanWindows(deps),
    planDryRun: createPlanDryRun(deps),
    planDaily: createPlanDaily(deps),
    planSweep: createPlanSweep(deps),
    syncWindow: createSyncWindow(deps),
    setRequestRate: createSetRequestRate(deps),
    purgeExpired: createPurgeExpired(deps),
  });
export type CallActivities = ReturnType<typeof createCallActivities>;
