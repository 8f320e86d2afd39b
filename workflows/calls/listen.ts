import { ApplicationFailure, setCurrentDetails, setHandler } from '@temporalio/workflow';
import { applyControls, describeRun, progressOf, type RunState } from '../../rules/calls/run.ts';
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
  setCurrentDetails(describeRun(state));
  if (typeof change.requestsPerSecond === 'number') await setRequestRate(change.requestsPerSecond);
  return state.controls;
}

/** What each control may be set to; the API has checked the same with its schema, Temporal Web and its CLI have not. */
const RULES: Record<keyof ControlChange, { readonly fits: (value: unknown) => boolean; readonly rule: string }> = {
  paused: { fits: (value) => typeof value === 'boolean', rule: 'must be true or false' },
  concurrency: {
    fits: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 32,
    rule: 'must be a whole number from 1 to 32',
  },
  requestsPerSecond: {
    fits: (value) => typeof value === 'number' && value > 0 && value <= 10_000,
    rule: 'must be a number above 0 and at most 10000',
  },
};

/** Synchronous, because only then a refusal leaves no trace in the history. */
function refuseNonsense(change: ControlChange = {}): void {
  const known = Object.keys(RULES) as (keyof ControlChange)[];
  const unknown = Object.keys(change).filter((name) => !Object.hasOwn(RULES, name));
  const wrong = known.filter((name) => change[name] !== undefined && !RULES[name].fits(change[name]));
  const reasons = [
    ...unknown.map((name) => `${name} is not a control`),
    ...wrong.map((name) => `${name} ${RULES[name].rule}`),
  ];
  if (known.every((name) => change[name] === undefined)) reasons.push(`one of ${known.join(', ')} must be given`);
  if (reasons.length > 0) throw ApplicationFailure.nonRetryable(reasons.join('; '), 'controls-refused');
}
