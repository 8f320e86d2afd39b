import { normaliseLanguage } from './language.ts';

/** A request that somebody got. */
export interface Assignment {
  readonly language: string;
  readonly consultantId: number;
}

/** How often each person got a request. */
export type Counts = ReadonlyMap<number, number>;

/** The shares of each language (lower case), those of the languages asked for first at the head. */
export function countsByLanguage(assignments: Iterable<Assignment>): Map<string, Counts> {
  const languages = new Map<string, Map<number, number>>();
  for (const { language, consultantId } of assignments) {
    const code = normaliseLanguage(language);
    const counts = languages.get(code) ?? new Map<number, number>();
    languages.set(code, counts.set(consultantId, (counts.get(consultantId) ?? 0) + 1));
  }
  return languages;
}

/** Most minus least of these people; whoever got nothing counts as 0, nobody at all gives 0. */
export function spreadOf(counts: Counts, people: Iterable<number>): number {
  const shares = Array.from(people, (id) => counts.get(id) ?? 0);
  return shares.length === 0 ? 0 : Math.max(...shares) - Math.min(...shares);
}

/** People who were available throughout and speak the same languages: those who can be compared. */
export interface PeerGroup {
  /** Lower case, in alphabetical order. */
  readonly languages: readonly string[];
  readonly people: readonly number[];
  readonly counts: Counts;
  /** A fair distribution keeps it at 1 or below (D-37, scenario 5). */
  readonly spread: number;
}

/**
 * The fairness of a distribution (D-37). Compared are people with the same languages, by all that they got: whoever also
 * speaks a second language is kept busy by its requests, so that a difference in one language alone says nothing.
 * @param available people who were available for all of the assignments
 */
export function fairness(
  assignments: Iterable<Assignment>,
  available: Iterable<{ readonly id: number; readonly languages: readonly string[] }>,
): PeerGroup[] {
  const counts = new Map<number, number>();
  for (const { consultantId } of assignments) counts.set(consultantId, (counts.get(consultantId) ?? 0) + 1);
  const groups = new Map<string, { languages: string[]; people: number[] }>();
  for (const { id, languages } of available) {
    const codes = [...new Set(languages.map(normaliseLanguage))].toSorted();
    const group = groups.get(codes.join(',')) ?? { languages: codes, people: [] };
    group.people.push(id);
    groups.set(codes.join(','), group);
  }
  return Array.from(groups.values(), ({ languages, people }) => ({
    languages,
    people,
    counts: new Map(people.map((id) => [id, counts.get(id) ?? 0])),
    spread: spreadOf(counts, people),
  }));
}
