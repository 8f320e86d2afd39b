import { sql, type Selectable, type UpdateResult } from 'kysely';
import { decodeNumber, pageOf } from '../cursor.ts';
import type { Db, StoreContext } from '../database.ts';
import {
  RunEndedError,
  splitBatch,
  type CallStore,
  type WindowCursor,
  type WindowKey,
  type WindowRow,
} from './contract.ts';
import { rowCounts } from './counts.ts';
import { appendBatch, findBatch } from './plans.ts';
import type { WindowsTable } from './tables.ts';

type WindowMethods = Pick<
  CallStore,
  | 'planWindows'
  | 'plannedBatch'
  | 'splitWindow'
  | 'window'
  | 'listWindows'
  | 'startPass'
  | 'finishWindow'
  | 'windowsOverlapping'
>;

const windowRow = (row: Selectable<WindowsTable>): WindowRow => ({
  executionId: row.execution_id,
  ordinal: row.ordinal,
  account: row.account,
  campaign: row.campaign_id,
  from: row.from_utc,
  to: row.to_utc,
  state: row.state,
  passes: row.passes,
  pages: row.pages,
  expectedTotal: row.expected_total,
  storedTotal: row.stored_total,
  cursor: row.cursor === null ? null : (JSON.parse(row.cursor) as WindowCursor),
  reason: row.reason,
  detail: row.detail,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  ...rowCounts(row),
});

const selectWindow = (db: Db, { executionId, ordinal }: WindowKey) =>
  db.selectFrom('call_windows').selectAll().where('execution_id', '=', executionId).where('ordinal', '=', ordinal);

/** A window that is not closed. */
const openWindow = (db: Db, { executionId, ordinal }: WindowKey) =>
  db
    .updateTable('call_windows')
    .where('execution_id', '=', executionId)
    .where('ordinal', '=', ordinal)
    .where('finished_at', 'is', null);

const refuseClosed = ({ numUpdatedRows }: UpdateResult, { executionId }: WindowKey): void => {
  if (numUpdatedRows === 0n) throw new RunEndedError(executionId);
};

export const createWindows = ({ db, portable, transact }: StoreContext): WindowMethods => ({
  planWindows: (executionId, account, batch, windows) =>
    transact((trx) => appendBatch(trx, portable, { executionId, account, batch }, windows)),

  plannedBatch: (executionId, batch) => findBatch(db, executionId, batch),

  splitWindow: (key, parts, at) =>
    transact(async (trx) => {
      const { account } = await selectWindow(trx, key).executeTakeFirstOrThrow();
      const plan = { executionId: key.executionId, account, batch: splitBatch(key) };
      const tasks = await appendBatch(trx, portable, plan, parts);
      await openWindow(trx, key).set({ state: 'split', finished_at: at }).execute();
      return tasks;
    }),

  async window(key) {
    const row = await selectWindow(db, key).executeTakeFirst();
    return row ? windowRow(row) : null;
  },

  async listWindows(executionId, { cursor, limit, state }) {
    let query = db.selectFrom('call_windows').selectAll().where('execution_id', '=', executionId);
    if (state !== undefined) query = query.where('state', '=', state);
    if (cursor !== undefined) query = query.where('ordinal', '>', decodeNumber(cursor));
    const rows = await portable.first(query.orderBy('ordinal'), limit + 1).execute();
    return pageOf(rows, limit, windowRow, ({ ordinal }) => [ordinal]);
  },

  async startPass(key, cursor, at) {
    const result = await openWindow(db, key)
      .set((eb) => ({
        state: 'running',
        passes: cursor.pass,
        cursor: JSON.stringify(cursor),
        started_at: eb.fn.coalesce('started_at', sql.val(at)),
      }))
      .executeTakeFirstOrThrow();
    refuseClosed(result, key);
  },

  async finishWindow(key, end) {
    const result = await openWindow(db, key)
      .set((eb) => ({
        state: end.state,
        passes: end.passes,
        // A failed window learnt no total; what was planned stays true.
        expected_total: eb.fn.coalesce(sql.val(end.expectedTotal), 'expected_total'),
        stored_total: end.storedTotal,
        reason: end.reason,
        detail: end.detail,
        finished_at: end.at,
      }))
      .executeTakeFirstOrThrow();
    refuseClosed(result, key);
  },

  async windowsOverlapping(account, campaigns, from, to) {
    if (campaigns?.length === 0) return [];
    let query = db
      .selectFrom('call_windows')
      .selectAll()
      .where('account', '=', account)
      .where('from_utc', '<', to)
      .where('to_utc', '>', from);
    if (campaigns !== null) query = query.where('campaign_id', 'in', campaigns);
    // Written out: some databases put what is null first, others last.
    const open = sql`case when finished_at is null then 0 else 1 end`;
    const rows = await query.orderBy(open).orderBy('finished_at').orderBy('execution_id').orderBy('ordinal').execute();
    return rows.map(windowRow);
  },
});
