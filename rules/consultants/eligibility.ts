import type { LanguageReach } from './language.ts';
import type { Flag, TurnCandidate, TurnPolicy, TurnRequest } from './turnPolicy.ts';

/** Why somebody cannot have the turn, the first reason that applies. */
export type Ineligible =
  | 'deleted'
  | 'inactive'
  | 'out-of-rotation'
  | 'offline'
  | 'presence-expired'
  | 'language'
  | 'excluded'
  | 'not-responding'
  | 'at-capacity';

const isYes = (flag: Flag): boolean => flag === true || flag === 1;

/** The legacy conditions (5.1) and, where the policy has them respected, presence (D-21), offers (D-22) and load (D-23). */
export function whyIneligible(
  person: TurnCandidate,
  match: LanguageReach | null,
  request: TurnRequest,
  policy: TurnPolicy,
): Ineligible | null {
  const outside = whyOutside(person);
  if (outside !== null) return outside;
  if (!isYes(person.online)) return 'offline';
  if (policy.respectPresence && isPresenceOver(person, request.at)) return 'presence-expired';
  if (match === null) return 'language';
  if (request.excluded?.includes(person.id)) return 'excluded';
  if (policy.respectNotResponding && person.notRespondingSince) return 'not-responding';
  if (policy.respectCapacity && isFull(person, request.cost ?? 1)) return 'at-capacity';
  return null;
}

/** Why somebody takes no part in the distribution, present or not. */
export function whyOutside(person: TurnCandidate): 'deleted' | 'inactive' | 'out-of-rotation' | null {
  if (person.deletedAt) return 'deleted';
  if (!isYes(person.active)) return 'inactive';
  return isYes(person.inRotation) ? null : 'out-of-rotation';
}

/** Nobody who never sent a heartbeat has a presence that could be over (D-21). */
export const isPresenceOver = ({ presenceExpiresAt }: Pick<TurnCandidate, 'presenceExpiresAt'>, at: string): boolean =>
  typeof presenceExpiresAt === 'string' && presenceExpiresAt <= at;

const isFull = ({ capacity, openLoad }: TurnCandidate, cost: number): boolean =>
  typeof capacity === 'number' && (openLoad ?? 0) + cost > capacity;
