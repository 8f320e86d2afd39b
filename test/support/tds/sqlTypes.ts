/** A type of T-SQL with what stands in its brackets. */
export interface SqlType {
  readonly name: string;
  /** Of texts in UTF-16 units, of binaries in bytes. */
  readonly length?: number | 'max';
  readonly precision?: number;
  /** Of decimals, and of seconds in times. */
  readonly scale?: number;
}

/** Integers beyond 2^53 and decimals are text; dates are ISO text without a zone; binaries are text after `0x`. */
export type SqlValue = string | number | boolean | null;

const TEXTS = ['nvarchar', 'nchar', 'varchar', 'char', 'varbinary', 'binary'];
const TIMES = ['datetime2', 'datetimeoffset', 'time'];
const PLAIN = [
  'bit',
  'tinyint',
  'smallint',
  'int',
  'bigint',
  'real',
  'float',
  'date',
  'datetime',
  'smalldatetime',
  'uniqueidentifier',
  'sql_variant',
];

/** Other names of the same types. */
const SYNONYMS: Record<string, string> = { integer: 'int', dec: 'decimal', numeric: 'decimal' };

/** @returns the type as T-SQL writes it, always in the same way: `decimal(36, 18)` */
export function showType({ name, length, precision, scale }: SqlType): string {
  const inside = [length ?? precision, scale].filter((part) => part !== undefined);
  return inside.length === 0 ? name : `${name}(${inside.join(', ')})`;
}

/**
 * @param text a type as T-SQL writes it; without brackets it means what SQL Server takes it for in a declaration
 * @throws Error when SQL Server has no such type
 */
export function typeFrom(text: string): SqlType {
  const match = /^\[?(\w+)\]?(?:\s*\(\s*(\w+)\s*(?:,\s*(\d+)\s*)?\))?$/.exec(text.trim());
  const [, word = '', first, second] = match ?? [];
  const name = SYNONYMS[word.toLowerCase()] ?? word.toLowerCase();
  if (TEXTS.includes(name)) return { name, length: first?.toLowerCase() === 'max' ? 'max' : Number(first ?? 1) };
  if (name === 'decimal') return { name, precision: Number(first ?? 18), scale: Number(second ?? 0) };
  if (TIMES.includes(name)) return { name, scale: Number(first ?? 7) };
  if (PLAIN.includes(name)) return { name };
  throw new Error(`SQL Server has no type ${text.trim()}.`);
}

const RANGES: Record<string, readonly [bigint, bigint]> = {
  tinyint: [0n, 255n],
  smallint: [-(2n ** 15n), 2n ** 15n - 1n],
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  bigint: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** @returns why the type cannot hold the value, or null */
export function refusal(type: SqlType, value: SqlValue): string | null {
  if (value === null) return null;
  const range = RANGES[type.name];
  if (range) {
    const whole = BigInt(value);
    return whole < range[0] || whole > range[1] ? `${value} is out of range of ${type.name}` : null;
  }
  if (type.length !== undefined && type.length !== 'max') {
    const length = type.name.includes('binary') ? (String(value).length - 2) / 2 : String(value).length;
    return length > type.length ? `a value of length ${length} is longer than ${showType(type)}` : null;
  }
  if (type.precision !== undefined) {
    const digits = String(value).replace(/^-?0*/, '').replace('.', '').length;
    return digits > type.precision ? `${value} has more digits than ${showType(type)}` : null;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return `${value} is no ${type.name}`;
  return null;
}
