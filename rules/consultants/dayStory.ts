import type { PassedOverReason, TurnChoice } from './turn.ts';
import type { TurnCandidate } from './turnPolicy.ts';
import type { Arrival, PastDay, RosterChange } from './whatIf.ts';

/** One thing that happened that day, as the log of operations has it. */
export interface DayEvent {
  readonly kind: string;
  readonly number: string | null;
  readonly consultantId: number | null;
  readonly at: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Somebody as stored now, with what a past day needs to know beside it. */
export interface DayPerson extends TurnCandidate {
  readonly createdAt: string;
  /** The last offer before the day. */
  readonly offeredBefore: string | null;
}

export interface StoryOfDay extends PastDay {
  /** Who got each arrival in truth, in the same order; null: nobody did at once. */
  readonly actual: readonly (number | null)[];
}

type Change = RosterChange['change'];

/** A change, and how it was before where that is another matter than what it tells; `{}`: nobody knows. */
interface Seen extends RosterChange {
  readonly before?: Change;
}

/** What a reason tells of somebody at that instant: each is given only to whom none of those before it applies. */
const toldBy: Readonly<Partial<Record<PassedOverReason, Change>>> = {
  deleted: { active: false },
  inactive: { active: false },
  'out-of-rotation': { active: true, inRotation: false },
  offline: { active: true, inRotation: true, online: false },
  'presence-expired': { active: true, inRotation: true, online: false },
};
/** That somebody had not answered, or had enough to do, followed from whom the turns came to: it is worked out anew. */
const PRESENT: Change = { active: true, inRotation: true, online: true };

/**
 * D-43, D-44: a past day rebuilt from the log of operations, as far as that tells. Each turn is an arrival. Who was there is
 * read from the choices themselves, which name who was passed over and why; between two of them somebody counts as they
 * were seen last, and before the first as they were seen first.
 * @param from when the day began, a UTC instant
 * @param events of the day, oldest first
 */
export function storyOfDay(people: readonly DayPerson[], events: readonly DayEvent[], from: string): StoryOfDay {
  const turns = events.filter(({ kind }) => kind === 'turn');
  const seen = events.flatMap(seenIn);
  const services = events.filter(({ kind, detail }) => kind === 'released' && detail['served'] === true);
  const servedAt = new Map(services.map(({ number, at }) => [number, at]));
  const hired = people.filter(({ createdAt }) => createdAt >= from);
  const hirings = hired.map((person): RosterChange => {
    return { at: person.createdAt, consultantId: person.id, change: firstSeen(person, seen) };
  });
  return {
    consultants: people.map((person) => ({
      id: person.id,
      languages: person.languages,
      ...firstSeen(person, seen),
      ...(hired.includes(person) && { active: false }),
      lastOfferedAt: person.offeredBefore,
      capacity: person.capacity ?? null,
    })),
    arrivals: turns.map((turn) => arrivalOf(turn, servedAt)),
    changes: [...hirings, ...seen].toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))),
    actual: turns.map(({ consultantId }) => consultantId),
  };
}

/** What is known of somebody that day before anything else; what no choice tells is as it is now. */
function firstSeen({ id, ...now }: DayPerson, seen: readonly Seen[]) {
  const own = seen.filter(({ consultantId }) => consultantId === id).map(({ change, before }) => before ?? change);
  const first = <F extends 'active' | 'inRotation' | 'online'>(field: F) =>
    own.find((change) => change[field] !== undefined)?.[field] ?? now[field];
  return { active: first('active'), inRotation: first('inRotation'), online: first('online') };
}

/** How long a service took counts from its turn; one that ended on another day counts as none. */
function arrivalOf({ at, number, detail }: DayEvent, servedAt: ReadonlyMap<string | null, string>): Arrival {
  const language = String(detail['language']);
  const end = servedAt.get(number);
  if (end === undefined) return { at, language };
  return { at, language, serviceSeconds: Math.max(0, (Date.parse(end) - Date.parse(at)) / 1_000) };
}

function seenIn({ kind, at, consultantId, detail }: DayEvent): Seen[] {
  if (kind === 'turn') {
    const { passedOver = [] } = detail as Partial<TurnChoice>;
    const others = passedOver.map(({ id, reason }) => ({ at, consultantId: id, change: toldBy[reason] ?? PRESENT }));
    return consultantId === null ? others : [{ at, consultantId, change: PRESENT }, ...others];
  }
  if (consultantId === null) return [];
  if (kind === 'presence-expired') return [{ at, consultantId, change: { online: false }, before: { online: true } }];
  return kind === 'deleted' ? [{ at, consultantId, change: { active: false }, before: {} }] : [];
}
