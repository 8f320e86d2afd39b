import { z } from 'zod';

const positive = z.int().positive();

/** An ISO 8601 instant, as epoch milliseconds. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** One or a list of them, as a list. */
export const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((only) => [only]), z.array(item).min(1)]);

/** Conditions of a fault rule that hold for any vendor: which of its requests a rule takes. */
export const occasion = {
  /** The account's clock lies in the half-open `[clockFrom, clockTo)`. */
  clockFrom: instant.optional(),
  clockTo: instant.optional(),
  /** First and last request number, as in the journal. */
  requests: z.tuple([positive, positive]).optional(),
  /** Seeded by the request number. */
  probability: z.number().min(0).max(1).optional(),
  /** Of the requests that match so far: leave out the first ones, then take each n-th, at most so many times. */
  skip: z.int().min(0).optional(),
  every: positive.optional(),
  times: positive.optional(),
};

interface Occasion {
  readonly clockFrom?: number | undefined;
  readonly clockTo?: number | undefined;
  readonly requests?: readonly [number, number] | undefined;
  readonly probability?: number | undefined;
  readonly skip?: number | undefined;
  readonly every?: number | undefined;
  readonly times?: number | undefined;
}

/** A rule that counts. */
interface Counting {
  readonly index: number;
  readonly when: Occasion;
  seen: number;
  fired: number;
}

/** Whether a value lies in the half-open `[from, to)`. */
export const within = (value: number, from = -Infinity, to = Infinity): boolean => value >= from && value < to;

/** Whether a rule means this request, as far as the clock, its number and the dice say. */
export const isMeant = (
  { when, index }: Pick<Counting, 'when' | 'index'>,
  turn: { readonly n: number; readonly now: number; chance(salt: number): number },
): boolean =>
  within(turn.now, when.clockFrom, when.clockTo) &&
  (!when.requests || (turn.n >= when.requests[0] && turn.n <= when.requests[1])) &&
  (when.probability === undefined || turn.chance(index) < when.probability);

/** Counts the match and says whether it is one of those that the rule takes. */
export const takes = (active: Counting): boolean => {
  const { skip = 0, every = 1, times = Infinity } = active.when;
  active.seen += 1;
  const counted = active.seen - skip;
  if (counted < 1 || counted % every !== 0 || active.fired >= times) return false;
  active.fired += 1;
  return true;
};
