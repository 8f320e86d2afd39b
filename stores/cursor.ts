import type { Page } from '../schemas/common.ts';

/** A cursor that this program did not make. */
export class BadCursorError extends Error {
  override readonly name = 'BadCursorError';
  constructor() {
    super('The cursor is not one that a previous page gave.');
  }
}

type Position = readonly (string | number)[];

/** @returns opaque text that stands for a row's place in an order */
const encodeCursor = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** Ids and ordinals are signed 32-bit integers; databases refuse to compare them with others. */
const isId = (value: unknown): value is number => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));

/** @returns the number that a cursor over ids holds */
export function decodeNumber(cursor: string): number {
  const [id, ...rest] = decoded(cursor);
  if (!isId(id) || rest.length > 0) throw new BadCursorError();
  return id;
}

/** @returns the texts that a cursor over instant, id and account holds */
export function decodeTexts(cursor: string): [at: string, id: string, account: string] {
  const [at, id, account, ...rest] = decoded(cursor);
  if (typeof at !== 'string' || typeof id !== 'string' || typeof account !== 'string' || rest.length > 0) {
    throw new BadCursorError();
  }
  if (!isInstant(at) || `${id}${account}`.includes('\0')) throw new BadCursorError();
  return [at, id, account];
}

function decoded(cursor: string): unknown[] {
  const position = parsed(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(position)) throw new BadCursorError();
  return position;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadCursorError();
  }
}

/** Makes a page of `rows`, of which one more than `limit` was read. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => T,
  position: (row: Row) => Position,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    nextCursor: rows.length > limit && last ? encodeCursor(position(last)) : null,
  };
}
