import type { LanguageReach } from './language.ts';

/**
 * - `offered`: somebody was asked; `seeking`: the store is asked for the next one; `waiting`: nobody was eligible;
 * - `accepted`: in service; `wrapping-up`: the service is over, the person not free yet;
 * - `finished`, `abandoned`: ended, for the reason in `outcome`.
 */
export const HANDOVER_PHASES = [
  'offered',
  'seeking',
  'waiting',
  'accepted',
  'wrapping-up',
  'finished',
  'abandoned',
] as const;
export type HandoverPhase = (typeof HANDOVER_PHASES)[number];

export type HandoverOutcome =
  /** Nobody is asked to accept: the legacy, which tracks nothing after the answer (5.1). */
  | 'assigned'
  | 'served'
  /** Accepted, and never reported as finished. */
  | 'service-timed-out'
  | 'caller-left'
  | 'cancelled'
  | 'nobody-available';

/** All that a hand-over has to remember: ids, counts and epoch milliseconds. */
export interface HandoverState {
  readonly phase: HandoverPhase;
  readonly outcome: HandoverOutcome | null;
  /** Of the last offer sought. It only grows, so an answer to any other is stale and a lease has one key for ever. */
  readonly offerNo: number;
  /** Who has the offer, or had it when the hand-over ended; null while nobody has. */
  readonly consultantId: number | null;
  /** When the customer came: rings and the call-back count from here, whatever happened since (D-41). */
  readonly requestedAtMs: number;
  readonly phaseSinceMs: number;
  readonly reminded: boolean;
  /** Those who refused or let an offer expire (D-22). */
  readonly excluded: readonly number[];
  /** Relaxations in force when somebody was last sought. */
  readonly ring: number;
  /** Somebody became available while the answer of the store was under way, which may have missed them. */
  readonly seekAgain: boolean;
  readonly callBackPromised: boolean;
}

/** A relaxation of the language, so long after the request (D-41). */
export interface RelaxationRing {
  readonly afterSeconds: number;
  readonly languages: LanguageReach;
}

/** Times in seconds; null = never. It may change while a hand-over runs: what is due is computed from the policy of the moment. */
export interface HandoverPolicy {
  /** Time to accept an offer; null: nobody is asked to, and the hand-over ends with its assignment (D-20). */
  readonly acceptSeconds: number | null;
  /** After the offer. */
  readonly reminderSeconds: number | null;
  /** D-39: whoever lets an offer expire gets back the same turn. */
  readonly keepTurn: boolean;
  /** Soonest first. */
  readonly rings: readonly RelaxationRing[];
  /** D-41: who is still waiting after this is promised a call-back. */
  readonly maxWaitSeconds: number | null;
  /** Ends a hand-over that nobody took, so that each one ends. */
  readonly giveUpSeconds: number | null;
  /** Ends a service that nobody reported as finished, so that no lease is held for ever (D-23). */
  readonly serviceSeconds: number | null;
  readonly wrapUpSeconds: number;
}

/** Nothing follows the assignment, as in the legacy. */
export const defaultHandoverPolicy: HandoverPolicy = {
  acceptSeconds: null,
  reminderSeconds: null,
  keepTurn: true,
  rings: [],
  maxWaitSeconds: null,
  giveUpSeconds: 7 * 86_400,
  serviceSeconds: 8 * 3_600,
  wrapUpSeconds: 0,
};

export const isEnded = ({ phase }: Pick<HandoverState, 'phase'>): boolean =>
  phase === 'finished' || phase === 'abandoned';
