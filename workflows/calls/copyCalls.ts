import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { CREDENTIALS_REJECTED } from '../../rules/calls/failures.ts';
import {
  addPlanned,
  describeRun,
  initialState,
  isDone,
  nextStep,
  recordEnd,
  renewalIsSpreading,
  takeNext,
  type RunState,
  type RunTask,
} from '../../rules/calls/run.ts';
import type { RunRequest, RunSummary } from '../../schemas/calls.ts';
import { outcome } from '../attributes.ts';
import { beginExecution, endExecution, planWindows, syncWindow } from './activities.ts';
import { listen } from './listen.ts';

/** A run that goes on in a new history brings along where it stands. */
export interface CopyInput {
  readonly request: RunRequest;
  readonly state?: RunState;
}

/** A refused credential is tried again by itself now and then, in case nobody tells the run about the new one. */
const CREDENTIAL_RETRY = '15 minutes';
/** While a new credential spreads through the vendor's nodes. */
const SPREADING_RETRY = '10 seconds';

/** Copies every call of the campaigns in the ranges into the store, window by window, and proves each window complete. */
export async function copyCalls({ request, state: carried }: CopyInput): Promise<RunSummary> {
  const { workflowId, firstExecutionRunId: runId } = workflowInfo();
  const run = { workflowId, runId, request };
  const state = carried ?? initialState(request.settings);
  listen(request.kind, state);
  if (!carried) state.executionId = await beginExecution(run);

  const scope = new CancellationScope();
  try {
    await scope.run(() => copyWindows(request, state));
  } catch (error) {
    scope.cancel();
    await CancellationScope.nonCancellable(() => close({ ...run, aborted: reasonOf(error) }));
    throw error;
  }
  if (isDone(state)) return close({ ...run, aborted: null });
  await condition(allHandlersFinished);
  return continueAsNew<(input: CopyInput) => Promise<RunSummary>>({ request, state });
}

async function close(end: Parameters<typeof endExecution>[0]): Promise<RunSummary> {
  const summary = await endExecution(end);
  upsertSearchAttributes([{ key: outcome, value: summary.status }]);
  return summary;
}

const reasonOf = (error: unknown): string => {
  if (isCancellation(error)) return 'Cancelled by an operator.';
  return error instanceof ActivityFailure ? (error.cause?.message ?? error.message) : String(error);
};

/** Keeps as many windows going as the controls allow, until all are done or the history has grown long and none is open. */
async function copyWindows(request: RunRequest, state: RunState): Promise<void> {
  const failures: unknown[] = [];
  const draining = () => workflowInfo().continueAsNewSuggested;
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
          void copyWindow(request, state, task).catch((error: unknown) => failures.push(error));
        }
    }
    setCurrentDetails(describeRun(state));
  }
}

async function planNext(request: RunRequest, state: RunState): Promise<void> {
  const { executionId, chunksPlanned: chunk } = state;
  const { tasks, last } = await planWindows.executeWithOptions({ summary: `plan, part ${chunk + 1}` }, [
    { executionId, request, chunk },
  ]);
  addPlanned(state, tasks, last);
}

async function copyWindow({ settings }: RunRequest, state: RunState, task: RunTask): Promise<void> {
  const { executionId } = state;
  const expected = task.expectedTotal === null ? '' : ` · ${task.expectedTotal} calls`;
  const options = {
    summary: `campaign ${task.campaign} · ${task.from}${expected}`,
    heartbeatTimeout: `${settings.heartbeatTimeoutSeconds} seconds` as const,
  };
  for (;;) {
    try {
      recordEnd(
        state,
        await syncWindow.executeWithOptions(options, [{ executionId, ordinal: task.ordinal, settings }]),
      );
      setCurrentDetails(describeRun(state));
      return;
    } catch (error) {
      if (!isCredentialRefused(error)) throw error;
      await newCredential(state);
    }
  }
}

const isCredentialRefused = (error: unknown): boolean =>
  error instanceof ActivityFailure &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === CREDENTIALS_REJECTED;

/** The window keeps its place in the ledger; the run goes on with the page that was refused (C-4). */
async function newCredential(state: RunState): Promise<void> {
  if (renewalIsSpreading(state, Date.now())) return sleep(SPREADING_RETRY);
  state.waitingForCredential = true;
  setCurrentDetails(describeRun(state));
  await condition(() => !state.waitingForCredential, CREDENTIAL_RETRY);
  state.waitingForCredential = false;
}
