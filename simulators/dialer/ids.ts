import { hash32 } from '../support/random.ts';
import { epochOf, type Calendar, type Row } from './calendar.ts';
import type { World } from './world.ts';
import { DAY_SECONDS, offsetSeconds } from './zone.ts';

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** The call's own id: 24 hex digits that sort by start, then campaign, then position, so no index of ids is needed. */
export const idOf = (row: Row): string =>
  hex(epochOf(row), 8) +
  hex(row.day.campaign.id, 6) +
  hex(row.index, 5) +
  hex(hash32(row.day.seed, row.index) & 0xfffff, 5);

/** A sixteen-digit id for switch 28, unique for campaigns that differ in their last digit. */
export const numericIdOf = (row: Row): number => epochOf(row) * 1e6 + row.index * 10 + (row.day.campaign.id % 10);

/** An id longer than any column for switch 28: the own id, then filling. */
export const overLongIdOf = (row: Row): string => idOf(row).padEnd(60, '0');

/** Finds a call by any of its three ids. */
export const findRow = (id: string, world: World, calendar: Calendar): Row | undefined => {
  const numeric = /^\d{16}$/.test(id);
  const epoch = numeric ? Math.floor(Number(id) / 1e6) : parseInt(id.slice(0, 8), 16);
  const index = numeric ? Math.floor((Number(id) % 1e6) / 10) : parseInt(id.slice(14, 19), 16);
  if (!Number.isSafeInteger(epoch) || !Number.isSafeInteger(index)) return undefined;
  const dayNumber = Math.floor((epoch + offsetSeconds(world.zone, epoch)) / DAY_SECONDS);
  return world.campaigns
    .map((campaign) => ({ day: calendar.day(campaign, dayNumber), index }))
    .filter((row) => index < row.day.count)
    .find((row) => [idOf(row), overLongIdOf(row), String(numericIdOf(row))].includes(id));
};
