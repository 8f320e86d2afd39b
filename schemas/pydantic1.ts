import { MOST_DIGITS, PythonFloat, pythonText } from './pythonNumber.ts';

/**
 * Values read as pydantic v1 reads them, with its words for what is wrong: clients of the replaced services compare both.
 * Only what their contracts use (specs/consultants.md 3.1, 3.2).
 */

/** One wrong field, as it stands in the `detail` of a 422. */
export interface FieldFault {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

type Loc = FieldFault['loc'];

type JsonSchema = Readonly<Record<string, unknown>>;
type Read<T> = (value: unknown, loc: Loc, faults: FieldFault[]) => T;

/** Reads one value; tells `faults` what is wrong with it. What it gives then is not used. */
export interface Reader<T> extends Read<T> {
  /** What it reads, for the API's description of itself. */
  readonly schema: JsonSchema;
}

const reader = <T>(schema: JsonSchema, read: Read<T>): Reader<T> => Object.assign(read, { schema });

const fault = (loc: Loc, type: string, msg: string, ctx?: FieldFault['ctx']): FieldFault => ({
  loc,
  msg,
  type,
  ...(ctx && { ctx }),
});

export const missing = (loc: Loc): FieldFault => fault(loc, 'value_error.missing', 'field required');
export const notADict = (loc: Loc): FieldFault => fault(loc, 'type_error.dict', 'value is not a valid dict');
/** A rule of ours, which pydantic has no type for. */
export const broken = (loc: Loc, msg: string): FieldFault => fault(loc, 'value_error', msg);
const notNull = (loc: Loc): FieldFault => fault(loc, 'type_error.none.not_allowed', 'none is not an allowed value');

/** Refuses null before `read` sees it. */
const solid = <T>(schema: JsonSchema, read: Read<T>, otherwise: T): Reader<T> =>
  reader(schema, (value, loc, faults) => {
    if (value !== null && value !== undefined) return read(value, loc, faults);
    faults.push(notNull(loc));
    return otherwise;
  });

export interface TextRule {
  readonly min?: number;
  readonly max?: number;
  /** What else must be true of it; the words of what is wrong, or null. */
  readonly check?: (text: string) => string | null;
}

const characters = (text: string): number => Array.from(text).length;

/** What no database stores, or not as it is; in the replaced services it was a failure of the database. */
function unstorable(text: string): string | null {
  if (text.includes('\0')) return 'null characters are not allowed';
  return text.isWellFormed() ? null : 'lone surrogates are not allowed';
}

/** Text; a number or a truth value becomes its literal, as in Python. */
export const text = ({ min = 0, max = Infinity, check = () => null }: TextRule = {}): Reader<string> => {
  const bounds = { ...(min > 0 && { minLength: min }), ...(max < Infinity && { maxLength: max }) };
  const read: Read<string> = (value, loc, faults) => {
    const given = asText(value);
    if (given === null) {
      faults.push(fault(loc, 'type_error.str', 'str type expected'));
      return '';
    }
    const length = characters(given);
    const wrong = unstorable(given) ?? check(given);
    if (length < min) faults.push(tooShort(loc, min));
    else if (length > max) faults.push(tooLong(loc, max));
    else if (wrong !== null) faults.push(broken(loc, wrong));
    return given;
  };
  return solid({ type: 'string', ...bounds }, read, '');
};

function asText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const isNumber = typeof value === 'number' || typeof value === 'bigint' || value instanceof PythonFloat;
  return isNumber ? pythonText(value) : null;
}

const tooShort = (loc: Loc, limit: number) =>
  fault(loc, 'value_error.any_str.min_length', `ensure this value has at least ${limit} characters`, {
    limit_value: limit,
  });
const tooLong = (loc: Loc, limit: number) =>
  fault(loc, 'value_error.any_str.max_length', `ensure this value has at most ${limit} characters`, {
    limit_value: limit,
  });

export interface IntegerRule {
  readonly min?: number;
  readonly max?: number;
}

const INTEGER_TEXT = /^\s*[+-]?\d+(?:_\d+)*\s*$/;
const isInteger = (text: string): boolean => text.length <= MOST_DIGITS && INTEGER_TEXT.test(text);

function asInteger(value: unknown): number | null {
  if (value instanceof PythonFloat) return Number.isFinite(value.value) ? Math.trunc(value.value) : null;
  if (typeof value === 'string') return isInteger(value) ? Number(value.replaceAll('_', '')) : null;
  // One that is too large for a double becomes infinite, and so stays beyond every limit.
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : null;
}

/** A whole number; its text is fine, a fraction is cut off, as in Python. */
export const integer = ({ min = -Infinity, max = Infinity }: IntegerRule = {}): Reader<number> => {
  const bounds = { ...(min > -Infinity && { minimum: min }), ...(max < Infinity && { maximum: max }) };
  const read: Read<number> = (value, loc, faults) => {
    const given = asInteger(value);
    if (given === null) {
      faults.push(fault(loc, 'type_error.integer', 'value is not a valid integer'));
      return 0;
    }
    if (given < min) faults.push(tooSmall(loc, min));
    else if (given > max) faults.push(tooLarge(loc, max));
    return given;
  };
  return solid({ type: 'integer', ...bounds }, read, 0);
};

