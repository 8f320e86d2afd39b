import { driver } from './driver.ts';

/** What the server says of a column of a result; `length` in bytes. */
export interface ResultColumn {
  readonly name: string;
  /** One of the types of the driver. */
  readonly type: unknown;
  readonly length?: number | undefined;
  readonly precision?: number | undefined;
  readonly scale?: number | undefined;
}

/** A result as the driver gives it when rows are asked for as arrays. */
export interface RawResult {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly unknown[])[];
  /** Rows that the statements changed, or read, together. */
  readonly affected: number;
}

type Read = (value: unknown) => unknown;

const SECONDS_LENGTH = 'YYYY-MM-DDTHH:mm:ss'.length;
const instant: Read = (value) => (value instanceof Date ? value.toISOString() : value);
const localTime: Read = (value) => (value instanceof Date ? value.toISOString().slice(0, SECONDS_LENGTH) : value);
const bit: Read = (value) => (typeof value === 'boolean' ? Number(value) : value);
const integer: Read = (value) => (typeof value === 'string' ? Number(value) : value);

/** Digits that a number holds for certain. */
const SURE_DIGITS = 15;
/** The driver reads a decimal in floating point and rounds twice. */
const READING_ERROR = 2 ** -51;

/** The driver may be off by the last bit; where a decimal of 15 digits is that near, it is the one that is stored. */
const decimal: Read = (value) => {
  if (typeof value !== 'number') return value;
  const likely = Number(value.toPrecision(SURE_DIGITS));
  return Math.abs(likely - value) <= Math.abs(value) * READING_ERROR ? likely : value;
};

function readerOf({ type, scale }: ResultColumn): Read | undefined {
  const { Bit, BigInt, Decimal, Numeric, DateTime, DateTime2 } = driver();
  switch (type) {
    case Bit:
      return bit;
    case BigInt:
      return integer;
    case Decimal:
    case Numeric:
      return decimal;
    case DateTime:
      return instant;
    case DateTime2:
      // Our local times are datetime2(0), our instants datetime2(3); an expression may have made more digits of it.
      return scale === 0 ? localTime : instant;
    default:
      return undefined;
  }
}

/** @returns what makes an object of a row, its values being what they are in every database of the program */
export function rowReader(columns: readonly ResultColumn[]): (row: readonly unknown[]) => Record<string, unknown> {
  const fields = columns.map((column) => ({ name: column.name, read: readerOf(column) }));
  return (row) => {
    const record: Record<string, unknown> = {};
    fields.forEach(({ name, read }, i) => (record[name] = read ? read(row[i]) : row[i]));
    return record;
  };
}
