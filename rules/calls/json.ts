/** JSON that keeps every number as it was written (C-11): `0.10`, `1e-7` and 20-digit ids come out as they came in. */

/** Any JSON value. A number whose text a double cannot give back is a `RawNumber`. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** A number kept by its text; `JSON.stringify` writes the text. */
export interface RawNumber extends JsonObject {
  readonly rawJSON: string;
}

type ExactReviver = (key: string, value: JsonValue, context: { readonly source?: string }) => JsonValue;

/** Part of ECMAScript that Node 24 has and the compiler's library does not know yet. */
interface ExactJson {
  parse(text: string, reviver: ExactReviver): JsonValue;
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): boolean;
}
const exact = JSON as unknown as ExactJson;

/**
 * A number that may come back with another text: -0, 16 or more digits, seven decimals of nothing (`0.0000001` is written
 * 1e-7), a decimal ending in 0, an exponent. Each alternative starts at a separator and runs over digits only, so the scan
 * is linear. A string that looks so costs time and nothing else.
 */
const MAY_CHANGE = /[:,[ \n\r\t](?:-0(?![.\d])|-?(?:[\d.]{16}|0\.0{6}|\d+(?:\.(?:\d*0(?!\d)|\d+[eE])|[eE])))/;
const BARE_NUMBER = /^\s*[-\d]/;

const keepSource: ExactReviver = (_key, value, { source }) =>
  typeof value === 'number' && source !== undefined && String(value) !== source ? exact.rawJSON(source) : value;

/**
 * Parses JSON without losing the text of a number.
 * @throws SyntaxError when the text is not JSON, or nested beyond reading
 */
export function parseJson(text: string): JsonValue {
  if (!MAY_CHANGE.test(text) && !BARE_NUMBER.test(text)) return JSON.parse(text) as JsonValue;
  try {
    return exact.parse(text, keepSource);
  } catch (error) {
    if (error instanceof RangeError) throw new SyntaxError('nested too deeply', { cause: error });
    throw error;
  }
}

export const isRawNumber = (value: unknown): value is RawNumber => exact.isRawJSON(value);

/** An object of keys and values: no list, no kept number. */
export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value);

/** The text of a number, boolean or string as the vendor wrote it; null for null, lists and objects. */
export function literalText(value: JsonValue): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return isRawNumber(value) ? value.rawJSON : null;
}

/** The value of a number, kept or plain; null for anything else. */
export const numberOf = (value: JsonValue | undefined): number | null =>
  typeof value === 'number' ? value : isRawNumber(value) ? Number(value.rawJSON) : null;

/** JSON text in the order of the value's own keys. */
export function jsonText(value: JsonValue): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return canonicalJson(value);
    throw error;
  }
}

/** JSON text with the keys of every object in one fixed order, so that equal content gives equal text (5.7). */
export const canonicalJson = (value: JsonValue): string => JSON.stringify(sorted(value, 0));

/** No vendor nests so deep; what lies deeper is written as null, because a hostile body must not stop a run. */
const MAX_DEPTH = 500;

/** What sorting needs to know of a list of keys. Rows of a page share a handful of shapes. */
interface Shape {
  readonly keys: readonly string[];
  readonly sortedKeys: readonly string[];
  /** Where each sorted key stands among `keys`. */
  readonly order: readonly number[];
  /** An object with the sorted keys and nulls: copying it is ten times faster than adding the keys one by one. */
  readonly template: JsonObject;
}

const SHAPE_SLOTS = 512;
const shapes: (Shape | undefined)[] = Array.from({ length: SHAPE_SLOTS });

function shapeOf(keys: readonly string[]): Shape {
  const slot = (keys.length * 31 + (keys[0]?.length ?? 0)) % SHAPE_SLOTS;
  const known = shapes[slot];
  if (known?.keys.length === keys.length && sameKeys(known.keys, keys)) return known;
  const sortedKeys = keys.toSorted();
  const position = new Map(keys.map((key, i) => [key, i]));
  const order = sortedKeys.map((key) => position.get(key) ?? 0);
  const shape = { keys, sortedKeys, order, template: Object.fromEntries(sortedKeys.map((key) => [key, null])) };
  shapes[slot] = shape;
  return shape;
}

function sameKeys(some: readonly string[], others: readonly string[]): boolean {
  for (let i = 0; i < some.length; i++) if (some[i] !== others[i]) return false;
  return true;
}

function sorted(value: JsonValue, depth: number): JsonValue {
  if (typeof value !== 'object' || value === null || isRawNumber(value)) return value;
  if (depth === MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.length === 0 ? value : value.map((item) => sorted(item, depth + 1));
  const { sortedKeys, order, template } = shapeOf(Object.keys(value));
  const values = Object.values(value);
  const copy = { ...template };
  for (let i = 0; i < order.length; i++) {
    const item = values[order[i] as number] as JsonValue;
    if (item !== null) copy[sortedKeys[i] as string] = typeof item === 'object' ? sorted(item, depth + 1) : item;
  }
  return copy;
}
