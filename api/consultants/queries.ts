import { z } from 'zod';
import { instant, pageQuery } from '../../schemas/common.ts';
import { MAX_ID } from '../../schemas/consultants.ts';
import { HANDOVER_PHASES } from '../../rules/consultants/handoverState.ts';

const number = z
  .string()
  .regex(/^[A-Za-z0-9#._/-]{1,40}$/, { error: 'must be a protocol number, e.g. #00001 (%2300001 in an address)' });
const ID_RULE = { error: `must be a whole number from 1 to ${MAX_ID}` };
const rowId = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, ID_RULE)
  .transform(Number)
  .refine((id) => id <= MAX_ID, ID_RULE);

/** In an address `#` is written `%23`. */
export const byNumber = z.strictObject({ number });
export const byId = z.strictObject({ id: rowId });

export const handoversQuery = pageQuery.extend({
  phase: z.enum(HANDOVER_PHASES).optional(),
  consultantId: rowId.optional(),
});
export const eventsQuery = pageQuery.extend({
  number: number.optional(),
  consultantId: rowId.optional(),
  from: instant.optional(),
  to: instant.optional(),
});
