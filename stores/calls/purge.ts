import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db, StoreContext, Trx } from '../database.ts';
import type { Portable } from '../dialects/portable.ts';
import type { CallStore } from './contract.ts';

/** Calls a transaction: writers of other processes get their turn between two. */
const CHUNK = 500;

async function oldIds(db: Db, portable: Portable, account: string, before: string): Promise<string[]> {
  const old = db.selectFrom('calls').select('id').where('account', '=', account).where('placed_at', '<', before);
  return (await portable.first(old.orderBy('placed_at'), CHUNK).execute()).map(({ id }) => id);
}

async function deleteCalls(trx: Trx, portable: Portable, account: string, ids: readonly string[]) {
  const deleted: Record<string, number> = {};
  for (const table of ['mailing_data', 'call_raw', 'call_oddities'] as const) {
    const { numDeletedRows } = await trx
      .deleteFrom(table)
      .where('account', '=', account)
      .where('call_id', 'in', portable.texts(ids))
      .executeTakeFirst();
    deleted[table] = Number(numDeletedRows);
  }
  const { numDeletedRows } = await trx
    .deleteFrom('calls')
    .where('account', '=', account)
    .where('id', 'in', portable.texts(ids))
    .executeTakeFirst();
  deleted['calls'] = Number(numDeletedRows);
  return deleted;
}

const deleteQuarantine = async (db: Db, account: string, before: string): Promise<number> => {
  const { numDeletedRows } = await db
    .deleteFrom('call_quarantine')
    .where('account', '=', account)
    .where((eb) => eb(eb.fn.coalesce('call_at_utc', 'quarantined_at'), '<', before))
    .executeTakeFirst();
  return Number(numDeletedRows);
};

export const createPurge = ({ db, portable, transact }: StoreContext): Pick<CallStore, 'purge'> => ({
  async purge(account, before) {
    const total: Record<string, number> = { calls: 0, call_raw: 0, call_oddities: 0, mailing_data: 0 };
    for (;;) {
      const ids = await oldIds(db, portable, account, before);
      if (ids.length === 0) break;
      const deleted = await transact((trx) => deleteCalls(trx, portable, account, ids));
      for (const [table, rows] of Object.entries(deleted)) total[table] = (total[table] ?? 0) + rows;
      await nextTurn();
    }
    return { ...total, call_quarantine: await deleteQuarantine(db, account, before) };
  },
});
