import { boundedCache } from './boundedCache.ts';
import type { Column } from './columns.ts';
import { jsonText, literalText, numberOf, type JsonValue } from './json.ts';
import { clipText, storableText, type Report } from './oddities.ts';
import type { Scalar } from './types.ts';

/** Reads one value of the vendor into a column (spec 5.4); what does not fit becomes null, or is clipped, and is reported. */
export type Reader = (value: JsonValue | undefined, report: Report) => Scalar;

const INT_MIN = -2_147_483_648;
const INT_MAX = 2_147_483_647;

/** `-`, empty text, null and a missing key all mean "none"; they differ only in the raw text. */
export const isNone = (value: JsonValue | undefined): value is null | undefined | '' | '-' =>
  value === null || value === undefined || value === '' || value === '-';

/** Makes a text fit its column. */
export function fitText(text: string, length: number | 'max', field: string, report: Report): string {
  const storable = storableText(text);
  if (storable !== text) report(field, 'unstorable-character', text);
  if (length === 'max' || storable.length <= length) return storable;
  report(field, 'over-long', text);
  return clipText(storable, length);
}

/** Texts as they are, numbers and booleans by their literal, objects and lists as JSON where the column is unlimited. */
export const textReader =
  (field: string, length: number | 'max'): Reader =>
  (value, report) => {
    if (isNone(value)) return null;
    const text = literalText(value) ?? (length === 'max' ? jsonText(value) : null);
    if (text !== null) return fitText(text, length, field, report);
    report(field, 'not-a-text', value);
    return null;
  };

const INTEGER_TEXT = /^\s*[+-]?\d+\s*$/;

/** An integer, or the text of one, of any size; null for anything else. */
export function integerOf(value: JsonValue | undefined): number | null {
  const number = typeof value === 'string' && INTEGER_TEXT.test(value) ? Number(value) : numberOf(value);
  // Adding 0 turns -0 into 0.
  return number !== null && Number.isInteger(number) ? number + 0 : null;
}

/** Integers of 32 bits. */
export const intReader =
  (field: string): Reader =>
  (value, report) => {
    if (isNone(value)) return null;
    const integer = integerOf(value);
    if (integer !== null && integer >= INT_MIN && integer <= INT_MAX) return integer;
    report(field, integer === null ? 'not-an-integer' : 'out-of-range', value);
    return null;
  };

const BOOLEANS: ReadonlyMap<JsonValue, 0 | 1> = new Map<JsonValue, 0 | 1>([
  [true, 1],
  [false, 0],
  [1, 1],
  [0, 0],
  ['1', 1],
  ['0', 0],
]);

/** true/false, 0/1 and "0"/"1" as 1 and 0. */
export const boolReader =
  (field: string): Reader =>
  (value, report) => {
    if (isNone(value)) return null;
    const bit = BOOLEANS.get(value);
    if (bit === undefined) report(field, 'not-a-boolean', value);
    return bit ?? null;
  };

const CLOCK = /^(-?)(?:(\d{1,6}):([0-5]\d)|(\d{1,6})):([0-5]\d)$/;

/** Seconds of a clock text; null when it is none. */
const clockSeconds = boundedCache(10_000, (text: string): number | null => {
  const clock = CLOCK.exec(text);
  if (clock === null) return null;
  const [, sign, hours = '0', minutes, onlyMinutes = '0', seconds] = clock;
  const total = Number(hours) * 3_600 + Number(minutes ?? onlyMinutes) * 60 + Number(seconds);
  return sign === '-' ? -total : total;
});

/**
 * Seconds of `HH:MM:SS` (hours may exceed 24), `MM:SS` or integer seconds; below zero when the vendor says so.
 * @returns null when it is no duration, or longer than a column holds
 */
export function parseDuration(value: JsonValue | undefined): number | null {
  const seconds = (typeof value === 'string' ? clockSeconds(value) : null) ?? integerOf(value);
  return seconds !== null && Math.abs(seconds) <= INT_MAX ? seconds : null;
}

/** The text of a duration as received; a negative one is none. */
export const durationReader =
  (field: string, length: number | 'max'): Reader =>
  (value, report) => {
    if (isNone(value)) return null;
    const seconds = parseDuration(value);
    if (seconds === null) report(field, 'not-a-duration', value);
    else if (seconds < 0) report(field, 'negative-duration', value);
    const text = literalText(value);
    return text === null || (seconds !== null && seconds < 0) ? null : fitText(text, length, field, report);
  };

/** Seconds of a duration. Silent: the column with its text has told of what is wrong. */
export const secondsReader: Reader = (value) => {
  const seconds = parseDuration(value);
  return seconds === null || seconds < 0 ? null : seconds;
};

const DECIMAL = /^\s*([+-]?)(\d*)(?:[.,](\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/;
/** Digits before and after the point that the amount column keeps in every store. */
const MAX_DECIMAL_DIGITS = 18;

/** `0,10` → `0.1`, `1e-7` → `0.0000001`: plain decimal text, with a point, without idle zeros; null when it is no decimal. */
export function canonicalDecimal(literal: string): string | null {
  const [, sign, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(literal) ?? [];
  const digits = whole + fraction;
  if (digits === '') return null;
  const point = whole.length + Number(exponent);
  const before = digits.slice(0, Math.max(0, point)).padEnd(point, '0').replace(/^0+/, '');
  const after = ('0'.repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point))).replace(/0+$/, '');
  if (before.length > MAX_DECIMAL_DIGITS || after.length > MAX_DECIMAL_DIGITS) return null;
  if (before === '' && after === '') return '0';
  return `${sign === '-' ? '-' : ''}${before || '0'}${after && `.${after}`}`;
}

/** The literal text of an amount (C-11), reported when it is no decimal. */
export const decimalTextReader = (field: string, length: number | 'max'): Reader => {
  const readText = textReader(field, length);
  return (value, report) => {
    const text = readText(value, report);
    if (text !== null && amountReader(value, report) === null) report(field, 'not-a-decimal', value);
    return text;
  };
};

/** The amount as canonical decimal text. Silent: the column with its literal has told of what is wrong. */
export const amountReader: Reader = (value) => {
  if (isNone(value) || typeof value === 'boolean') return null;
  const literal = literalText(value);
  return literal === null ? null : canonicalDecimal(literal);
};

/** The reader of a column by its kind; `field` is the vendor's name for what it reads. */
export function createReader({ kind, length }: Column, field: string): Reader {
  switch (kind) {
    case 'int':
      return intReader(field);
    case 'bool':
      return boolReader(field);
    case 'duration':
      return durationReader(field, length ?? 'max');
    case 'seconds':
      return secondsReader;
    case 'decimal':
      return length === undefined ? amountReader : decimalTextReader(field, length);
    case 'id':
    case 'text':
    case 'localTime':
    case 'instant':
      return textReader(field, length ?? 'max');
  }
}
