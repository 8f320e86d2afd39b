import { hash32 } from '../support/random.ts';
import { epochOf, inVendorOrder, type Row } from './calendar.ts';
import { callText } from './callText.ts';
import { changedCall, type ActiveRule } from './faults.ts';
import { idOf } from './ids.ts';
import type { Simulator } from './simulator.ts';
import type { CallObject } from './switches/Switch.ts';
import { DAY_SECONDS } from './zone.ts';

/** Longest time from the start of a call until it stands in the history. */
export const HISTORY_LAG_SECONDS = 600;

/** First position whose value is not below the wanted one. */
const lowerBound = (sorted: Uint32Array, wanted: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Whether the call stands in the history at this instant (epoch ms). */
export const isListed = (sim: Simulator, row: Row, now: number): boolean => {
  const lag = 5 + (hash32(row.day.seed, row.index) % (HISTORY_LAG_SECONDS - 5));
  return (
    (epochOf(row) + lag) * 1000 <= now &&
    !(sim.removed.size > 0 && sim.removed.has(idOf(row))) &&
    sim.faults.present(row, now)
  );
};

/** Every call of the campaigns (empty = all) whose wall-clock start lies in the inclusive seconds, listed or not. */
export const rowsBetween = (sim: Simulator, campaigns: readonly number[], from: number, to: number): Row[] => {
  const rows: Row[] = [];
  const asked = sim.world.campaigns.filter(({ id }) => campaigns.length === 0 || campaigns.includes(id));
  for (const campaign of asked) {
    for (let number = Math.floor(from / DAY_SECONDS); number <= Math.floor(to / DAY_SECONDS); number++) {
      const day = sim.calendar.day(campaign, number);
      const end = lowerBound(day.locals, to + 1);
      for (let index = lowerBound(day.locals, from); index < end; index++) rows.push({ day, index });
    }
  }
  return asked.length > 1 ? rows.sort(inVendorOrder) : rows;
};

/** A call as the vendor writes it under these rules. */
export const callJson = (
  sim: Simulator,
  row: Row,
  rules: readonly ActiveRule[],
  now: number,
  withMailing: boolean,
): string => {
  const text = callText(row, sim.world.company, withMailing);
  const changed = changedCall(row, rules, now, () => JSON.parse(text) as CallObject);
  return changed ? JSON.stringify(changed) : text;
};

/** The id under which the vendor lists the call: its JSON value, undefined when the vendor leaves it out. */
export const listedId = (sim: Simulator, row: Row, now: number): unknown => {
  const id = idOf(row);
  const rules = sim.faults.standing.filter(({ switch: used }) => used.name === 'id-shapes');
  return (changedCall(row, rules, now, () => ({ id })) ?? { id }).id;
};
