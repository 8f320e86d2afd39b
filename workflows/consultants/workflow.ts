import {
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { dueAtMs } from '../../rules/consultants/handoverClock.ts';
import { whyNot } from '../../rules/consultants/handoverCommands.ts';
import { beginRun, happen, isOver, type HandoverInput, type HandoverRun } from '../../rules/consultants/handoverRun.ts';
import { handoverStanding, type HandoverStanding } from '../../rules/consultants/handoverStanding.ts';
import { outcome } from '../attributes.ts';
import { carryOut } from './carryOut.ts';
import { listen } from './listen.ts';
import { show } from './show.ts';

/**
 * Follows an assignment to its end: somebody is asked, reminded, and accepts, or the next one is asked; nobody being there, it
 * waits. Every lease that was taken for it is free when it ends (D-22, D-23, D-25, D-39, D-41).
 */
export async function followHandover(input: HandoverInput): Promise<HandoverStanding> {
  const run = beginRun(input, Date.now());
  listen(run);
  show(run);
  const scope = CancellationScope.current();
  let cancelled: unknown;
  scope.cancelRequested.catch((error: unknown) => {
    cancelled = error;
    cancel(run);
  });
  // What is under way may take a lease, so a cancel breaks nothing off: it is one more thing that happens.
  const ended = await CancellationScope.nonCancellable(() => follow(run, scope));
  if (cancelled !== undefined && ended.outcome === 'cancelled') throw cancelled;
  return ended;
}

/** Does what there is to do, then waits until something happens, somebody says something, or it is time. */
async function follow(run: HandoverRun, cancellable: CancellationScope): Promise<HandoverStanding> {
  for (;;) {
    await carryOut(run, cancellable);
    if (isOver(run)) return end(run);
    if (workflowInfo().continueAsNewSuggested && run.push.state !== 'pushing') await goOnAnew(run);
    const dueMs = dueAtMs(run.state, run.input.settings.handover);
    if (await somethingHappens(run, dueMs)) continue;
    happen(run, { type: 'time', atMs: Math.max(Date.now(), dueMs ?? 0) });
    show(run);
  }
}

/** Waits for the next thing to do. @returns false when it is time instead */
async function somethingHappens(run: HandoverRun, dueMs: number | null): Promise<boolean> {
  const happened = () => run.tasks.length > 0 || isOver(run);
  if (dueMs !== null) return condition(happened, Math.max(1, dueMs - Date.now()), { summary: `in ${run.state.phase}` });
  await condition(happened);
  return true;
}

/** Whoever was in service, or free already, had served; anything else has come to nothing. */
function cancel(run: HandoverRun): void {
  const atMs = Date.now();
  const { consultantId } = run.state;
  const abandoned = { type: 'abandon', because: 'cancelled', atMs } as const;
  const isServed = whyNot(run.state, abandoned, run.input.settings.handover) === 'already-finished';
  happen(run, isServed && consultantId !== null ? { type: 'ready', consultantId, atMs } : abandoned);
}

/** A long history ends here, unless something is said while the last answers are given. */
async function goOnAnew({ input, state, choice, push, tasks }: HandoverRun): Promise<void> {
  await condition(allHandlersFinished);
  if (tasks.length > 0) return;
  await continueAsNew<typeof followHandover>({ ...input, progress: { state, choice, push } });
}

async function end(run: HandoverRun): Promise<HandoverStanding> {
  const standing = handoverStanding(run);
  upsertSearchAttributes([{ key: outcome, value: standing.outcome ?? standing.phase }]);
  await condition(allHandlersFinished);
  return standing;
}
