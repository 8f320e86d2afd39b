import { createHash } from 'node:crypto';
import { epochOf } from './calendar.ts';
import { isListed, listedId, rowsBetween } from './listing.ts';
import type { Simulator } from './simulator.ts';
import { DAY_SECONDS } from './zone.ts';

/** Longest id that a reader keeps (C-21). */
const LONGEST_ID = 50;

/** What the vendor really holds of a stretch of time, whatever faults its answers show. */
export interface Truth {
  /** Calls in the vendor's list, with and without a usable id. */
  readonly count: number;
  /** sha256, hex, of the usable ids, sorted and joined by newlines. */
  readonly hash: string;
  readonly missingIds: number;
  readonly overLongIds: number;
  /** The usable ids, sorted; only when asked for. */
  readonly ids?: string[];
}

export interface TruthQuestion {
  /** Undefined = all campaigns. */
  readonly campaign?: number | undefined;
  /** ISO instants, half-open. */
  readonly from: string;
  readonly to: string;
  readonly withIds?: boolean | undefined;
}

/** The true calls of `[from, to)` at the account's present. Throws on texts that are no instants. */
export const truthOf = (sim: Simulator, { campaign, from, to, withIds = false }: TruthQuestion): Truth => {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (Number.isNaN(start) || Number.isNaN(end)) throw new RangeError('from and to must be ISO 8601 instants');
  const now = sim.clock.now();
  const campaigns = campaign === undefined ? [] : [campaign];
  // Wall clock and UTC differ by less than a day: take a day more on both sides, then compare instants.
  const rows = rowsBetween(sim, campaigns, Math.floor(start / 1000) - DAY_SECONDS, Math.ceil(end / 1000) + DAY_SECONDS)
    .filter((row) => epochOf(row) * 1000 >= start && epochOf(row) * 1000 < end)
    .filter((row) => isListed(sim, row, now));
  const all = rows.map((row) => listedId(sim, row, now)).filter((id) => id !== undefined);
  const ids = all
    .map(String)
    .filter((id) => id.length <= LONGEST_ID)
    .sort();
  return {
    count: rows.length,
    hash: createHash('sha256').update(ids.join('\n')).digest('hex'),
    missingIds: rows.length - all.length,
    overLongIds: all.length - ids.length,
    ...(withIds && { ids }),
  };
};
