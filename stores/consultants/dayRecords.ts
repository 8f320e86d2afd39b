import type { DayEvent, DayPerson } from '../../rules/consultants/dayStory.ts';
import type { Db } from '../database.ts';
import { candidate } from './consultantRow.ts';

/** What a day is rebuilt from. */
export interface DayRecords {
  /** Everybody who was there on some of it. */
  readonly people: readonly DayPerson[];
  /** Oldest first. */
  readonly events: readonly DayEvent[];
}

/** Reads what the log of operations holds of `[from, to)`, and who there was (D-43). */
export async function dayRecords(db: Db, { from, to }: { from: string; to: string }): Promise<DayRecords> {
  const rows = await db
    .selectFrom('consultants')
    .selectAll()
    .where('created_at', '<', to)
    .where((eb) => eb.or([eb('deleted_at', 'is', null), eb('deleted_at', '>=', from)]))
    .orderBy('id')
    .execute();
  const offers = await db
    .selectFrom('consultant_events')
    .where('kind', 'in', ['turn', 'offer'])
    .where('at', '<', from)
    .where('consultant_id', 'is not', null)
    .groupBy('consultant_id')
    .select((eb) => ['consultant_id as id', eb.fn.max('at').as('at')])
    .execute();
  const events = await db
    .selectFrom('consultant_events')
    .select(['kind', 'number', 'consultant_id', 'at', 'detail'])
    .where('kind', 'in', ['turn', 'released', 'presence-expired', 'deleted'])
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const offered = new Map(offers.map(({ id, at }) => [id, at]));
  return {
    people: rows.map((row) => ({
      ...candidate(row),
      createdAt: row.created_at,
      offeredBefore: offered.get(row.id) ?? placeBefore(row.last_offered_at, row.created_at, from),
    })),
    events: events.map(({ consultant_id: consultantId, detail, ...event }) => ({
      ...event,
      consultantId,
      detail: JSON.parse(detail) as Record<string, unknown>,
    })),
  };
}

/** Of somebody who had no offer before: whoever is hired begins at the back, whoever was imported where they stood. */
const placeBefore = (lastOfferedAt: string | null, createdAt: string, from: string): string | null =>
  lastOfferedAt === null || lastOfferedAt < from ? lastOfferedAt : createdAt;
