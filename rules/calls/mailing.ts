import { boundedCache } from './boundedCache.ts';
import { LEGACY_MAILING_KEYS, MAILING_COLUMNS, type LegacyMailingColumn } from './columns.ts';
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
export const normaliseName = boundedCache(10_000, (name: string): string => {
  const plain = name.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return storableText(plain.toUpperCase().replace(/[\s_]+/g, ' ').trim());
});

const legacyKeys: Readonly<Record<string, string>> = LEGACY_MAILING_KEYS;
const legacyColumns = new Map<string, string>(
  Object.entries(LEGACY_MAILING_KEYS).map(([column, key]) => [normaliseName(key), column]),
);
const isLegacyColumn = (name: string): name is LegacyMailingColumn => Object.hasOwn(LEGACY_MAILING_KEYS, name);

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
  return isLegacyColumn(name)
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
  const { data, text } = dataOf(record['data'], report);
  const pairs = data.flatMap((part) => Object.entries(part));
  const source = { record, legacy: legacyValues(pairs, aliases), dataText: text };
  const values = readers.map((read) => read(source, report));
  return {
    mailingId: String(values[0] ?? ''),
    values,
    entries: pairs.map(([name, value]) => entryOf(name, value, report)),
  };
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
function dataOf(data: JsonValue | undefined, report: Report): { data: JsonObject[]; text: string | null } {
  if (isNone(data)) return { data: [], text: null };
  if (typeof data !== 'string') return { data: objectsOf(data, report), text: jsonText(data) };
  try {
    const parsed = parseJson(data);
    return { data: objectsOf(parsed, report), text: jsonText(parsed) };
  } catch {
    // Not JSON after all: kept as the text it is.
    report(DATA_FIELD, 'unparseable-json', data);
    return { data: [], text: jsonText(data) };
  }
}

function objectsOf(data: JsonValue, report: Report): JsonObject[] {
  if (isJsonObject(data)) return [data];
  const items = Array.isArray(data) ? data : [data];
  const objects = items.filter(isJsonObject);
  if (objects.length < items.length && data !== null) report(DATA_FIELD, 'not-an-object', data);
  return objects;
}

/** The exact legacy spelling wins where it is not empty; otherwise the first that is not empty, in document order. */
function legacyValues(
  pairs: readonly (readonly [string, JsonValue])[],
  aliases: MailingOptions['aliases'],
): Record<string, JsonValue> {
  const legacy: Record<string, JsonValue> = {};
  const exact = new Set<string>();
  for (const [name, value] of pairs) {
    const normalised = normaliseName(name);
    const column = legacyColumns.get(normalised) ?? aliases[normalised];
    if (column === undefined || isNone(value) || exact.has(column)) continue;
    const isExact = legacyKeys[column] === name;
    if (isExact) exact.add(column);
    if (isExact || !Object.hasOwn(legacy, column)) legacy[column] = value;
  }
  return legacy;
}

function entryOf(name: string, value: JsonValue, report: Report): MailingValue {
  const text = value === null ? null : (literalText(value) ?? jsonText(value));
  const entry = { name: storableText(name), normalisedName: normaliseName(name), value: text && storableText(text) };
  if (entry.name !== name || entry.value !== text) report(DATA_FIELD, 'unstorable-character', name);
  return entry;
}
