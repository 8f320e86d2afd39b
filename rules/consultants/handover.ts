import { giveUpAtMs, offerExpiresAtMs, promiseAtMs, remindAtMs, ringAt, serviceEndsAtMs } from './handoverClock.ts';
import { whyNot, type HandoverCommand } from './handoverCommands.ts';
import { abandon, finish, offer, release, seek, type HandoverEffect, type Step } from './handoverSteps.ts';
import { isEnded, type HandoverPolicy, type HandoverState } from './handoverState.ts';

/** What can happen to a hand-over: what people ask, what the store answers, and time. */
export type HandoverEvent =
  | HandoverCommand
  /** The store's answers to `offer-next`: it offered and leased, or nobody was eligible. */
  | { readonly type: 'offered'; readonly offerNo: number; readonly consultantId: number; readonly atMs: number }
  | { readonly type: 'nobody'; readonly offerNo: number; readonly atMs: number }
  /** Somebody may have become eligible (D-25). */
  | { readonly type: 'available'; readonly atMs: number }
  /** It is this late now; see `dueAtMs`. */
  | { readonly type: 'time'; readonly atMs: number };

export interface HandoverStart {
  /** When the request was made: rings and the call-back count from it. */
  readonly requestedAtMs: number;
  /** When the hand-over begins to be followed: the time to accept counts from it, as nobody could accept before. */
  readonly atMs: number;
  /** Whom the transaction of the request chose; null: nobody was eligible, and the request waits (D-25). */
  readonly consultantId: number | null;
  /** Whether that transaction took a lease for it. */
  readonly leased: boolean;
}

/** The first step of a hand-over. */
export function begin({ requestedAtMs, atMs, consultantId, leased }: HandoverStart, policy: HandoverPolicy): Step {
  const state: HandoverState = {
    phase: 'waiting',
    outcome: null,
    offerNo: 0,
    consultantId: null,
    requestedAtMs,
    phaseSinceMs: atMs,
    reminded: false,
    excluded: [],
    ring: 0,
    seekAgain: false,
    callBackPromised: false,
  };
  // Somebody may have become available since the request: before it waits, it asks once more.
  if (consultantId === null) return seek(state, atMs, policy);
  return offer({ ...state, offerNo: 1 }, { consultantId, leased, atMs }, policy);
}

/**
 * The step that an event leads to (D-22, D-23, D-39, D-41). An event that is not possible changes nothing; why a command
 * is not, {@link whyNot} says. Every lease that the store reports is released in exactly one step.
 */
export function next(state: HandoverState, event: HandoverEvent, policy: HandoverPolicy): Step {
  switch (event.type) {
    case 'offered':
      return offered(state, event, policy);
    case 'nobody':
      if (state.phase !== 'seeking' || event.offerNo !== state.offerNo) return stay(state);
      if (state.seekAgain) return seek(state, event.atMs, policy);
      return stay({ ...state, phase: 'waiting', phaseSinceMs: event.atMs });
    case 'available':
      if (state.phase === 'seeking') return stay({ ...state, seekAgain: true });
      return state.phase === 'waiting' ? seek(state, event.atMs, policy) : stay(state);
    case 'time':
      return passTime(state, event.atMs, policy);
    default:
      return whyNot(state, event, policy) === null ? obey(state, event, policy) : stay(state);
  }
}

const stay = (state: HandoverState, ...effects: HandoverEffect[]): Step => ({ state, effects });

function offered(
  state: HandoverState,
  { offerNo, consultantId, atMs }: Extract<HandoverEvent, { type: 'offered' }>,
  policy: HandoverPolicy,
): Step {
  const isCurrent = offerNo === state.offerNo;
  if (isCurrent && state.phase === 'seeking') return offer(state, { consultantId, leased: true, atMs }, policy);
  if (isCurrent && consultantId === state.consultantId) return stay(state); // said twice
  // It ended while the store was choosing: the person was never asked, and loses nothing.
  const because = isEnded(state) && state.outcome !== null ? state.outcome : 'superseded';
  return stay(state, release({ offerNo, consultantId }, because, { keepsTurn: true }));
}

/** A command that {@link whyNot} has nothing against. */
function obey(state: HandoverState, command: HandoverCommand, policy: HandoverPolicy): Step {
  const { atMs } = command;
  switch (command.type) {
    case 'accept':
      return stay(
        { ...state, phase: 'accepted', phaseSinceMs: atMs },
        { do: 'sync-pipedrive', consultantId: command.consultantId },
      );
    case 'refuse':
      return passOn(state, atMs, policy, 'refused');
    case 'finish':
      if (policy.wrapUpSeconds > 0) return stay({ ...state, phase: 'wrapping-up', phaseSinceMs: atMs });
      return finish(state, 'served', atMs);
    case 'ready':
      return finish(state, 'served', atMs);
    case 'abandon':
      return abandon(state, command.because, atMs);
  }
}

function passTime(state: HandoverState, atMs: number, policy: HandoverPolicy): Step {
  switch (state.phase) {
    case 'offered':
      if (atMs >= offerExpiresAtMs(state, policy)) return passOn(state, atMs, policy, 'expired');
      if (atMs < remindAtMs(state, policy) || state.consultantId === null) return stay(state);
      return stay(
        { ...state, reminded: true },
        { do: 'remind', offerNo: state.offerNo, consultantId: state.consultantId },
      );
    case 'accepted':
    case 'wrapping-up':
      if (atMs < serviceEndsAtMs(state, policy)) return stay(state);
      return finish(state, state.phase === 'accepted' ? 'service-timed-out' : 'served', atMs);
    case 'waiting':
      return waitOn(state, atMs, policy);
    default:
      return stay(state);
  }
}

/** The offer came to nothing: the person is excluded from this request, and the next one is sought (D-22). */
function passOn(state: HandoverState, atMs: number, policy: HandoverPolicy, because: 'refused' | 'expired'): Step {
  if (state.consultantId === null) return stay(state);
  const { offerNo, consultantId } = state;
  const { state: seeking, effects } = seek({ ...state, excluded: [...state.excluded, consultantId] }, atMs, policy);
  const keepsTurn = because === 'expired' && policy.keepTurn;
  return stay(seeking, release({ offerNo, consultantId }, because, { keepsTurn }), ...effects);
}

function waitOn(state: HandoverState, atMs: number, policy: HandoverPolicy): Step {
  if (atMs >= giveUpAtMs(state, policy)) return abandon(state, 'nobody-available', atMs);
  if (atMs >= promiseAtMs(state, policy)) {
    // To keep the promise, those who could not take the request then may be asked again.
    const promised = seek({ ...state, callBackPromised: true, excluded: [] }, atMs, policy);
    return stay(promised.state, { do: 'promise-call-back' }, ...promised.effects);
  }
  return ringAt(state.requestedAtMs, atMs, policy) > state.ring ? seek(state, atMs, policy) : stay(state);
}
