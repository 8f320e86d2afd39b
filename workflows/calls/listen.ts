import { ApplicationFailure, setHandler } from '@temporalio/workflow';
import { applyControls, progressOf, type RunState } from '../../rules/calls/run.ts';
import type { ControlChange, RunControls, RunKind } from '../../schemas/calls.ts';
import { setRequestRate } from './activities.ts';
import { control, progress } from './messages.ts';

/** Lets a run be asked and steered. */
export function listen(kind: RunKind, state: RunState): void {
  setHandler(progress, () => progressOf(kind, state), { description: 'Where the run stands.' });
  setHandler(control, (change) => steer(state, change), {
    description: 'Pauses, resumes, or changes concurrency or rate.',
    validator: refuseNonsense,
  });
}

async function steer(state: RunState, change: ControlChange): Promise<RunControls> {
  applyControls(state, change, Date.now());
  if (typeof change.requestsPerSecond === 'number') await setRequestRate(change.requestsPerSecond);
  return state.controls;
}

/** Synchronous, because only then a refusal leaves no trace in the history. The API has checked the same with its schema. */
function refuseNonsense({ paused, concurrency, requestsPerSecond }: ControlChange): void {
  const wrong =
    (paused !== undefined && typeof paused !== 'boolean' && 'paused must be true or false') ||
    (concurrency !== undefined &&
      !(Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= 32) &&
      'concurrency must be 1 to 32') ||
    (requestsPerSecond !== undefined && !(Number(requestsPerSecond) > 0) && 'requestsPerSecond must be above 0');
  if (wrong) throw ApplicationFailure.nonRetryable(wrong, 'controls-refused');
}
