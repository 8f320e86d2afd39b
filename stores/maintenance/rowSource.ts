import type { Scalar } from '../../rules/calls/types.ts';

/** A table as it is copied: every column by name, and how many rows it holds. */
export interface SourceTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** Rows of one table, their values in the order of its columns. */
export interface Batch {
  readonly table: SourceTable;
  readonly rows: readonly (readonly Scalar[])[];
}

/** The content of a database at one instant, wherever it comes from: an open database or a file. */
export interface RowSource {
  /** Steps that the database has taken, in their order. */
  readonly migrations: readonly string[];
  /** In an order in which their rows can be inserted. */
  readonly tables: readonly SourceTable[];
  /** Table after table, in the order of `tables`; a table without rows has no batch. */
  batches(): AsyncIterable<Batch>;
}
