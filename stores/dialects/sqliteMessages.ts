import type { SQLInputValue } from 'node:sqlite';

/** What the thread of a SQLite file is told when it starts. */
export interface ThreadOptions {
  readonly file: string;
  readonly readOnly: boolean;
  /** How long opening waits for a process that is writing. */
  readonly openingPatienceMs: number;
  readonly pragmas: readonly string[];
}

/** What the thread is asked for; it answers in the order of asking. */
export type Request =
  | { readonly kind: 'query'; readonly sql: string; readonly values: readonly SQLInputValue[] }
  /** One statement, run for every row. */
  | { readonly kind: 'insert'; readonly sql: string; readonly rows: readonly (readonly SQLInputValue[])[] }
  | { readonly kind: 'begin' | 'commit' | 'rollback' | 'close' };

export interface Answer {
  readonly rows: readonly unknown[];
  /** Rows that the statement changed. */
  readonly changes: number;
}

export type Reply = { readonly answer: Answer } | { readonly error: unknown; readonly errcode?: unknown };
