import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoreContext } from '../database.ts';
import type { ConsultantUpkeep } from './upkeepContract.ts';

/** Answers looked at a time: turns get theirs between two. */
const BATCH = 500;

/** Goes through all answers of a day by their ids, so that no turn has to keep an index of when they expire. */
export const createAnswerPurge = ({ db, portable }: StoreContext): Pick<ConsultantUpkeep, 'purgeAnswers'> => ({
  async purgeAnswers(at, stopping) {
    let deleted = 0;
    for (let after = ''; !stopping?.aborted; await nextTurn()) {
      const next = db.selectFrom('consultant_answers').select(['id', 'expires_at']).where('id', '>', after);
      const batch = await portable.first(next.orderBy('id'), BATCH).execute();
      const last = batch.at(-1)?.id;
      if (last === undefined) break;
      if (batch.some(({ expires_at: until }) => until <= at)) {
        const { numDeletedRows } = await db
          .deleteFrom('consultant_answers')
          .where('id', '>', after)
          .where('id', '<=', last)
          .where('expires_at', '<=', at)
          .executeTakeFirst();
        deleted += Number(numDeletedRows);
      }
      after = last;
    }
    return deleted;
  },
});
