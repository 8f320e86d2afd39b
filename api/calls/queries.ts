import { z } from 'zod';
import { LEGACY_STATUSES, RUN_KINDS, WINDOW_STATES } from '../../schemas/calls.ts';
import { campaignId, day, instant, pageQuery } from '../../schemas/common.ts';

const MAX_DAYS = 800;
const MAX_CAMPAIGNS = 500;

/** A backfill's id, as its start gave it. */
export const backfillId = z.strictObject({
  id: z.string().regex(/^[\w.:+~,@=-]{1,300}$/, { error: 'must be the id of a backfill' }),
});

const rowId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, { error: 'must be a positive whole number' })
  .transform(Number);
export const executionId = z.strictObject({ id: rowId });
export const quarantineId = executionId;

export const windowsQuery = pageQuery.extend({ state: z.enum(WINDOW_STATES).optional() });
export const executionsQuery = pageQuery.extend({
  kind: z.enum(RUN_KINDS).optional(),
  status: z.enum(LEGACY_STATUSES).optional(),
});
export const backfillsQuery = pageQuery.extend({ status: z.enum(LEGACY_STATUSES).optional() });

export const quarantineQuery = pageQuery.extend({
  resolved: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});

export const callsQuery = pageQuery.extend({
  campaign: campaignId.optional(),
  from: instant.optional(),
  to: instant.optional(),
});

/** Comma list in one value, e.g. `5,6`. */
const campaignList = z
  .string()
  .regex(/^\d{1,10}(,\d{1,10})*$/, { error: 'must be campaign numbers with commas between them, e.g. 5,6' })
  .transform((text) => [...new Set(text.split(',').map(Number))])
  .pipe(z.array(z.int().positive().max(2_147_483_647)).max(MAX_CAMPAIGNS));

/** Calendar days of the account's zone, half-open: `to` is the first day that is not asked for. */
export const completenessQuery = z
  .strictObject({ from: day, to: day, campaigns: campaignList.optional() })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after `from`' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= MAX_DAYS * 86_400_000, {
    path: ['to'],
    error: `must be at most ${MAX_DAYS} days after \`from\``,
  });
