import { offerExpiresAtMs } from './handoverClock.ts';
import { isEnded, type HandoverPolicy, type HandoverState } from './handoverState.ts';

interface Answer {
  readonly consultantId: number;
  readonly offerNo: number;
  readonly atMs: number;
}

/** What people ask of a hand-over. */
export type HandoverCommand =
  | ({ readonly type: 'accept' | 'refuse' } & Answer)
  /** The service is over; with a wrap-up time, the person is free after it or when they say `ready`. */
  | { readonly type: 'finish' | 'ready'; readonly consultantId: number; readonly atMs: number }
  | { readonly type: 'abandon'; readonly because: 'caller-left' | 'cancelled'; readonly atMs: number };

/** Why a command is not possible. */
export type CommandRefusal =
  | 'ended'
  | 'unknown-offer'
  /** Another offer was made since, or none stands. */
  | 'offer-over'
  | 'offer-expired'
  | 'not-yours'
  | 'already-accepted'
  | 'not-accepted'
  | 'already-finished'
  | 'not-wrapping-up';

/**
 * Why a command cannot be done now; null when it can (D-22). An answer is too late from the very instant that the offer
 * expires, whether or not the expiry has been noticed: so exactly one of the two wins, in whatever order they arrive.
 */
export function whyNot(state: HandoverState, command: HandoverCommand, policy: HandoverPolicy): CommandRefusal | null {
  if (isEnded(state)) return 'ended';
  switch (command.type) {
    case 'accept':
    case 'refuse':
      return whyNotAnswer(state, command, policy);
    case 'finish':
      if (state.phase === 'wrapping-up') return 'already-finished';
      if (state.phase !== 'accepted') return 'not-accepted';
      return state.consultantId === command.consultantId ? null : 'not-yours';
    case 'ready':
      if (state.phase !== 'wrapping-up') return 'not-wrapping-up';
      return state.consultantId === command.consultantId ? null : 'not-yours';
    case 'abandon':
      return state.phase === 'wrapping-up' ? 'already-finished' : null;
  }
}

function whyNotAnswer(state: HandoverState, answer: Answer, policy: HandoverPolicy): CommandRefusal | null {
  if (answer.offerNo > state.offerNo) return 'unknown-offer';
  const isAccepted = state.phase === 'accepted' || state.phase === 'wrapping-up';
  if (answer.offerNo < state.offerNo || (state.phase !== 'offered' && !isAccepted)) return 'offer-over';
  if (answer.consultantId !== state.consultantId) return 'not-yours';
  if (isAccepted) return 'already-accepted';
  return answer.atMs >= offerExpiresAtMs(state, policy) ? 'offer-expired' : null;
}
