import { z } from 'zod';

const MAX_CAMPAIGN_ID = 2_147_483_647;
const CAMPAIGN_RULE = { error: `must be a whole number from 1 to ${MAX_CAMPAIGN_ID}` };

/** A vendor's campaign number: a positive integer, or its decimal text. */
export const campaignId = z
  .union(
    [
      z.number(),
      z
        .string()
        .regex(/^\d{1,10}$/)
        .transform(Number),
    ],
    CAMPAIGN_RULE,
  )
  .pipe(z.int(CAMPAIGN_RULE).positive(CAMPAIGN_RULE).max(MAX_CAMPAIGN_ID, CAMPAIGN_RULE));

/** Years that every store and every date library agree about. */
const isSaneYear = (text: string): boolean => text >= '1970' && text < '9999';
const YEAR_RULE = { error: 'must lie between the years 1970 and 9998' };

/** An instant with an explicit offset, e.g. `2026-11-20T00:00:00-03:00`; comes out in UTC with milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 instant with an offset, e.g. 2026-11-20T00:00:00-03:00' })
  .transform((text) => new Date(text).toISOString())
  .refine(isSaneYear, YEAR_RULE);

/** A calendar day in the account's zone, `YYYY-MM-DD`. */
export const day = z.iso.date({ error: 'must be a calendar day, YYYY-MM-DD' }).refine(isSaneYear, YEAR_RULE);

const zones = new Set(Intl.supportedValuesOf('timeZone')).add('UTC');
/** An IANA time zone name. */
export const zone = z
  .string()
  .refine((name) => zones.has(name), { error: 'must be an IANA time zone, e.g. America/Sao_Paulo' });

/** Query of a cursor-paged list. `cursor` is opaque and comes from the previous page's `nextCursor`. */
export const pageQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** One page of a list: `nextCursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** RFC 9457 problem document; `errors` names each refused field and the rule it broke. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string(), rule: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
