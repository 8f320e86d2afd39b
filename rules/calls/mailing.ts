import { boundedCache } from './boundedCache.ts';
import { LEGACY_MAILING_KEYS, MAILING_COLUMNS } from './columns.ts';
import { isJsonObject, jsonText, literalText, parseJson, type JsonObject, type JsonValue } from './json.ts';
import { storableText, type Report } from './oddities.ts';
import type { MailingValue, NormalisedMailing } from './types.ts';
import { createReader, isNone } from './values.ts';

export interface MailingOptions {
  /** Normalised column name → legacy column, beside the eight that are built in (C-12). */
  readonly aliases: Readonly<Record<string, string>>;
}

const FIELD = 'mailing_data';
const DATA_FIELD = 'mailing_data.data';

/** Column name without accents, upper case, with runs of spaces and underscores as one space (5.6). */
export function normaliseName(name: string): string {
  const plain = name.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  const upper = plain.toUpperCase().replace(/[\s_]+/g, ' ');
  return storableText(upper.trim());
}

const legacyKeys: Readonly<Record<string, string>> = LEGACY_MAILING_KEYS;
const legacyColumns = new Map(Object.entries(legacyKeys).map(([column, key]) => [normaliseName(key), column]));

/** What there is to know of a column name of `data`; the same few names come with every call. */
const keyOf = boundedCache(10_000, (name: string) => {
  const normalisedName = normaliseName(name);
  const legacyColumn = legacyColumns.get(normalisedName);
  const isExact = legacyColumn !== undefined && legacyKeys[legacyColumn] === name;
  return { name: storableText(name), normalisedName, legacyColumn, isExact };
});

/** What the columns of a mailing record are read from. */
interface Source {
  readonly record: JsonObject;
  /** By legacy column. */
  readonly legacy: Readonly<Record<string, JsonValue>>;
  readonly dataText: string | null;
}

const readers = MAILING_COLUMNS.map((column) => {
  const { name } = column;
  if (name === 'data_json') return ({ dataText }: Source) => dataText;
  const legacyKey = legacyKeys[name];
  const read = createReader(column, legacyKey === undefined ? `${FIELD}.${name}` : `${DATA_FIELD}.${legacyKey}`);
  return legacyKey !== undefined
    ? ({ legacy }: Source, report: Report) => read(legacy[name], report)
    : ({ record }: Source, report: Report) => read(record[name], report);
});

/**
 * The mailing record of a call (5.6). Whatever is wrong with it is reported and never costs the call.
 * @returns null when the vendor sent none
 */
export function normaliseMailing(
  raw: JsonValue | undefined,
  { aliases }: MailingOptions,
  report: Report,
): NormalisedMailing | null {
  const record = recordOf(raw, report);
  if (record === null) return null;
  const { parts, text } = dataOf(record['data'], report);
  const { entries, legacy } = readData(parts, aliases, report);
  const source = { record, legacy, dataText: text };
  const values = readers.map((read) => read(source, report));
  return { mailingId: String(values[0] ?? ''), values, entries };
}

function recordOf(raw: JsonValue | undefined, report: Report): JsonObject | null {
  if (isNone(raw) || raw === false || raw === 0) return null;
  const list = Array.isArray(raw);
  if (list && raw.length === 0) return null;
  const record = list ? raw.find(isJsonObject) : raw;
  if (list || !isJsonObject(record)) report(FIELD, 'not-an-object', raw);
  return isJsonObject(record) && Object.keys(record).length > 0 ? record : null;
}

/** `data` as the objects it holds, and as the JSON text to keep. */
function dataOf(data: JsonValue | undefined, report: Report): { parts: JsonObject[]; text: string | null } {
  if (isNone(data)) return { parts: [], text: null };
  if (typeof data !== 'string') return { parts: objectsOf(data, report), text: jsonText(data) };
  try {
    const parsed = parseJson(data);
    return { parts: objectsOf(parsed, report), text: jsonText(parsed) };
  } catch {
    // Not JSON after all: kept as the text it is.
    report(DATA_FIELD, 'unparseable-json', data);
    return { parts: [], text: jsonText(data) };
  }
}

function objectsOf(data: JsonValue, report: Report): JsonObject[] {
  if (isJsonObject(data)) return [data];
  const items = Array.isArray(data) ? data : [data];
  const objects = items.filter(isJsonObject);
  if (objects.length < items.length && data !== null) report(DATA_FIELD, 'not-an-object', data);
  return objects;
}

/**
 * Every key with its value, and the values of the legacy columns: the exact legacy spelling wins where it is not empty,
 * otherwise the first that is not empty, in document order.
 */
function readData(parts: readonly JsonObject[], aliases: MailingOptions['aliases'], report: Report) {
  const entries: MailingValue[] = [];
  const exact: Record<string, JsonValue> = {};
  const first: Record<string, JsonValue> = {};
  for (const [original, value] of parts.flatMap(Object.entries<JsonValue>)) {
    const { name, normalisedName, legacyColumn, isExact } = keyOf(original);
    const text = value === null ? null : (literalText(value) ?? jsonText(value));
    const stored = text && storableText(text);
    if (name !== original || stored !== text) report(DATA_FIELD, 'unstorable-character', text);
    entries.push({ name, normalisedName, value: stored });
    const column = legacyColumn ?? aliases[normalisedName];
    if (column === undefined || isNone(value)) continue;
    if (isExact) exact[column] ??= value;
    else first[column] ??= value;
  }
  return { entries, legacy: { ...first, ...exact } };
}
