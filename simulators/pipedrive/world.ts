import { z } from 'zod';

const id = z.int().positive();

/** One company account: who may ask, how often, and what is in it from the start. */
export const world = z.strictObject({
  tokens: z.array(z.string().min(1)).default(['sim-token-1']),
  /** User to whom every token belongs: the owner of whatever names none. */
  me: z.strictObject({ id, company: id }).default({ id: 1, company: 9 }),
  /** Who may own things; null = any id. */
  users: z.array(id).nullable().default(null),
  /** Deals that exist, with the values of their custom fields by 40-digit key. */
  deals: z
    .array(z.strictObject({ title: z.string(), user_id: id, custom: z.record(z.string(), z.string()).default({}) }))
    .default([]),
  /** Requests of one token in a rolling time of the account's clock; what is more is answered 429. */
  limit: z
    .strictObject({ requests: z.int().positive(), perMs: z.int().positive() })
    .default({ requests: 80, perMs: 2_000 }),
  /** Regular expression that finds a protocol number in a text. */
  numbers: z.string().default('#\\d{5,}|\\b\\d{20}\\b'),
});
export type World = z.infer<typeof world>;
/** What a test or `PUT /__world` gives: everything has a default. */
export type WorldInput = z.input<typeof world>;
