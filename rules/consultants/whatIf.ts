import { addService, entitledTo, MOST_OWED, type Debts } from './fairShare.ts';
import { fairness, type PeerGroup } from './fairness.ts';
import type { LanguageReach } from './language.ts';
import { chooseTurn } from './turn.ts';
import { plusSeconds } from './turnOrder.ts';
import type { TurnCandidate, TurnPolicy } from './turnPolicy.ts';

/** Instants are UTC texts, as in {@link TurnCandidate}. */
export interface Arrival {
  readonly at: string;
  readonly language: string;
  /** How long the service took, where it is known: it counts as load, and its end for the order by end of service. */
  readonly serviceSeconds?: number;
}

/** What became of a person at an instant, e.g. `{ online: false }`. Somebody hired that day is inactive until then. */
export interface RosterChange {
  readonly at: string;
  readonly consultantId: number;
  readonly change: Partial<Omit<TurnCandidate, 'id'>>;
}

/** A day as it was; arrivals and changes in order of time. */
export interface PastDay {
  /** Everybody, as they were when the day began. */
  readonly consultants: readonly TurnCandidate[];
  readonly arrivals: readonly Arrival[];
  readonly changes: readonly RosterChange[];
}

export interface ReplayedArrival extends Arrival {
  /** null: nobody was eligible. */
  readonly consultantId: number | null;
  readonly matched: LanguageReach | null;
}

export interface WhatIf {
  readonly arrivals: readonly ReplayedArrival[];
  readonly unserved: number;
  /** Shares of people with the same languages, whether or not they were there all day. */
  readonly groups: readonly PeerGroup[];
}

type Person = { -readonly [K in keyof TurnCandidate]: TurnCandidate[K] };

/** A service under way: who is free again, and when. */
interface Service {
  readonly person: Person;
  readonly endsAt: string;
}

/**
 * D-43: who would have got which request under another policy. What people did of themselves (came, went, how long they
 * served) stays as it was; whom the turns came to, and what follows from that, is worked out anew.
 * @param mostOwed limit of a debt, where the policy has fair shares (D-42)
 */
export function replayDay(day: PastDay, policy: TurnPolicy, mostOwed = MOST_OWED): WhatIf {
  const people: Person[] = day.consultants.map((consultant) => ({ ...consultant }));
  const byId = new Map(people.map((person) => [person.id, person]));
  const debts: Debts = new Map(people.map(({ id, owed }) => [id, owed ?? 0]));
  const quick = { ...policy, explainAtMost: 0 };
  let turn = people.reduce((last, { lastTurn }) => Math.max(last, lastTurn ?? 0), 0);
  let changed = 0;
  let services: Service[] = [];

  const arrivals = day.arrivals.map((arrival): ReplayedArrival => {
    const { at, language } = arrival;
    for (let due = day.changes[changed]; due && due.at <= at; due = day.changes[++changed]) {
      Object.assign(byId.get(due.consultantId) ?? {}, due.change);
    }
    services = services.filter((service) => !endedBy(service, at));
    const { chosen, matched } = chooseTurn(people, { language, at }, quick);
    const person = chosen === null ? undefined : byId.get(chosen);
    if (person) {
      if (policy.fairShare) {
        addService(
          debts,
          { entitled: entitledTo(people, language, policy.languageMode), servedBy: person.id },
          mostOwed,
        );
        for (const someone of people) someone.owed = debts.get(someone.id) ?? 0;
      }
      Object.assign(person, { lastOfferedAt: at, lastTurn: ++turn, missedInARow: 0 });
      services.push(...begunBy(person, arrival));
    }
    return { ...arrival, consultantId: chosen, matched };
  });
  const served = arrivals.flatMap(({ language, consultantId }) =>
    consultantId === null ? [] : [{ language, consultantId }],
  );
  return { arrivals, unserved: arrivals.length - served.length, groups: fairness(served, people) };
}

/** A service whose length is not known is no load. */
function begunBy(person: Person, { at, serviceSeconds }: Arrival): Service[] {
  if (serviceSeconds === undefined) return [];
  person.openLoad = (person.openLoad ?? 0) + 1;
  return [{ person, endsAt: plusSeconds(at, serviceSeconds) }];
}

/** Whether a service is over; if so, its person is told. */
function endedBy({ person, endsAt }: Service, at: string): boolean {
  if (endsAt > at) return false;
  person.openLoad = (person.openLoad ?? 0) - 1;
  if (endsAt > (person.lastServiceEndedAt ?? '')) person.lastServiceEndedAt = endsAt;
  return true;
}
