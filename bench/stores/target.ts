import type { Scalar } from '../../rules/calls/types.ts';
import type { CallStore } from '../../stores/calls/contract.ts';
import { callsUpsert } from '../../stores/calls/upserts.ts';
import type { StoreContext } from '../../stores/database.ts';

export type Batch = readonly Scalar[][];
/** Upserts a batch into `calls`, in a transaction of its own. */
export type Write = (batch: Batch) => Promise<void>;

/** A database that is written to as the product does it, and by the least that can; each way has its own copy. */
export interface Target {
  readonly product: Write;
  readonly bare: Write;
  /** The repository on the product's copy; undefined where no real database answers. */
  readonly store?: CallStore;
  /** What a server does by itself once it has taken rows in. */
  settle?(): Promise<void>;
  close(): Promise<void>;
}

/** A database cannot be had on this machine; the message says why. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}

/** The product's way: the upsert that every page of calls goes through. */
export const productWrite =
  ({ transact, portable }: StoreContext): Write =>
  (batch) =>
    transact((trx) => portable.upsert(trx, callsUpsert, batch));
