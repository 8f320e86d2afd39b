import { sql, type Selectable } from 'kysely';
import { inserted } from '../access/inserted.ts';
import { decodeNumber, pageOf } from '../cursor.ts';
import type { Db, StoreContext } from '../database.ts';
import type { AlertKey, AlertRow, AlertStore } from './contract.ts';
import type { AlertsTable } from './tables.ts';

const alertRow = (row: Selectable<AlertsTable>): AlertRow => ({
  id: row.id,
  integration: row.integration,
  kind: row.kind,
  unit: row.unit,
  detail: row.detail,
  raisedAt: row.raised_at,
  lastSeenAt: row.last_seen_at,
  clearedAt: row.cleared_at,
});

const findOpen = (db: Db, { integration, kind, unit }: AlertKey) =>
  db
    .selectFrom('alerts')
    .select('id')
    .where('integration', '=', integration)
    .where('kind', '=', kind)
    .where('unit', '=', unit)
    .where('cleared_at', 'is', null)
    .executeTakeFirst();

/** The repository of alerts of every integration. */
export const createAlertStore = ({ db, portable }: StoreContext): AlertStore => ({
  async raiseAlert({ integration, kind, unit, detail }, at) {
    const key = { integration, kind, unit };
    const row = { ...key, detail, raised_at: at, last_seen_at: at, cleared_at: null };
    const open = await findOpen(db, key);
    // The index over open alerts lets only one of two that arrive at once in.
    const insert = () => db.insertInto('alerts').values(row).execute();
    if (!open && (await inserted(insert, () => findOpen(db, key)))) return true;
    await db
      .updateTable('alerts')
      .set({ detail, last_seen_at: at })
      .where('integration', '=', integration)
      .where('kind', '=', kind)
      .where('unit', '=', unit)
      .where('cleared_at', 'is', null)
      .execute();
    return false;
  },

  async clearAlerts({ integration, kind, units }, at, seenBefore) {
    if (units.length === 0) return [];
    let query = db
      .selectFrom('alerts')
      .select(['id', 'unit'])
      .where('integration', '=', integration)
      .where('kind', '=', kind)
      .where('unit', 'in', portable.texts(units))
      .where('cleared_at', 'is', null);
    if (seenBefore !== undefined) query = query.where('last_seen_at', '<', seenBefore);
    // Read first: there is hardly ever anything to clear, and reading waits for no writer.
    const open = await query.execute();
    for (const { id } of open) {
      await db.updateTable('alerts').set({ cleared_at: at }).where('id', '=', id).execute();
    }
    return open.map(({ unit }) => unit);
  },

  async listAlerts({ integration, open, cursor, limit }) {
    let query = db.selectFrom('alerts').selectAll().where('integration', '=', integration);
    if (open !== undefined) query = query.where('cleared_at', open ? 'is' : 'is not', null);
    if (cursor !== undefined) query = query.where('id', '<', decodeNumber(cursor));
    const rows = await portable.first(query.orderBy('id', 'desc'), limit + 1).execute();
    return pageOf(rows, limit, alertRow, ({ id }) => [id]);
  },

  async openAlerts(integration) {
    const rows = await db
      .selectFrom('alerts')
      .where('integration', '=', integration)
      .where('cleared_at', 'is', null)
      .groupBy('kind')
      .select(['kind', sql<number>`count(*)`.as('found')])
      .execute();
    return Object.fromEntries(rows.map(({ kind, found }) => [kind, Number(found)]));
  },
});
