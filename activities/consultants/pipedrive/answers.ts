import { z } from 'zod';

const id = z.int().positive();

/** What every answer is wrapped in; whatever else it holds is nobody's business here. */
export const envelope = z.object({
  success: z.literal(true),
  data: z.unknown(),
  additional_data: z.object({ pagination: z.object({ next_start: z.int().optional() }).nullish() }).nullish(),
});
export type Envelope = z.infer<typeof envelope>;

/** One thing that was made. */
export const made = z.object({ id });

/** A list of activities; null is how Pipedrive writes an empty one. */
export const activityList = z
  .array(z.object({ id, subject: z.string().nullish() }))
  .nullable()
  .transform((activities) => activities ?? []);

/** What a search found among the deals. */
export const dealsFound = z
  .object({
    items: z.array(
      z.object({
        item: z.object({
          id,
          title: z.string().nullish(),
          owner: z.object({ id }).nullish(),
          custom_fields: z.array(z.unknown()).nullish(),
        }),
      }),
    ),
  })
  .transform(({ items }) => items.map(({ item }) => item));
