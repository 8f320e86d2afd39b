import type { Selectable } from 'kysely';
import { decodeNumber, pageOf } from '../cursor.ts';
import type { StoreContext } from '../database.ts';
import type { CallStore, QuarantineRow } from './contract.ts';
import type { QuarantineTable } from './tables.ts';

type QuarantineMethods = Pick<CallStore, 'countQuarantined' | 'listQuarantine' | 'quarantined' | 'resolveQuarantine'>;

const quarantineRow = (row: Selectable<QuarantineTable>): QuarantineRow => ({
  id: row.id,
  account: row.account,
  campaign: row.campaign_id,
  executionId: row.execution_id,
  ordinal: row.ordinal,
  page: row.page,
  reason: row.reason,
  raw: row.raw,
  at: row.quarantined_at,
  resolvedAt: row.resolved_at,
  resolution: row.resolution,
});

export const createQuarantine = ({ db, portable }: StoreContext): QuarantineMethods => ({
  async countQuarantined(account, { campaign, from, to }) {
    const { found } = await db
      .selectFrom('call_quarantine as q')
      .leftJoin('call_windows as w', (join) =>
        join.onRef('w.execution_id', '=', 'q.execution_id').onRef('w.ordinal', '=', 'q.ordinal'),
      )
      .where('q.account', '=', account)
      .where('q.campaign_id', '=', campaign)
      .where('q.resolved_at', 'is', null)
      // Calls of other campaigns are no part of the window, whoever returned them (C-15).
      .where('q.reason', '<>', 'foreign-campaign')
      .where((eb) =>
        eb.or([
          eb('q.call_at_utc', '>=', from).and('q.call_at_utc', '<', to),
          eb('q.call_at_utc', 'is', null).and('w.from_utc', '>=', from).and('w.to_utc', '<=', to),
        ]),
      )
      .select((eb) => eb.fn.countAll<number>().as('found'))
      .executeTakeFirstOrThrow();
    return Number(found);
  },

  async listQuarantine({ cursor, limit, resolved }) {
    let query = db.selectFrom('call_quarantine').selectAll();
    if (resolved !== undefined) query = query.where('resolved_at', resolved ? 'is not' : 'is', null);
    if (cursor !== undefined) query = query.where('id', '<', decodeNumber(cursor));
    const rows = await portable.first(query.orderBy('id', 'desc'), limit + 1).execute();
    return pageOf(rows, limit, quarantineRow, ({ id }) => [id]);
  },

  async quarantined(id) {
    const row = await db.selectFrom('call_quarantine').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? quarantineRow(row) : null;
  },

  async resolveQuarantine(id, resolution, at) {
    await db
      .updateTable('call_quarantine')
      .set({ resolved_at: at, resolution })
      .where('id', '=', id)
      .where('resolved_at', 'is', null)
      .execute();
  },
});
