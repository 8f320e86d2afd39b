import { sql } from 'kysely';
import { formatProtocol, seriesKey } from '../../rules/consultants/protocol.ts';
import { turnInstant } from '../../rules/consultants/turnOrder.ts';
import type { Trx } from '../database.ts';
import type { Portable } from '../dialects/portable.ts';
import type { Numbering } from './contract.ts';

/** A number and the instant it is issued at. */
export interface Issue {
  readonly series: string;
  readonly sequence: number;
  readonly number: string;
  readonly at: string;
  /** The series has no counter yet. */
  readonly begins: boolean;
}

/** Choices and numbers are made one after the other, whichever server makes them (D-2, D-3). */
export const oneAtATime = (trx: Trx, portable: Portable): Promise<void> => portable.serialise(trx, 'consultant turns');

/** What the counter of a series that never gave a number is read as. */
const NONE = -1;

/**
 * The next number of the series, for whom {@link oneAtATime} lets through. It is not used up before {@link useNumber}, so a
 * transaction that gives nothing leaves no gap (D-40). It is dated no earlier than the turn given last in any series, because
 * a new day may begin on a server whose clock is behind (D-37).
 */
export async function nextNumber(trx: Trx, { pattern, day }: Numbering, now: string): Promise<Issue> {
  const series = seriesKey(pattern, day);
  const counter = await trx
    .selectFrom('protocol_series')
    .select((eb) => [
      sql<
        number | null
      >`max(case when ${eb.ref('series')} = ${series} then ${eb.ref('last_number')} else ${sql.lit(NONE)} end)`.as(
        'reached',
      ),
      eb.fn.max('last_issued_at').as('newest'),
    ])
    .executeTakeFirst();
  const reached = counter?.reached ?? NONE;
  const begins = reached === NONE;
  const sequence = begins ? 1 : reached + 1;
  const at = turnInstant(now, counter?.newest ?? null);
  return { series, sequence, number: formatProtocol(pattern, sequence, day), at, begins };
}

export async function useNumber(trx: Trx, { series, sequence, at, begins }: Issue): Promise<void> {
  const values = { last_number: sequence, last_issued_at: at };
  if (begins)
    await trx
      .insertInto('protocol_series')
      .values({ series, ...values })
      .execute();
  else await trx.updateTable('protocol_series').set(values).where('series', '=', series).execute();
}

const ONE_MS = 1;

/**
 * The instant of a turn that comes with no number of its own: later than every turn given before, and no later turn is
 * dated before it.
 */
export async function nextInstant(trx: Trx, now: string): Promise<string> {
  const { newest } = await trx
    .selectFrom('protocol_series')
    .select((eb) => eb.fn.max('last_issued_at').as('newest'))
    .executeTakeFirstOrThrow();
  if (newest === null) return now;
  const at = turnInstant(now, new Date(Date.parse(newest) + ONE_MS).toISOString());
  await trx.updateTable('protocol_series').set({ last_issued_at: at }).where('last_issued_at', '=', newest).execute();
  return at;
}
