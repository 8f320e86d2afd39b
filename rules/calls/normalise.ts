import { createCallTime, type CallTime } from './callTime.ts';
import { CALL_COLUMNS, type Column } from './columns.ts';
import { canonicalJson, isJsonObject, literalText, type JsonObject, type JsonValue } from './json.ts';
import { normaliseMailing } from './mailing.ts';
import { collectOddities, storableText, type Report } from './oddities.ts';
import type { NormalisedCall, RejectedRow, Scalar } from './types.ts';
import { createReader, integerOf, isNone } from './values.ts';

export interface NormaliserOptions {
  /** IANA zone of the account. */
  readonly zone: string;
  /** Vendor statuses that no longer change (5.7). */
  readonly finalStatuses: ReadonlySet<number>;
  readonly hash: (text: string) => string;
  /** Normalised mailing column name → legacy column (C-12). */
  readonly aliases: Readonly<Record<string, string>>;
}

export type Normaliser = (row: JsonValue) => NormalisedCall | RejectedRow;

export const isRejected = (read: NormalisedCall | RejectedRow): read is RejectedRow => 'reason' in read;

/**
 * Reader of one row of the vendor (C-10, C-21, C-23): its raw text, typed columns, mailing record and everything odd about it.
 * Fields that it does not know stay in the raw text. It never throws.
 */
export function createNormaliser({ zone, finalStatuses, hash, aliases }: NormaliserOptions): Normaliser {
  const readTime = createCallTime(zone);
  const readers = CALL_COLUMNS.map((column) => columnReader(column, finalStatuses));
  const campaignIndex = CALL_COLUMNS.findIndex(({ name }) => name === 'campaign_id');

  return (row) => {
    const raw = canonicalJson(row);
    if (!isJsonObject(row)) return { reason: 'not-an-object', raw, at: null, campaignId: null };
    const { oddities, report } = collectOddities();
    const time = readTime(row['call_date'], row['call_date_rfc3339'], report);
    const source = { row, id: idOf(row['id']), route: routeOf(row['route'], report), time };
    const values = readers.map((read) => read(source, report));
    const campaignId = values[campaignIndex] as number | null;
    const fault = idFault(source.id);
    if (fault !== null) return { reason: fault, raw, at: time.at, campaignId };
    const mailing = normaliseMailing(row['mailing_data'], { aliases }, report);
    return { id: source.id, campaignId, at: time.at, values, raw, contentHash: hash(raw), mailing, oddities };
  };
}

/** What the columns of a call are read from. */
interface Source {
  readonly row: JsonObject;
  readonly id: string;
  readonly route: JsonObject;
  readonly time: CallTime;
}
type ColumnReader = (source: Source, report: Report) => Scalar;

const MAX_ID_LENGTH = 50;

const idOf = (value: JsonValue | undefined): string =>
  isNone(value) || typeof value === 'boolean' ? '' : (literalText(value) ?? '');

/** C-21: an id is never changed to fit, because it would become another call's. */
function idFault(id: string): RejectedRow['reason'] | null {
  if (id.trim() === '') return 'missing-id';
  if (id.length > MAX_ID_LENGTH) return 'over-long-id';
  // SQL takes texts for equal that differ in blanks at their end.
  return storableText(id) === id && !id.endsWith(' ') ? null : 'unstorable-id';
}

function routeOf(route: JsonValue | undefined, report: Report): JsonObject {
  if (isJsonObject(route)) return route;
  const none = isNone(route) || route === false || route === 0 || (Array.isArray(route) && route.length === 0);
  if (!none) report('route', 'not-an-object', route);
  return {};
}

/** Fields that come as a name, or as an object with a name and an id (5.4; list and campaign in events, 3.5). */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['agent', 'agent'],
  ['qualification', 'qualification'],
  ['campaign', 'campaign'],
  ['list_name', 'list'],
]);

/** Columns that are read from a field of another name. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ...NAMED,
  ...CALL_COLUMNS.filter(({ kind }) => kind === 'seconds').map(
    ({ name }) => [name, name.replace(/_seconds$/, '_time')] as const,
  ),
  ['billed_amount', 'billed_value'],
]);

function columnReader(column: Column, finalStatuses: ReadonlySet<number>): ColumnReader {
  const { name } = column;
  switch (name) {
    case 'id':
      return ({ id }) => id;
    case 'call_date':
      return ({ time }) => time.localTime;
    case 'call_at_utc':
      return ({ time }) => time.at;
    case 'call_offset':
      return ({ time }) => time.offset;
    case 'is_final':
      return ({ row }) => finality(integerOf(row['status_id']) ?? integerOf(row['status']), finalStatuses);
    case 'agent_id':
    case 'qualification_id':
    case 'campaign_id':
      return idColumnReader(column);
  }
  if (name.startsWith('route_')) {
    const key = name.slice('route_'.length);
    const read = createReader(column, `route.${key}`);
    return ({ route }, report) => read(route[key], report);
  }
  const field = RENAMED.get(name) ?? name;
  const read = createReader(column, field);
  if (NAMED.has(name)) return ({ row }, report) => read(nameOf(row[field]), report);
  return ({ row }, report) => read(row[field], report);
}

/** `x_id`, or the id of the object that came as `x`. The vendor's agent 0 is nobody. */
function idColumnReader(column: Column): ColumnReader {
  const read = createReader(column, column.name);
  const objectField = column.name.slice(0, -'_id'.length);
  const nobody = column.name === 'agent_id' ? 0 : null;
  return ({ row }, report) => {
    const object = row[objectField];
    const own = row[column.name];
    const id = read(isNone(own) && isJsonObject(object) ? object['id'] : own, report);
    return id === nobody ? null : id;
  };
}

const nameOf = (value: JsonValue | undefined): JsonValue | undefined =>
  isJsonObject(value) && Object.hasOwn(value, 'name') ? value['name'] : value;

const finality = (status: number | null, finalStatuses: ReadonlySet<number>): 0 | 1 | null =>
  status === null ? null : finalStatuses.has(status) ? 1 : 0;
