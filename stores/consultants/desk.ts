import type { Scalar } from '../../rules/calls/types.ts';
import type { StoreContext, Trx } from '../database.ts';
import type { Portable, UpsertTable } from '../dialects/portable.ts';
import { groupCommit, type InGroup } from '../groupCommit.ts';
import { readRota, type Rota } from './rota.ts';
import { openSeries, type Series } from './series.ts';

/**
 * Where turns and numbers are given, one after the other: what all of them look at is read once, and what they leave is
 * written at the end, in one transaction.
 */
export interface Desk {
  readonly trx: Trx;
  readonly portable: Portable;
  readonly series: Series;
  /** Everybody, read when somebody first asks. */
  rota(): Promise<Rota>;
  /** Adds a row to those that are written at the end. */
  write(table: UpsertTable, row: readonly Scalar[]): void;
}

interface OpenDesk extends Desk {
  save(): Promise<void>;
}

/** Requests in one transaction: the first of them waits for the last. */
const AT_MOST = 64;

/** Choices and numbers are made one after the other, whichever server makes them (D-2, D-3). */
export const oneAtATime = (trx: Trx, portable: Portable): Promise<void> => portable.serialise(trx, 'consultant turns');

/** For requests that come together: one transaction serves all that wait. */
export const sharedDesk = ({ transact, portable }: StoreContext): InGroup<Desk> =>
  groupCommit({
    transact,
    open: (trx) => openDesk(trx, portable),
    close: (desk) => desk.save(),
    atMost: AT_MOST,
  });

/** Waits until it is this transaction's turn. What is given then is stored by `save`. */
export async function openDesk(trx: Trx, portable: Portable): Promise<OpenDesk> {
  await oneAtATime(trx, portable);
  const series = openSeries(trx);
  const written = new Map<UpsertTable, (readonly Scalar[])[]>();
  let rota: Rota | undefined;
  return {
    trx,
    portable,
    series,
    rota: async () => (rota ??= await readRota(trx)),
    write(table, row) {
      const rows = written.get(table);
      if (rows) rows.push(row);
      else written.set(table, [row]);
    },
    async save() {
      await series.save();
      await rota?.save();
      for (const [table, rows] of written) await portable.upsert(trx, table, rows);
    },
  };
}
