import { whyIneligible, type Ineligible } from './eligibility.ts';
import { languageMatcher, type LanguageReach } from './language.ts';
import { passedBy, standingOf, type PassedBy, type Standing } from './turnOrder.ts';
import type { TurnCandidate, TurnPolicy, TurnRequest } from './turnPolicy.ts';

export type PassedOverReason = Ineligible | PassedBy;

export interface PassedOver {
  readonly id: number;
  readonly reason: PassedOverReason;
}

/** D-38: whose turn it is and why. Ids only, so that it can be kept and shown. */
export interface TurnChoice {
  /** null: nobody is eligible. */
  readonly chosen: number | null;
  readonly matched: LanguageReach | null;
  /** Since when the chosen person had been waiting, as the policy measures it. */
  readonly waitingSince: string | null;
  readonly ruleVersion: string;
  readonly considered: number;
  readonly eligible: number;
  /** Those who could have had the turn first, `explainAtMost` in all. */
  readonly passedOver: readonly PassedOver[];
  /** Everybody passed over, also those not named. */
  readonly counts: Readonly<Partial<Record<PassedOverReason, number>>>;
}

/**
 * Whose turn it is (5.1, D-38): of the eligible people the one whom {@link passedBy} puts before all others.
 * Nothing is sorted: the work grows with the number of people, whatever their order.
 */
export function chooseTurn(people: readonly TurnCandidate[], request: TurnRequest, policy: TurnPolicy): TurnChoice {
  const matchOf = languageMatcher(request.language, policy.languageMode, request.reach);
  const eligible: Standing[] = [];
  const barred = noteTaker(policy.explainAtMost);
  let first: Standing | undefined;
  for (const person of people) {
    const match = matchOf(person.languages);
    const reason = whyIneligible(person, match, request, policy);
    if (reason !== null || match === null) {
      barred.note(person.id, reason ?? 'language');
      continue;
    }
    const standing = standingOf(person, match, request, policy);
    eligible.push(standing);
    if (first === undefined || passedBy(first, standing) !== null) first = standing;
  }

  const behind = noteTaker(policy.explainAtMost);
  for (const standing of eligible) {
    const reason = first && passedBy(standing, first);
    if (reason) behind.note(standing.id, reason);
  }
  return {
    chosen: first?.id ?? null,
    matched: first?.match ?? null,
    waitingSince: first?.since ?? null,
    ruleVersion: policy.ruleVersion,
    considered: people.length,
    eligible: eligible.length,
    passedOver: [...behind.named, ...barred.named].slice(0, policy.explainAtMost),
    counts: { ...behind.counts, ...barred.counts },
  };
}

/** Counts everybody and names the first `atMost`. */
function noteTaker(atMost: number) {
  const named: PassedOver[] = [];
  const counts: Partial<Record<PassedOverReason, number>> = {};
  const note = (id: number, reason: PassedOverReason): void => {
    counts[reason] = (counts[reason] ?? 0) + 1;
    if (named.length < atMost) named.push({ id, reason });
  };
  return { named, counts, note };
}