const tooSmall = (loc: Loc, limit: number) =>
  fault(loc, 'value_error.number.not_ge', `ensure this value is greater than or equal to ${limit}`, {
    limit_value: limit,
  });
const tooLarge = (loc: Loc, limit: number) =>
  fault(loc, 'value_error.number.not_le', `ensure this value is less than or equal to ${limit}`, {
    limit_value: limit,
  });

const TRUE = new Set(['1', 'on', 't', 'true', 'y', 'yes']);
const FALSE = new Set(['0', 'off', 'f', 'false', 'n', 'no']);

function asWord(value: unknown): string {
  if (value instanceof PythonFloat) return String(value.value);
  return typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
}

/** A truth value, also in the words and numbers that pydantic takes for one. */
export const bool: Reader<boolean> = solid(
  { type: 'boolean' },
  (value, loc, faults) => {
    const word = asWord(value);
    if (value === true || TRUE.has(word)) return true;
    if (value !== false && !FALSE.has(word))
      faults.push(fault(loc, 'type_error.bool', 'value could not be parsed to a boolean'));
    return false;
  },
  false,
);

/** A list with at least `min` items. */
export const list = <T>(item: Reader<T>, min: number): Reader<T[]> => {
  const read: Read<T[]> = (value, loc, faults) => {
    if (!Array.isArray(value)) {
      faults.push(fault(loc, 'type_error.list', 'value is not a valid list'));
      return [];
    }
    if (value.length < min)
      faults.push(
        fault(loc, 'value_error.list.min_items', `ensure this value has at least ${min} items`, { limit_value: min }),
      );
    return value.map((entry, i) => item(entry, [...loc, i], faults));
  };
  return solid({ type: 'array', items: item.schema, minItems: min }, read, []);
};

/** null passes as it is. */
export const orNull = <T>(read: Reader<T>): Reader<T | null> =>
  reader({ anyOf: [read.schema, { type: 'null' }] }, (value, loc, faults) =>
    value === null ? null : read(value, loc, faults),
  );

type Readers = Readonly<Record<string, Reader<unknown>>>;
type Fields<F extends Readers> = { -readonly [K in keyof F]: F[K] extends Reader<infer T> ? T : never };

const isDict = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof PythonFloat);

/** What Python's `dict()` makes of it: pairs become fields, and so an empty list has none; null for what it refuses. */
function asDict(value: unknown): Record<string, unknown> | null {
  if (isDict(value)) return value;
  if (value === '') return {};
  const pairs = Array.isArray(value) ? value.map(asPair) : [null];
  return pairs.some((pair) => pair === null) ? null : Object.fromEntries(pairs as [string, unknown][]);
}

function asPair(value: unknown): [string, unknown] | null {
  const parts: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? Array.from(value) : [];
  const [name, given] = parts;
  return parts.length === 2 && typeof name === 'string' ? [name, given] : null;
}

const objectSchema = (fields: Readers, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])),
  ...(required.length > 0 && { required }),
});

/**
 * An object with `fields`: a body, or the values of a query or path. Others are ignored.
 * @param defaults what fields are when they are absent; one without a default is required
 */
export function dict<F extends Readers>(fields: F, defaults: Partial<Fields<F>> = {}): Reader<Fields<F>> {
  const required = Object.keys(fields).filter((name) => !(name in defaults));
  return reader(objectSchema(fields, required), (value, loc, faults) => {
    const read: Record<string, unknown> = {};
    for (const [name, field, given] of presentFields(fields, value, loc, faults)) {
      if (given !== undefined) read[name] = field(given, [...loc, name], faults);
      else if (name in defaults) read[name] = defaults[name];
      else faults.push(missing([...loc, name]));
    }
    return read as Fields<F>;
  });
}

/** The same where every field may be absent, and is then left out. */
export const partialDict = <F extends Readers>(fields: F): Reader<Partial<Fields<F>>> =>
  reader(objectSchema(fields, []), (value, loc, faults) => {
    const read: Record<string, unknown> = {};
    for (const [name, field, given] of presentFields(fields, value, loc, faults))
      if (given !== undefined) read[name] = field(given, [...loc, name], faults);
    return read as Partial<Fields<F>>;
  });

function* presentFields(
  fields: Readers,
  value: unknown,
  loc: Loc,
  faults: FieldFault[],
): Generator<[string, Reader<unknown>, unknown]> {
  if (value === undefined || value === null) {
    faults.push(missing(loc));
    return;
  }
  const given = asDict(value);
  if (given === null) {
    faults.push(notADict(loc));
    return;
  }
  for (const [name, field] of Object.entries(fields))
    yield [name, field, Object.hasOwn(given, name) ? given[name] : undefined];
}
