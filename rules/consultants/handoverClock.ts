import type { LanguageReach } from './language.ts';
import { isEnded, type HandoverPolicy, type HandoverState } from './handoverState.ts';

const NEVER = Number.POSITIVE_INFINITY;

const after = (fromMs: number, seconds: number | null | undefined): number =>
  seconds === null || seconds === undefined ? NEVER : fromMs + seconds * 1_000;

/**
 * Epoch ms from which an answer to the open offer comes too late (D-22). An offer that stands while the policy stops asking
 * people to accept waits for its answer as long as the request is waited for.
 */
export const offerExpiresAtMs = (state: HandoverState, policy: HandoverPolicy): number =>
  policy.acceptSeconds === null ? giveUpAtMs(state, policy) : after(state.phaseSinceMs, policy.acceptSeconds);

export const remindAtMs = (state: HandoverState, { reminderSeconds }: HandoverPolicy): number =>
  state.reminded ? NEVER : after(state.phaseSinceMs, reminderSeconds);

/** Epoch ms at which a service, or the time after it, is over by itself (D-23). */
export const serviceEndsAtMs = (state: HandoverState, { serviceSeconds, wrapUpSeconds }: HandoverPolicy): number =>
  after(state.phaseSinceMs, state.phase === 'wrapping-up' ? wrapUpSeconds : serviceSeconds);

export const promiseAtMs = (state: HandoverState, { maxWaitSeconds }: HandoverPolicy): number =>
  state.callBackPromised ? NEVER : after(state.requestedAtMs, maxWaitSeconds);

export const giveUpAtMs = ({ requestedAtMs }: HandoverState, { giveUpSeconds }: HandoverPolicy): number =>
  after(requestedAtMs, giveUpSeconds);

const nextRingAtMs = ({ requestedAtMs, ring }: HandoverState, { rings }: HandoverPolicy): number =>
  after(requestedAtMs, rings[ring]?.afterSeconds);

/** How many relaxations are in force (D-41). */
export const ringAt = (requestedAtMs: number, atMs: number, { rings }: HandoverPolicy): number =>
  rings.filter(({ afterSeconds }) => after(requestedAtMs, afterSeconds) <= atMs).length;

/** How far the language is relaxed in a ring; null: as the turn policy has it. */
export const reachIn = (ring: number, { rings }: HandoverPolicy): LanguageReach | null =>
  rings[ring - 1]?.languages ?? null;

/** Epoch ms of the next `time` event that would change something, possibly in the past; null: only others can. */
export function dueAtMs(state: HandoverState, policy: HandoverPolicy): number | null {
  const due = dueInPhase(state, policy);
  return due === NEVER ? null : due;
}

function dueInPhase(state: HandoverState, policy: HandoverPolicy): number {
  if (isEnded(state) || state.phase === 'seeking') return NEVER;
  if (state.phase === 'offered') return Math.min(remindAtMs(state, policy), offerExpiresAtMs(state, policy));
  if (state.phase === 'waiting') {
    return Math.min(nextRingAtMs(state, policy), promiseAtMs(state, policy), giveUpAtMs(state, policy));
  }
  return serviceEndsAtMs(state, policy);
}
