import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, Trx } from './database.ts';
import { StoreError } from './failures.ts';

/** Runs `work` in one transaction; all of it once more when the database broke the transaction off and kept nothing. */
export type Transact = <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;

/** A deadlock or a cut connection is over in milliseconds; what still fails then is for the caller's own retry. */
const TRIES = 5;
const FIRST_PAUSE_MS = 20;

const keptNothing = (error: unknown): boolean =>
  error instanceof StoreError && (error.type === 'store-conflict' || error.type === 'store-unreachable');

/**
 * @param db never a transaction of its own
 * @returns what runs `work` as a whole, never in part; `work` must be able to run more than once
 */
export const createTransact =
  (db: Db): Transact =>
  async (work) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await db.transaction().execute(work);
      } catch (error) {
        if (attempt === TRIES || !keptNothing(error)) throw error;
        // Unequal pauses, or two that stopped each other would meet again.
        await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
      }
    }
  };
