import { sql } from 'kysely';
import { decodeNumber, pageOf } from '../cursor.ts';
import type { StoreContext } from '../database.ts';
import type { ConsultantEvent, ConsultantStore } from './contract.ts';

export const createEvents = ({ db, portable }: StoreContext): Pick<ConsultantStore, 'listEvents' | 'counters'> => ({
  async listEvents({ kind, number, consultantId, from, to, cursor, limit }) {
    let query = db.selectFrom('consultant_events').selectAll();
    if (kind !== undefined) query = query.where('kind', '=', kind);
    if (number !== undefined) query = query.where('number', '=', number);
    if (consultantId !== undefined) query = query.where('consultant_id', '=', consultantId);
    if (from !== undefined) query = query.where('at', '>=', from);
    if (to !== undefined) query = query.where('at', '<', to);
    if (cursor !== undefined) query = query.where('id', '<', decodeNumber(cursor));
    const rows = await portable.first(query.orderBy('id', 'desc'), limit + 1).execute();
    return pageOf(
      rows,
      limit,
      (row): ConsultantEvent => ({
        id: row.id,
        kind: row.kind,
        number: row.number,
        consultantId: row.consultant_id,
        actor: row.actor,
        at: row.at,
        detail: JSON.parse(row.detail) as Record<string, unknown>,
      }),
      ({ id }) => [id],
    );
  },

  async counters() {
    const found = sql<number>`count(*)`.as('found');
    const present = db.selectFrom('consultants').where('deleted_at', 'is', null);
    const all = await present.select(found).executeTakeFirstOrThrow();
    const eligible = await present
      .where('active', '<>', portable.no)
      .where('in_rotation', '<>', portable.no)
      .where('online', '<>', portable.no)
      .select(found)
      .executeTakeFirstOrThrow();
    const protocols = await db.selectFrom('protocols').select(found).executeTakeFirstOrThrow();
    const phases = await db.selectFrom('consultant_handovers').groupBy('phase').select(['phase', found]).execute();
    return {
      consultants: Number(all.found),
      eligible: Number(eligible.found),
      protocols: Number(protocols.found),
      handoversByPhase: Object.fromEntries(phases.map((row) => [row.phase, Number(row.found)])),
    };
  },
});
