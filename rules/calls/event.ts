import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { integerOf, isNone } from './values.ts';

/** Events that bring a call as the vendor's history has it (3.8); the second one tells of a later change. */
const HISTORY_EVENTS: readonly string[] = ['call-history-was-created', 'manual-call-was-updated'];

/** Where an event keeps its call; documented as `call`, seen as `callHistory`. */
const CALL_FIELDS = ['callHistory', 'call'] as const;

export type ReadEvent =
  /** A call in the shape of a row of `/calls`. */
  | { readonly kind: 'history'; readonly row: JsonObject }
  /** Another event of the vendor, e.g. `call-was-connected`: nothing to store. */
  | { readonly kind: 'other' }
  /** No event at all; `rule` says what it should have been. */
  | { readonly kind: 'none'; readonly rule: string };

/** Reads an event in either envelope: `{ body: { <name>: { callHistory } } }` or `{ event: <name>, data: { callHistory } }`. */
export function readEvent(body: JsonValue): ReadEvent {
  const event = openEnvelope(body);
  if (event === null) return { kind: 'none', rule: 'must be an event: { body: { name: … } } or { event, data }' };
  if (!HISTORY_EVENTS.includes(event.name)) return { kind: 'other' };
  const { data } = event;
  const call = CALL_FIELDS.map((field) => (isJsonObject(data) ? data[field] : undefined)).find(isJsonObject);
  if (!call) return { kind: 'none', rule: `must hold an object \`callHistory\` in its event ${event.name}` };
  return { kind: 'history', row: rowOf(call) };
}

function openEnvelope(body: JsonValue): { readonly name: string; readonly data: JsonValue } | null {
  if (!isJsonObject(body)) return null;
  const { event, data, body: inner } = body;
  if (typeof event === 'string' && event !== '') return { name: event, data: data ?? null };
  if (!isJsonObject(inner)) return null;
  const names = Object.keys(inner);
  const name = names.find((known) => HISTORY_EVENTS.includes(known)) ?? names[0];
  return name === undefined ? null : { name, data: inner[name] ?? null };
}

/**
 * An event's call as a row: all that it says, with its id and its status under the names that rows have. Objects instead of
 * names and seconds instead of clock texts are read as they are (5.4).
 */
function rowOf(call: JsonObject): JsonObject {
  const { id, _id, status, status_id: statusId } = call;
  return {
    ...call,
    ...(isNone(id) && !isNone(_id) ? { id: _id } : {}),
    ...(isNone(statusId) && !isNone(status) ? { status_id: status } : {}),
  };
}

/** The campaign of a row, before it is read as a whole; null when it names none. */
export function campaignOf({ campaign_id: own, campaign }: JsonObject): number | null {
  return integerOf(isNone(own) && isJsonObject(campaign) ? campaign['id'] : own);
}
