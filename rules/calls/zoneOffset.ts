import { IANAZone } from 'luxon';
import { boundedCache } from './boundedCache.ts';

/** Offset of a zone at an instant (epoch ms), in ms east of UTC. */
export type ZoneOffset = (atMs: number) => number;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOST_HOURS = 10_000;

/** The offset of a zone, looked up once per hour: asking the zone database costs more than all the rest of a call. */
export function createZoneOffset(zone: string): ZoneOffset {
  const database = IANAZone.create(zone);
  const offsetMs: ZoneOffset = (atMs) => Math.round(database.offset(atMs) * 60_000);
  /** Offset of a whole hour, or null when the zone changes within it. */
  const ofHour = boundedCache(MOST_HOURS, (hour: number): number | null => {
    const first = offsetMs(hour * HOUR_MS);
    return first === offsetMs((hour + 1) * HOUR_MS - 1) ? first : null;
  });
  return (atMs) => ofHour(Math.floor(atMs / HOUR_MS)) ?? offsetMs(atMs);
}

/**
 * The instant (epoch ms) at which clocks of a zone show a local time, given as if it were UTC. Of an hour that happens twice
 * it is the first; a time that never happens is moved forward by the gap.
 */
export function instantOfLocal(wallMs: number, offsetAt: ZoneOffset): number {
  const before = offsetAt(wallMs - DAY_MS);
  const after = offsetAt(wallMs + DAY_MS);
  const shown = [wallMs - before, wallMs - after].find((atMs) => atMs + offsetAt(atMs) === wallMs);
  return shown ?? wallMs - before;
}
