import { LANGUAGE_REACHES, type LanguageReach } from './language.ts';
import type { TurnCandidate, TurnPolicy, TurnRequest } from './turnPolicy.ts';

/** Never served is read as this (5.1), so that those come first, except after rows dated before it. */
const EPOCH = '1970-01-01T00:00:00.000Z';
/** However many offers came to nothing, nobody is put off for ever. */
const MOST_MISSED = 12;
/** Shares are added up from fractions: a third three times is one. */
const ROUNDING = 1e-9;

/** All that the order looks at. */
export interface Standing {
  readonly id: number;
  readonly match: LanguageReach;
  readonly preferred: boolean;
  /** Whole services owed (D-42). */
  readonly owed: number;
  readonly since: string;
  readonly turn: number;
}

/** By what somebody eligible comes after somebody else. */
export type PassedBy = 'not-preferred' | 'weaker-language' | 'owes-less' | 'waited-less' | 'higher-id';

export const standingOf = (
  person: TurnCandidate,
  match: LanguageReach,
  request: TurnRequest,
  policy: TurnPolicy,
): Standing => ({
  id: person.id,
  match,
  preferred: person.id === request.preferredId,
  owed: policy.fairShare ? Math.max(0, Math.floor((person.owed ?? 0) + ROUNDING)) : 0,
  since: waitingSince(person, policy),
  turn: person.lastTurn ?? 0,
});

/**
 * By what `other` comes after `first`; null when it does not. The one place that says who goes before whom:
 * the preferred person, the better language match, the debt, the longest wait, the lowest id.
 *
 * The exact code outranks the base code: "exact code first, then base code" (5.1). So base codes only ever fill in where
 * nobody speaks the language asked for, and take no turn from anybody whom the legacy would have chosen.
 */
export function passedBy(other: Standing, first: Standing): PassedBy | null {
  if (other.preferred !== first.preferred) return first.preferred ? 'not-preferred' : null;
  if (other.match !== first.match) return rankOf(first.match) < rankOf(other.match) ? 'weaker-language' : null;
  if (other.owed !== first.owed) return first.owed > other.owed ? 'owes-less' : null;
  if (other.since !== first.since) return first.since < other.since ? 'waited-less' : null;
  if (other.turn !== first.turn) return first.turn < other.turn ? 'waited-less' : null;
  return first.id < other.id ? 'higher-id' : null;
}

const rankOf = (match: LanguageReach): number => LANGUAGE_REACHES.indexOf(match);

/** Since when somebody has been waiting for a turn, as the policy measures it (D-24, D-35). */
function waitingSince(person: TurnCandidate, { order, missedOfferSeconds }: TurnPolicy): string {
  const offered = person.lastOfferedAt ?? EPOCH;
  if (order === 'last-offered') return offered;
  // In service since the offer: nobody's wait began before they were last asked.
  const ended = person.lastServiceEndedAt ?? offered;
  const since = ended > offered ? ended : offered;
  const missed = Math.min(person.missedInARow ?? 0, MOST_MISSED);
  return missed === 0 ? since : plusSeconds(since, missed * missedOfferSeconds);
}

/** An instant so many seconds later. */
export const plusSeconds = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1_000).toISOString();

/**
 * The instant that a turn is given: now, but never before the turn given last, so that a server whose clock is behind
 * does not put the person it chooses ahead of everybody else again (D-37).
 */
export const turnInstant = (now: string, lastGivenAt: string | null): string =>
  lastGivenAt !== null && lastGivenAt > now ? lastGivenAt : now;

/** Where somebody stands in the rotation. */
export type Place = Pick<TurnCandidate, 'lastOfferedAt' | 'lastTurn'>;

/**
 * D-39: the place of somebody who gets back the turn that an offer took. Whoever was offered something else meanwhile
 * keeps the newer place.
 * @param offer the place that the offer gave, and the one it took
 */
export const returnedPlace = (current: Place, offer: { readonly given: Place; readonly taken: Place }): Place =>
  current.lastTurn === offer.given.lastTurn && current.lastOfferedAt === offer.given.lastOfferedAt
    ? offer.taken
    : current;
