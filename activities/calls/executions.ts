import { legacyStatus } from '../../rules/calls/outcome.ts';
import { advance } from '../../rules/calls/watermark.ts';
import { dayRange } from '../../rules/calls/windows.ts';
import type { CallWindow, RunRequest, RunSummary } from '../../schemas/calls.ts';
import type { CallStore } from '../../stores/calls/contract.ts';
import type { CallDeps } from './deps.ts';
import { CallError } from './errors.ts';

/** The run as Temporal knows it: `runId` is that of the first run of the chain. */
export interface RunKey {
  readonly workflowId: string;
  readonly runId: string;
}

export interface BeginExecutionInput extends RunKey {
  readonly request: RunRequest;
}

export interface EndExecutionInput extends RunKey {
  readonly request: RunRequest;
  /** Why the run was broken off; null when it went to its end. */
  readonly aborted: string | null;
}

export type ExecutionDeps = Pick<CallDeps, 'store' | 'now'>;

/** No row, no run: the execution is on record before anything is asked of the vendor (C-29). */
export const createBeginExecution = ({ store, now }: ExecutionDeps) =>
  async function beginExecution({ workflowId, runId, request }: BeginExecutionInput): Promise<number> {
    const { kind, account, campaigns, ranges, settings } = request;
    const from = ranges[0]?.from;
    const to = ranges.at(-1)?.to;
    if (!from || !to || campaigns.length === 0)
      throw new CallError('run-refused', 'A run needs at least one campaign and one stretch of time.');
    const startedAt = now().toISOString();
    return store.beginExecution({
      workflowId,
      runId,
      account,
      zone: settings.zone,
      kind,
      campaigns,
      from,
      to,
      startedAt,
    });
  };

/** Closes the run with its honest status, and moves the watermarks over what it proved (5.5, C-8). */
export const createEndExecution = ({ store, now }: ExecutionDeps) =>
  async function endExecution({ workflowId, runId, request, aborted }: EndExecutionInput): Promise<RunSummary> {
    const execution = await store.execution(workflowId, runId);
    if (!execution) throw new CallError('window-unknown', `There is no execution of ${workflowId}.`);
    const { windows, pages, fetched, inserted, updated, unchanged, quarantined, failed } = execution;
    const rows = { fetched, inserted, updated, unchanged, quarantined, failed };
    const status = legacyStatus({ windows, rows, aborted: aborted !== null });
    const completed = await completedWindows(store, execution.id);
    await advanceWatermarks(store, completed, request);
    await settleResyncs(store, completed, request, execution.startedAt);
    await store.endExecution(execution.id, { status, errorMessage: aborted, endedAt: now().toISOString() });
    return { executionId: execution.id, status, windows, rows, pages };
  };

/** Complete windows of a run, by campaign. */
type Completed = ReadonlyMap<number, readonly CallWindow[]>;

async function completedWindows(store: CallStore, executionId: number): Promise<Completed> {
  const byCampaign = new Map<number, CallWindow[]>();
  let cursor: string | undefined;
  do {
    const page = await store.listWindows(executionId, { state: 'complete', limit: 500, cursor });
    for (const window of page.items)
      byCampaign.set(window.campaign, [...(byCampaign.get(window.campaign) ?? []), window]);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return byCampaign;
}

/**
 * Only the daily run starts a watermark, also for a campaign of which it proved nothing: the next one then knows what to
 * catch up. Any run moves a watermark that its windows touch.
 */
async function advanceWatermarks(
  store: CallStore,
  completed: Completed,
  { account, kind, campaigns, ranges }: RunRequest,
): Promise<void> {
  for (const campaign of campaigns) {
    const before = await store.watermark(account, campaign);
    const start = before ?? (kind === 'daily' ? (ranges[0]?.from ?? null) : null);
    const after = advance(start, completed.get(campaign) ?? []);
    if (after !== null && after !== before) await store.advanceWatermark(account, campaign, after);
  }
}

/** A day that an event asked for is settled by a run that has read the whole of it and began after the event (C-7). */
async function settleResyncs(
  store: CallStore,
  completed: Completed,
  { account, settings }: RunRequest,
  startedAt: string,
): Promise<void> {
  for (const resync of await store.resyncs(account)) {
    const { from, to } = dayRange(resync.day, settings.zone);
    const reached = advance(from, completed.get(resync.campaign) ?? []) ?? from;
    if (reached >= to && resync.requestedAt <= startedAt) await store.settleResync(account, resync);
  }
}

export type WorkflowState = 'running' | 'completed' | 'failed' | 'cancelled' | 'terminated' | 'timed-out' | 'gone';

export type ReapDeps = ExecutionDeps & {
  /** What Temporal says of a chain of runs. */
  readonly stateOf: (key: RunKey) => Promise<WorkflowState>;
};

/** Closes rows that say RUNNING although their workflow has ended without closing them (C-27). @returns how many */
export const createReapExecutions = ({ store, now, stateOf }: ReapDeps) =>
  async function reapExecutions(): Promise<number> {
    let reaped = 0;
    for (const execution of await store.openExecutions()) {
      const state = await stateOf(execution);
      if (state === 'running') continue;
      const errorMessage = `The workflow ended without closing this run (${state}).`;
      await store.endExecution(execution.id, { status: 'FAILED', errorMessage, endedAt: now().toISOString() });
      reaped++;
    }
    return reaped;
  };
