import { z } from 'zod';

/** One name, one default, one sentence. */
export interface Setting<T extends z.ZodType = z.ZodType> {
  readonly schema: T;
  /** Text as it would stand in the environment; undefined = no default: unset stays undefined or is refused. */
  readonly default?: string;
  /** One sentence for `.env.example` and the README. */
  readonly doc: string;
  /** Never printed, logged or listed with a value. */
  readonly secret?: true;
}

export type Settings = Readonly<Record<string, Setting>>;

export const port = z.coerce.number().int().min(0).max(65_535);
export const positiveInt = z.coerce.number().int().positive();
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
export const optionalText = z.string().optional();
const isHost = (text: string): boolean => /^(?:[\w.-]+|\[[\da-f:.]+\])$/i.test(text) && URL.canParse(`host://${text}`);
/** As it stands in a URL. */
export const hostName = z.string().refine(isHost, {
  error: 'must be a host name or an address, an IPv6 one in brackets, without a port',
});
export const url = z.url({ error: 'must be a URL' });
