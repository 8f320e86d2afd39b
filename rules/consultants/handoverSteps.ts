import { reachIn, ringAt } from './handoverClock.ts';
import type { HandoverOutcome, HandoverPolicy, HandoverState } from './handoverState.ts';
import type { LanguageReach } from './language.ts';

export type ReleaseReason = HandoverOutcome | 'refused' | 'expired' | 'superseded';

/** How a lease ends. */
export interface LeaseRelease {
  readonly offerNo: number;
  readonly consultantId: number;
  readonly because: ReleaseReason;
  /** Back to the same turn (D-39); see `returnedPlace`. */
  readonly keepsTurn: boolean;
  /** Marked until the person returns (D-22). */
  readonly notResponding: boolean;
  /** It was a service, and it ended now (D-35). */
  readonly served: boolean;
}

/** What is to be done, in the order given. Each is safe to repeat: the protocol number and `offerNo` name it for ever. */
export type HandoverEffect =
  /** One transaction of the store: choose, lease and record; it answers `offered` or `nobody`. */
  | {
      readonly do: 'offer-next';
      readonly offerNo: number;
      /** null: as the turn policy has it. */
      readonly reach: LanguageReach | null;
      readonly excluded: readonly number[];
    }
  /** One transaction of the store: frees the lease and writes down what its end means for the person. */
  | ({ readonly do: 'release-lease' } & LeaseRelease)
  | { readonly do: 'remind'; readonly offerNo: number; readonly consultantId: number }
  /** At most once in a hand-over: the consultant is final (D-28). */
  | { readonly do: 'sync-pipedrive'; readonly consultantId: number }
  | { readonly do: 'promise-call-back' };

export interface Step {
  readonly state: HandoverState;
  readonly effects: readonly HandoverEffect[];
}

interface Offer {
  readonly offerNo: number;
  readonly consultantId: number;
}

export const release = (
  { offerNo, consultantId }: Offer,
  because: ReleaseReason,
  { keepsTurn = false, served = false } = {},
): HandoverEffect => ({
  do: 'release-lease',
  offerNo,
  consultantId,
  because,
  keepsTurn,
  notResponding: because === 'expired',
  served,
});

/** Asks the store for the next person, with the language as relaxed as the age of the request allows (D-41). */
export function seek(state: HandoverState, atMs: number, policy: HandoverPolicy): Step {
  const ring = ringAt(state.requestedAtMs, atMs, policy);
  const offerNo = state.offerNo + 1;
  return {
    state: { ...state, phase: 'seeking', phaseSinceMs: atMs, offerNo, consultantId: null, ring, seekAgain: false },
    effects: [{ do: 'offer-next', offerNo, reach: reachIn(ring, policy), excluded: state.excluded }],
  };
}

/** Somebody has the offer. Where nobody is asked to accept, that is the end of it (D-20). */
export function offer(
  state: HandoverState,
  { consultantId, leased, atMs }: { readonly consultantId: number; readonly leased: boolean; readonly atMs: number },
  { acceptSeconds }: HandoverPolicy,
): Step {
  const made: HandoverState = { ...state, phase: 'offered', phaseSinceMs: atMs, consultantId, reminded: false };
  if (acceptSeconds !== null) return { state: made, effects: [] };
  const sync: HandoverEffect = { do: 'sync-pipedrive', consultantId };
  const freed = leased ? [release({ offerNo: made.offerNo, consultantId }, 'assigned')] : [];
  return { state: ended(made, 'finished', 'assigned', atMs), effects: [sync, ...freed] };
}

/** The service is over, and with it the hand-over. */
export const finish = (state: HandoverState, outcome: 'served' | 'service-timed-out', atMs: number): Step => ({
  state: ended(state, 'finished', outcome, atMs),
  effects: releaseHeld(state, outcome, { served: true }),
});

/** Nothing more comes of it. Whoever had not accepted yet did nothing and keeps the turn (D-39). */
export const abandon = (
  state: HandoverState,
  outcome: 'caller-left' | 'cancelled' | 'nobody-available',
  atMs: number,
): Step => ({
  state: ended(state, 'abandoned', outcome, atMs),
  effects: releaseHeld(state, outcome, { served: state.phase === 'accepted', keepsTurn: state.phase === 'offered' }),
});

const ended = (
  state: HandoverState,
  phase: 'finished' | 'abandoned',
  outcome: HandoverOutcome,
  atMs: number,
): HandoverState => ({ ...state, phase, outcome, phaseSinceMs: atMs, seekAgain: false });

/** While nobody has an offer there is no lease. */
const releaseHeld = (
  { offerNo, consultantId }: HandoverState,
  because: ReleaseReason,
  what: { readonly keepsTurn?: boolean; readonly served?: boolean },
): HandoverEffect[] => (consultantId === null ? [] : [release({ offerNo, consultantId }, because, what)]);
