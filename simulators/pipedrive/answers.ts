import { json, type Reply } from '../support/reply.ts';

const PAGE_LIMIT = 500;
const DEFAULT_LIMIT = 100;

/** The vendor's envelope around one thing. */
export const one = (status: number, data: unknown): Reply => json(status, { success: true, data }, 1);

/** The vendor's error envelope. */
export const refusal = (status: number, error: string): Reply =>
  json(status, { success: false, error, error_info: 'Please check developers.pipedrive.com', data: null });

/** The answer to a wrong token. */
export const unauthorized = (): Reply => refusal(401, 'unauthorized access');

/** A page by `start` and `limit`, with the vendor's pagination; `shape` makes `data` of the items. */
export const page = <T>(all: readonly T[], query: URLSearchParams, shape: (items: readonly T[]) => unknown): Reply => {
  const start = Number(query.get('start') ?? 0);
  const limit = Math.min(Number(query.get('limit') ?? DEFAULT_LIMIT), PAGE_LIMIT);
  if (!Number.isInteger(start) || start < 0 || !(limit >= 1)) return refusal(400, 'start and limit must be numbers');
  const items = all.slice(start, start + limit);
  const more = start + limit < all.length;
  const pagination = {
    start,
    limit,
    more_items_in_collection: more,
    ...(more && { next_start: start + limit }),
  };
  return json(200, { success: true, data: shape(items), additional_data: { pagination } }, items.length);
};
