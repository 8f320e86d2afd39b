import type { BackfillRequest, RunControls, RunPlan, RunProgress } from '../../schemas/calls.ts';
import type { Config } from '../../schemas/config.ts';
import type { AlertStore } from '../../stores/alerts/contract.ts';
import type { CallStore } from '../../stores/calls/contract.ts';

/** What became of a row that was taken out of quarantine and read again. */
export interface ReplayOutcome {
  readonly outcome: 'inserted' | 'updated' | 'unchanged' | 'rejected';
  /** Why it was rejected again. */
  readonly reason?: string | undefined;
}

/** Every way in which the API speaks to runs of calls. A run is named by its workflow id. */
export interface CallStarters {
  /** Starts a backfill, or joins the one that is going for the same campaigns and range. */
  start(request: BackfillRequest): Promise<{ workflowId: string; runId: string; joined: boolean }>;
  /** Changes what is named and gives all controls. */
  control(
    id: string,
    change: { paused?: boolean | undefined; concurrency?: number | undefined; requestsPerSecond?: number | undefined },
  ): Promise<RunControls>;
  /** Asks a run to end; what it has stored stays. */
  cancel(id: string): Promise<void>;
  /** What a run says of itself; null when none is going under this id. */
  live(id: string): Promise<RunProgress | null>;
  /** What a dry run found, or that it is still at it; null when no dry run has this id. */
  plan(id: string): Promise<RunPlan | 'planning' | null>;
  /** Reads a quarantined row again with the parser of today. */
  replayQuarantine(id: number): Promise<ReplayOutcome>;
}

export interface CallsApiDeps {
  readonly store: Pick<
    CallStore,
    | 'execution'
    | 'listExecutions'
    | 'listWindows'
    | 'windowsOverlapping'
    | 'listQuarantine'
    | 'quarantined'
    | 'listCalls'
    | 'counters'
    | 'mailingAliases'
    | 'addCall'
    | 'requestResync'
    | 'noteEvent'
  >;
  readonly alerts: AlertStore;
  readonly starters: CallStarters;
  readonly config: Pick<
    Config,
    | 'CALLS_ACCOUNT'
    | 'CALLS_ZONE'
    | 'CALLS_LAG_MINUTES'
    | 'CALLS_FINAL_STATUSES'
    | 'CALLS_EVENTS'
    | 'CALLS_EVENTS_TOKEN'
  >;
  readonly now: () => Date;
}
