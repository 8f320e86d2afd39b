import type { TableColumn } from './tables.ts';

/** A table that lives with its connection. */
export interface TemporaryTable {
  readonly columns: readonly TableColumn[];
  /** Made inside the transaction that is open: it ends with its rollback. */
  readonly inTransaction: boolean;
  /** Digest of the rows that were loaded into it, in their order. */
  loaded: string;
}

/** What a server knows of one connection. */
export interface Session {
  readonly id: number;
  /** 0n outside of a transaction. */
  transaction: bigint;
  /** By name, in lower case. */
  readonly temporary: Map<string, TemporaryTable>;
  /** Digest of what was asked since the transaction began; empty outside of one. */
  history: string;
  /** The INSERT BULK statement whose rows are awaited. */
  awaited: string | null;
}

export const newSession = (id: number): Session => ({
  id,
  transaction: 0n,
  temporary: new Map(),
  history: '',
  awaited: null,
});

export function endTransaction(session: Session): void {
  session.transaction = 0n;
  session.history = '';
}

/** Forgets what a rollback undoes. */
export function rollBack(session: Session): void {
  endTransaction(session);
  for (const [name, table] of session.temporary) if (table.inTransaction) session.temporary.delete(name);
}
