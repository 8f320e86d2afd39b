import type mssql from 'mssql';
import { driver } from './driver.ts';

/** Longer texts travel as nvarchar(max). */
const MAX_SIZED_TEXT = 4_000;
const MAX_INT = 2 ** 31 - 1;

const textType = (length: number) => driver().NVarChar(length <= MAX_SIZED_TEXT ? MAX_SIZED_TEXT : driver().MAX);

function bindNumber(request: mssql.Request, name: string, value: number): void {
  // The driver would make null of it, without a word.
  if (!Number.isFinite(value)) throw new TypeError('A number that is not finite cannot be stored in a column.');
  if (!Number.isSafeInteger(value)) request.input(name, driver().Float, value);
  else request.input(name, Math.abs(value) <= MAX_INT ? driver().Int : driver().BigInt, value);
}

/** A value that is bound as the type of a column, not as what it looks like. */
class Typed {
  readonly type: mssql.ISqlType;
  readonly value: unknown;

  constructor(type: mssql.ISqlType, value: unknown) {
    this.type = type;
    this.value = value;
  }
}

export const typed = (type: mssql.ISqlType, value: unknown): Typed => new Typed(type, value);

/**
 * Binds a value as what it is. Every text has one of two lengths, so that the server keeps one plan for a statement and
 * not one for each length. A `Date` is bound as its ISO text: the driver's own type for it rounds to 3 milliseconds.
 * @throws TypeError when no column holds such a value
 */
export function bind(request: mssql.Request, name: string, value: unknown): void {
  if (value === undefined || value === null) request.input(name, textType(0), null);
  else if (typeof value === 'string') request.input(name, textType(value.length), value);
  else if (typeof value === 'number') bindNumber(request, name, value);
  else if (typeof value === 'boolean') request.input(name, driver().Bit, value);
  else if (typeof value === 'bigint') request.input(name, driver().BigInt, value);
  else if (value instanceof Typed) request.input(name, value.type, value.value);
  else if (value instanceof Date) request.input(name, textType(0), value.toISOString());
  else throw new TypeError(`A ${typeof value} cannot be stored in a column.`);
}
