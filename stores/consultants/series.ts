import { sql } from 'kysely';
import { formatProtocol, seriesKey } from '../../rules/consultants/protocol.ts';
import { turnInstant } from '../../rules/consultants/turnOrder.ts';
import type { Trx } from '../database.ts';
import type { Numbering } from './contract.ts';

/** A number and the instant it is issued at. */
export interface Issue {
  readonly series: string;
  readonly sequence: number;
  readonly number: string;
  readonly at: string;
}

/** What is counted, as the turns of one transaction find and leave it. */
export interface Series {
  /**
   * The next number. It is not used up before {@link use}, so whoever is given nothing leaves no gap (D-40). It is dated no
   * earlier than the turn given last in any series, because a new day may begin on a server whose clock is behind (D-37).
   */
  next(numbering: Numbering, now: string): Promise<Issue>;
  use(issue: Issue): Promise<void>;
  /**
   * The instant of a turn that comes with no number of its own: later than every turn given before, and no later turn is
   * dated before it.
   */
  instant(now: string): Promise<string>;
  /** Lets a count of something else come as far as `count`, at the instant of a turn. @returns whether it had not before */
  reach(series: string, count: number, at: string): Promise<boolean>;
  /** Writes what has changed. */
  save(): Promise<void>;
}

interface Counter {
  readonly isStored: boolean;
  readonly last: number;
  readonly isChanged: boolean;
}

/** What the counter of a series that never gave a number is read as. */
const NONE = -1;
/** Where only the instant is asked for. */
const ANY = '';
const ONE_MS = 1;

/** To be asked where turns come one after the other. */
export function openSeries(trx: Trx): Series {
  const counters = new Map<string, Counter>();
  /** Instant of the turn that was given last: as it was stored (undefined: not read yet), and with the turns given here. */
  let stored: string | null | undefined;
  let newest: string | null = null;

  async function read(series: string): Promise<Counter> {
    const { reached, at } = await trx
      .selectFrom('protocol_series')
      .select((eb) => [
        sql<
          number | null
        >`max(case when ${eb.ref('series')} = ${series} then ${eb.ref('last_number')} else ${sql.lit(NONE)} end)`.as(
          'reached',
        ),
        eb.fn.max('last_issued_at').as('at'),
      ])
      .executeTakeFirstOrThrow();
    if (stored === undefined) stored = newest = at;
    const last = reached ?? NONE;
    return { isStored: last !== NONE, last: Math.max(last, 0), isChanged: false };
  }

  async function counterOf(series: string): Promise<Counter> {
    const counter = counters.get(series) ?? (await read(series));
    counters.set(series, counter);
    return counter;
  }

  const set = (series: string, counter: Counter, last: number, at: string): void => {
    counters.set(series, { ...counter, last, isChanged: true });
    newest = at;
  };

  async function write(series: string, { isStored, last }: Counter): Promise<void> {
    const values = { last_number: last, last_issued_at: newest ?? '' };
    if (isStored) await trx.updateTable('protocol_series').set(values).where('series', '=', series).execute();
    else
      await trx
        .insertInto('protocol_series')
        .values({ series, ...values })
        .execute();
  }

  return {
    async next({ pattern, day }, now) {
      const series = seriesKey(pattern, day);
      const sequence = (await counterOf(series)).last + 1;
      return { series, sequence, number: formatProtocol(pattern, sequence, day), at: turnInstant(now, newest) };
    },

    async use({ series, sequence, at }) {
      set(series, await counterOf(series), sequence, at);
    },

    async instant(now) {
      if (stored === undefined) await read(ANY);
      if (newest === null) return now;
      newest = turnInstant(now, new Date(Date.parse(newest) + ONE_MS).toISOString());
      return newest;
    },

    async reach(series, count, at) {
      const counter = await counterOf(series);
      if (counter.isStored && counter.last >= count) return false;
      set(series, counter, count, at);
      return true;
    },

    async save() {
      const changed = [...counters].filter(([, { isChanged }]) => isChanged);
      for (const [series, counter] of changed) await write(series, counter);
      if (changed.length > 0 || !stored || newest === stored) return;
      await trx
        .updateTable('protocol_series')
        .set({ last_issued_at: newest ?? stored })
        .where('last_issued_at', '=', stored)
        .execute();
    },
  };
}
