import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoreContext } from '../database.ts';
import type { OutboxStore } from './contract.ts';

/** Rows looked at a time: relays get their turn between two. */
const BATCH = 500;

/**
 * Goes through the table by id, which is by age: from the first batch on in which nothing is old, nothing is. So it needs no
 * index that every transaction would have to keep.
 */
export const createOutboxPurge = ({
  db,
  portable,
}: Pick<StoreContext, 'db' | 'portable'>): Pick<OutboxStore, 'purgeDone'> => ({
  async purgeDone(before, stopping) {
    let deleted = 0;
    for (let after = 0; !stopping?.aborted; await nextTurn()) {
      const next = db.selectFrom('outbox').select(['id', 'created_at']).where('id', '>', after).orderBy('id');
      const batch = await portable.first(next, BATCH).execute();
      const last = batch.at(-1)?.id;
      if (last === undefined || batch.every(({ created_at: at }) => at >= before)) break;
      const { numDeletedRows } = await db
        .deleteFrom('outbox')
        .where('id', '>', after)
        .where('id', '<=', last)
        .where('done_at', '<', before)
        .executeTakeFirst();
      deleted += Number(numDeletedRows);
      after = last;
    }
    return deleted;
  },
});
