import { z } from 'zod';

const id = z.coerce.number().int().positive();
const date = z.iso.date();
const time = z.string().regex(/^\d{2}:\d{2}(:\d{2})?$/);
const flag = z.union([z.boolean(), z.literal([0, 1])]).transform(Boolean);
const customField = /^[0-9a-f]{40}$/;

const activity = z.object({
  subject: z.string().min(1),
  type: z.string().default('call'),
  user_id: id.optional(),
  due_date: date.optional(),
  due_time: time.optional(),
  deal_id: id.optional(),
  note: z.string().default(''),
  done: flag.default(false),
});
const deal = z
  .looseObject({ title: z.string().min(1), user_id: id.optional() })
  .transform((given) =>
    Object.fromEntries(
      Object.entries(given).filter(([name]) => ['title', 'user_id'].includes(name) || customField.test(name)),
    ),
  );
const note = z.object({ content: z.string().min(1), user_id: id.optional(), deal_id: id.optional() });

/** What a thing of each kind is made of, and which of its texts may hold a protocol number. */
export const COLLECTIONS = {
  activities: { fields: activity, texts: ['subject', 'note'] },
  deals: { fields: deal, texts: null },
  notes: { fields: note, texts: ['content'] },
} as const satisfies Record<string, { fields: z.ZodType; texts: readonly string[] | null }>;

export type Kind = keyof typeof COLLECTIONS;
export type Fields = Readonly<Record<string, unknown>>;

/** Every text of a thing that may hold a protocol number: for a deal its title and its custom fields. */
export const textsOf = (kind: Kind, fields: Fields): string[] => {
  const names = COLLECTIONS[kind].texts ?? Object.keys(fields);
  return names.map((name) => fields[name]).filter((value) => typeof value === 'string');
};
