import { createHash } from 'node:crypto';
import type { RowCounts } from '../../schemas/calls.ts';
import type { RejectedRow, Scalar } from '../../rules/calls/types.ts';
import type { StoreContext, Trx } from '../database.ts';
import type { Portable } from '../dialects/portable.ts';
import { RunEndedError, type CallBatch, type CallStore } from './contract.ts';
import { quarantineUpsert } from './upserts.ts';
import { writeRows } from './writeRows.ts';

type WriteMethods = Pick<CallStore, 'writeBatch' | 'writeCall' | 'addCall' | 'markMissing'>;

/** A vendor invents columns, but not this many; beyond it the dictionary is asked again. */
const MAX_KNOWN_NAMES = 20_000;

const rejectedValues = (batch: CallBatch): Scalar[][] =>
  batch.pages.flatMap(({ page, rejected }) => rejected.map((row) => rejectedRow(batch, page, row)));

const rejectedRow = (batch: CallBatch, page: number, { reason, raw, at }: RejectedRow): Scalar[] => [
  batch.account,
  batch.campaign,
  reason,
  createHash('sha256').update(raw).digest('hex'),
  batch.window.executionId,
  batch.window.ordinal,
  page,
  raw,
  at,
  batch.at,
];

/** What is stored is read before it is written: between the two nobody else may write calls of the account. */
const serialiseCalls = (trx: Trx, portable: Portable, account: string): Promise<void> =>
  portable.serialise(trx, `calls ${account}`);

/** Moves the cursor and adds the pages' counts, in the transaction of its rows. */
async function recordPages(trx: Trx, { window, cursor, pages }: CallBatch, counts: RowCounts): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('call_windows')
    .set((eb) => ({
      cursor: JSON.stringify(cursor),
      pages: eb('pages', '+', pages.length),
      rows_fetched: eb('rows_fetched', '+', counts.fetched),
      rows_inserted: eb('rows_inserted', '+', counts.inserted),
      rows_updated: eb('rows_updated', '+', counts.updated),
      rows_unchanged: eb('rows_unchanged', '+', counts.unchanged),
      rows_quarantined: eb('rows_quarantined', '+', counts.quarantined),
    }))
    .where('execution_id', '=', window.executionId)
    .where('ordinal', '=', window.ordinal)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new RunEndedError(window.executionId);
}

export function createWrites({ db, portable, transact }: StoreContext): WriteMethods {
  const knownNames = new Set<string>();
  const remember = (names: Iterable<string>) => {
    if (knownNames.size > MAX_KNOWN_NAMES) knownNames.clear();
    for (const name of names) knownNames.add(name);
  };

  return {
    async writeBatch(batch) {
      const { account, at, campaign, undatedAt, window } = batch;
      const reading = { account, at, campaign, undatedAt, executionId: window.executionId };
      const { counts, names } = await transact(async (trx) => {
        await serialiseCalls(trx, portable, account);
        const rows = batch.pages.flatMap((page) => page.rows);
        const rejected = rejectedValues(batch);
        const written = await writeRows(trx, portable, reading, rows, knownNames);
        if (rejected.length > 0) await portable.upsert(trx, quarantineUpsert, rejected);
        const counts = {
          ...written.counts,
          fetched: rows.length + rejected.length,
          quarantined: rejected.length,
          failed: 0,
        };
        await recordPages(trx, batch, counts);
        return { counts, names: written.names };
      });
      remember(names);
      return counts;
    },

    async writeCall(account, call, at) {
      const reading = { account, at, campaign: 0, undatedAt: at, executionId: null };
      const { counts, names } = await transact(async (trx) => {
        await serialiseCalls(trx, portable, account);
        return writeRows(trx, portable, reading, [call], knownNames);
      });
      remember(names);
      if (counts.inserted > 0) return 'inserted';
      return counts.updated > 0 ? 'updated' : 'unchanged';
    },

    async addCall(account, call, at) {
      const { campaignId: campaign, at: calledAt } = call;
      const placed = campaign === null || calledAt === null ? null : { added: true, campaign, at: calledAt };
      const { stored, names } = await transact(async (trx) => {
        await serialiseCalls(trx, portable, account);
        const known = await trx
          .selectFrom('calls')
          .select(['placed_campaign', 'placed_at'])
          .where('account', '=', account)
          .where('id', '=', call.id)
          .executeTakeFirst();
        const stored = known ? { added: false, campaign: known.placed_campaign, at: known.placed_at } : placed;
        if (!placed || stored !== placed) return { stored, names: [] };
        const reading = { account, at, executionId: null, campaign: placed.campaign, undatedAt: placed.at };
        return { stored, names: (await writeRows(trx, portable, reading, [call], knownNames)).names };
      });
      remember(names);
      return stored;
    },

    async markMissing(account, ids, at) {
      if (ids.length === 0) return 0;
      const { numUpdatedRows } = await db
        .updateTable('calls')
        .set({ missing_since: at })
        .where('account', '=', account)
        .where('id', 'in', portable.texts(ids))
        .where('missing_since', 'is', null)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}
