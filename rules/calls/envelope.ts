import { isJsonObject, literalText, type JsonObject, type JsonValue } from './json.ts';
import { integerOf } from './values.ts';

/** What a page says of its place in the list; null where it does not say. */
export interface Pagination {
  readonly total: number | null;
  readonly totalPages: number | null;
  readonly perPage: number | null;
  readonly currentPage: number | null;
  readonly count: number | null;
  /** Link to the next page, as it stands in the answer. */
  readonly next: string | null;
}

export interface Envelope {
  readonly rows: JsonValue[];
  /** The status that the body claims; null when it claims none, which counts as good. */
  readonly status: number | null;
  /** The vendor's own words on an error. */
  readonly detail: string | null;
  readonly pagination: Pagination;
}

/**
 * Reads the vendor's envelope (3.4): `data`, `data.data` or a bare list; pagination in `meta.pagination`, `meta`, beside `data`
 * or inside it; numbers also as text.
 * @returns null when it holds neither a list nor a status that explains why
 */
export function readEnvelope(body: JsonValue): Envelope | null {
  if (Array.isArray(body)) return { rows: body, status: null, detail: null, pagination: readPagination([]) };
  if (!isJsonObject(body)) return null;
  const data = body['data'];
  const rows = isJsonObject(data) ? data['data'] : data;
  const status = firstCount([body], 'status', 'status_code');
  const refused = status !== null && status !== 200;
  if (!Array.isArray(rows) && !refused) return null;
  const meta = objectOf(body['meta']);
  return {
    rows: Array.isArray(rows) ? rows : [],
    status,
    detail: firstText([body], 'detail', 'error', 'message', 'title'),
    pagination: readPagination([objectOf(meta['pagination']), meta, body, objectOf(data)]),
  };
}

function readPagination(places: readonly JsonObject[]): Pagination {
  const links = places.map(({ links }) => objectOf(links));
  return {
    total: firstCount(places, 'total'),
    totalPages: firstCount(places, 'total_pages', 'last_page'),
    perPage: firstCount(places, 'per_page'),
    currentPage: firstCount(places, 'current_page'),
    count: firstCount(places, 'count'),
    next: firstText(links, 'next') ?? firstText(places, 'next_page_url'),
  };
}

const NOTHING: JsonObject = {};
const objectOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : NOTHING);

const firstOf = <T>(places: readonly JsonObject[], names: readonly string[], read: (value: JsonValue) => T | null) =>
  places.flatMap((place) => names.map((name) => read(place[name] ?? null))).find((found) => found !== null) ?? null;

/** First of the named values that is a count: an integer, not negative. */
const firstCount = (places: readonly JsonObject[], ...names: string[]): number | null =>
  firstOf(places, names, (value) => {
    const count = integerOf(value);
    return count !== null && count >= 0 ? count : null;
  });

/** First of the named values that is a text, not empty. */
const firstText = (places: readonly JsonObject[], ...names: string[]): string | null =>
  firstOf(places, names, (value) => (typeof value === 'string' && value !== '' ? literalText(value) : null));
