import { begin, next, type HandoverEvent } from './handover.ts';
import { isEnded, type HandoverPhase, type HandoverPolicy, type HandoverState } from './handoverState.ts';
import type { HandoverEffect, Step } from './handoverSteps.ts';
import type { TurnChoice } from './turn.ts';
import type { TurnPolicy } from './turnPolicy.ts';

/** The rules that a hand-over is followed by, as they stood when it was started. */
export interface HandoverSettings {
  readonly turn: TurnPolicy;
  readonly handover: HandoverPolicy;
  /** null: Pipedrive is told nothing. */
  readonly push: { readonly giveUpSeconds: number; readonly taskQueue: string } | null;
}

/** How telling Pipedrive stands (D-28). */
export interface PushStanding {
  readonly state: 'off' | 'not-yet' | 'pushing' | 'pushed' | 'skipped' | 'failed';
  /** Why it was skipped or has failed. */
  readonly reason: string | null;
}

/** What a hand-over takes along when it goes on in a new history. */
export interface HandoverProgress {
  readonly state: HandoverState;
  readonly choice: TurnChoice | null;
  readonly push: PushStanding;
}

export interface HandoverInput {
  readonly number: string;
  readonly requestedAt: string;
  /** Whom the transaction of the request chose; null: nobody was eligible, and the request waits (D-25). */
  readonly consultantId: number | null;
  readonly leased: boolean;
  /** Why it chose so (D-38). */
  readonly choice: TurnChoice | null;
  readonly settings: HandoverSettings;
  readonly progress?: HandoverProgress;
}

/** Who caused something, and when. */
export interface Cause {
  readonly actor: string;
  readonly atMs: number;
}

export type HandoverTask = Cause & {
  /** An effect, or `record`: what only the hand-over knows is written down. */
  readonly effect: HandoverEffect | { readonly do: 'record' };
  /** As it stood with it. */
  readonly state: HandoverState;
};

/** A hand-over that is being followed. */
export interface HandoverRun {
  readonly input: HandoverInput;
  state: HandoverState;
  /** Of the last offer sought. */
  choice: TurnChoice | null;
  push: PushStanding;
  /** What is still to be done, in this order. */
  readonly tasks: HandoverTask[];
}

/** Who acts when nobody does: the hand-over itself. */
export const HANDOVER_ACTOR = 'handover';

/** The other phases are written down by the transactions of the store that lead to them. */
const RECORDED: ReadonlySet<HandoverPhase> = new Set(['accepted', 'wrapping-up', 'finished', 'abandoned']);

/** A hand-over at its start, or where its last history left it. */
export function beginRun(input: HandoverInput, atMs: number): HandoverRun {
  const { requestedAt, consultantId, leased, choice, settings, progress } = input;
  if (progress) return { input, ...progress, tasks: [] };
  const step = begin({ requestedAtMs: Date.parse(requestedAt), atMs, consultantId, leased }, settings.handover);
  const push: PushStanding = { state: settings.push ? 'not-yet' : 'off', reason: null };
  const run: HandoverRun = { input, state: step.state, choice, push, tasks: [] };
  take(run, step, { actor: HANDOVER_ACTOR, atMs }, null);
  return run;
}

/** Lets something happen: the state changes at once, what follows from it is put on the list. */
export function happen(run: HandoverRun, event: HandoverEvent, actor = HANDOVER_ACTOR): void {
  const before = run.state.phase;
  take(run, next(run.state, event, run.input.settings.handover), { actor, atMs: event.atMs }, before);
}

function take(run: HandoverRun, { state, effects }: Step, cause: Cause, before: HandoverPhase | null): void {
  run.state = state;
  for (const effect of effects) run.tasks.push({ ...cause, effect, state });
  // After the effects: where a hand-over is recorded as ended, its lease is free.
  if (state.phase !== before && RECORDED.has(state.phase))
    run.tasks.push({ ...cause, effect: { do: 'record' }, state });
}

/** Whether nothing more will come of it by itself. */
export const isOver = ({ state, tasks, push }: HandoverRun): boolean =>
  isEnded(state) && tasks.length === 0 && push.state !== 'pushing';
