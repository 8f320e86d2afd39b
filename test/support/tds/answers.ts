import type { SqlType, SqlValue } from './sqlTypes.ts';

export interface AnswerColumn {
  readonly name: string;
  readonly type: SqlType;
}

export interface AnswerError {
  readonly number: number;
  readonly message: string;
  readonly state?: number;
  /** From 17 on it is not the statement's fault; from 20 on the connection ends. */
  readonly severity?: number;
}

/** A piece of what a server answers to one request, in the order in which it is told. */
export type AnswerPart =
  | { readonly columns: readonly AnswerColumn[]; readonly rows: readonly (readonly SqlValue[])[] }
  /** A statement without rows; null when it does not count. */
  | { readonly touched: number | null }
  | { readonly error: AnswerError }
  /** The server ended the transaction by itself. */
  | { readonly rolledBack: true }
  /** What the procedure returned. */
  | { readonly returned: number }
  | { readonly output: { readonly name: string; readonly type: SqlType; readonly value: SqlValue } };

/** `cut` ends the connection without a word, `silence` never answers. */
export type Answer = readonly AnswerPart[] | 'cut' | 'silence';

export const failure = (number: number, message: string, severity = 16): AnswerPart[] => [
  { error: { number, message, severity } },
];

export const touched = (rows: number | null = null): AnswerPart[] => [{ touched: rows }];

/** One result set; types as T-SQL writes them are parsed by `typeFrom`. */
export const resultSet = (
  columns: readonly AnswerColumn[],
  rows: readonly (readonly SqlValue[])[] = [],
): AnswerPart[] => [{ columns, rows }];
