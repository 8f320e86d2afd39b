import { whyOutside } from './eligibility.ts';
import { bestMatches, type LanguageMode } from './language.ts';
import type { TurnCandidate } from './turnPolicy.ts';

/** A service of the week, as its share is counted (D-42). */
export interface SharedService {
  /** See {@link entitledTo}, as it was when the request came. */
  readonly entitled: readonly number[];
  /** Who did it in the end. */
  readonly servedBy: number;
}

/** A debt does not grow beyond it unless told, see {@link addService}. */
export const MOST_OWED = 5;

/** Services owed by person; a negative debt is a credit. */
export type Debts = Map<number, number>;

/**
 * Who should take part in a request: everybody in the rotation whose languages match it best, present or not. So absences
 * and refusals make debts; whoever is on leave is taken out of the rotation, and owes nothing for it.
 */
export const entitledTo = (people: readonly TurnCandidate[], language: string, mode: LanguageMode): number[] =>
  bestMatches(
    people.filter((person) => whyOutside(person) === null),
    language,
    mode,
  ).map(({ id }) => id);

/**
 * Adds one service to the debts (D-42): each of the k entitled people owed 1/k of it, and who did it has paid 1. The sum of
 * all debts stays 0 as long as nobody reaches the most that may be owed.
 * @param mostOwed a debt does not grow beyond it, so that nobody returns to a day of nothing but requests
 */
export function addService(debts: Debts, { entitled, servedBy }: SharedService, mostOwed: number): void {
  for (const id of entitled) debts.set(id, Math.min(mostOwed, (debts.get(id) ?? 0) + 1 / entitled.length));
  debts.set(servedBy, (debts.get(servedBy) ?? 0) - 1);
}

/** The debts that the services of a week leave, oldest service first. */
export function fairShareDebts(services: Iterable<SharedService>, mostOwed: number): Debts {
  const debts: Debts = new Map();
  for (const service of services) addService(debts, service, mostOwed);
  return debts;
}
