import { fairness, type Assignment, type PeerGroup } from './fairness.ts';
import type { StoryOfDay } from './dayStory.ts';
import type { TurnPolicy } from './turnPolicy.ts';
import { replayDay } from './whatIf.ts';

/** A figure as it was, and as it would have been. */
export interface Compared {
  readonly actual: number;
  readonly whatIf: number;
}

export interface ReplayReport {
  readonly arrivals: number;
  /** Arrivals that would have gone to somebody else, or to nobody. */
  readonly moved: number;
  readonly unserved: Compared;
  readonly people: readonly (Compared & { readonly id: number; readonly languages: readonly string[] })[];
  /** Most minus least among people with the same languages. */
  readonly groups: readonly { languages: readonly string[]; people: readonly number[]; spread: Compared }[];
}

/** D-43: a past day beside what other rules would have made of it. */
export function replayReport(story: StoryOfDay, policy: TurnPolicy): ReplayReport {
  const replayed = replayDay(story, policy);
  const given = story.arrivals.flatMap(({ language }, i): Assignment[] => {
    const consultantId = story.actual[i] ?? null;
    return consultantId === null ? [] : [{ language, consultantId }];
  });
  const was = fairness(given, story.consultants);
  return {
    arrivals: story.arrivals.length,
    moved: replayed.arrivals.filter(({ consultantId }, i) => consultantId !== (story.actual[i] ?? null)).length,
    unserved: { actual: story.arrivals.length - given.length, whatIf: replayed.unserved },
    people: story.consultants.map(({ id, languages }) => {
      return { id, languages, actual: shareOf(was, id), whatIf: shareOf(replayed.groups, id) };
    }),
    groups: was.map(({ languages, people, spread }, i) => {
      return { languages, people, spread: { actual: spread, whatIf: replayed.groups[i]?.spread ?? 0 } };
    }),
  };
}

const shareOf = (groups: readonly PeerGroup[], id: number): number =>
  groups.reduce((sum, { counts }) => sum + (counts.get(id) ?? 0), 0);
