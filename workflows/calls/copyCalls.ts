import {
  ActivityFailure,
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { ScheduledInput } from '../../activities/calls/planScheduled.ts';
import {
  addPlanned,
  describeRun,
  initialState,
  isDone,
  nextStep,
  recordEnd,
  takeNext,
  type RunState,
  type RunTask,
} from '../../rules/calls/run.ts';
import type { RunKind, RunRequest, RunSummary } from '../../schemas/calls.ts';
import { businessDay, integration, outcome, unit } from '../attributes.ts';
import { beginExecution, endExecution, planWindows, syncWindow } from './activities.ts';
import { listen } from './listen.ts';
import { withCredential } from './withCredential.ts';

/** A run that goes on in a new history brings along where it stands. */
export interface CopyInput {
  readonly request: RunRequest;
  readonly state?: RunState;
}

/** Copies every call of the campaigns in the ranges into the store, window by window, and proves each window complete. */
export function copyCalls({ request, state }: CopyInput): Promise<RunSummary> {
  return copy(request.kind, state ?? initialState(request.settings), async () => request);
}

/** The same for a run by schedule, which first asks what it has to copy. */
export function copyScheduled(
  kind: RunKind,
  input: ScheduledInput | CopyInput,
  plan: (input: ScheduledInput) => Promise<RunRequest>,
): Promise<RunSummary> {
  return 'request' in input ? copyCalls(input) : copy(kind, initialState(input.settings), () => plan(input));
}

async function copy(kind: RunKind, state: RunState, plan: () => Promise<RunRequest>): Promise<RunSummary> {
  listen(kind, state);
  const request = await withCredential(state, plan);
  const { workflowId, firstExecutionRunId: runId } = workflowInfo();
  const run = { workflowId, runId, request };
  if (state.executionId === 0) {
    if (kind !== 'backfill') label(request);
    // A record that may have been begun is also closed, so a cancel waits for its id.
    state.executionId = await CancellationScope.nonCancellable(() => beginExecution(run));
  }

  try {
    await new CancellationScope().run(() => copyWindows(request, state));
  } catch (error) {
    await CancellationScope.nonCancellable(() => close({ ...run, aborted: reasonOf(error) }));
    throw error;
  }
  if (isDone(state)) return close({ ...run, aborted: null });
  await condition(allHandlersFinished);
  return continueAsNew<(input: CopyInput) => Promise<RunSummary>>({ request, state });
}

/** A starter labels what it starts; what a Schedule starts learns its days when it plans them. */
const label = ({ labels }: RunRequest): void =>
  upsertSearchAttributes([
    { key: integration, value: 'calls' },
    { key: businessDay, value: labels.days },
    { key: unit, value: labels.campaigns },
  ]);

async function close(end: Parameters<typeof endExecution>[0]): Promise<RunSummary> {
  const summary = await endExecution(end);
  upsertSearchAttributes([{ key: outcome, value: summary.status }]);
  await condition(allHandlersFinished);
  return summary;
}

const reasonOf = (error: unknown): string => {
  if (isCancellation(error)) return 'Cancelled by an operator.';
  return error instanceof ActivityFailure ? (error.cause?.message ?? error.message) : String(error);
};

/** Keeps as many windows going as the controls allow, until all are done or the history has grown long and none is open. */
async function copyWindows(request: RunRequest, state: RunState): Promise<void> {
  const begun: Promise<void>[] = [];
  const failures: unknown[] = [];
  const draining = () => workflowInfo().continueAsNewSuggested;
  try {
    for (;;) {
      await condition(() => failures.length > 0 || nextStep(state, draining()) !== 'wait');
      if (failures.length > 0) throw failures[0];
      switch (nextStep(state, draining())) {
        case 'end':
          return;
        case 'plan':
          await planNext(request, state);
          break;
        default:
          for (let task = takeNext(state); task; task = takeNext(state)) {
            begun.push(copyWindow(request, state, task).catch((error: unknown) => void failures.push(error)));
          }
      }
      setCurrentDetails(describeRun(state));
    }
  } catch (error) {
    // What is still being written when a run is closed would be missing from its counts.
    CancellationScope.current().cancel();
    await Promise.all(begun);
    throw error;
  }
}

async function planNext(request: RunRequest, state: RunState): Promise<void> {
  const { executionId, chunksPlanned: chunk } = state;
  const { tasks, last } = await withCredential(state, () =>
    planWindows.executeWithOptions({ summary: `plan, part ${chunk + 1}` }, [{ executionId, request, chunk }]),
  );
  addPlanned(state, tasks, last);
}

/** A window keeps its place in the ledger: after a new credential it goes on with the page that was refused (C-4). */
async function copyWindow({ settings }: RunRequest, state: RunState, task: RunTask): Promise<void> {
  const { executionId } = state;
  const { campaign, from, ordinal, expectedTotal } = task;
  const options = {
    summary: `campaign ${campaign} · ${from}${expectedTotal === null ? '' : ` · ${expectedTotal} calls`}`,
    heartbeatTimeout: `${settings.heartbeatTimeoutSeconds} seconds` as const,
  };
  const ended = await withCredential(state, () =>
    syncWindow.executeWithOptions(options, [{ executionId, ordinal, settings }]),
  );
  recordEnd(state, ended);
  setCurrentDetails(describeRun(state));
}
