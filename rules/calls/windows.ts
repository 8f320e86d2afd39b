import { DateTime } from 'luxon';
import type { CallWindow } from '../../schemas/calls.ts';

/** Windows and days of an account (5.2). Instants are UTC ISO texts, days `YYYY-MM-DD`, intervals half-open. */

const MINUTE_MS = 60_000;

const iso = (atMs: number): string => new Date(atMs).toISOString();
const inZone = (at: string | Date, zone: string): DateTime => DateTime.fromMillis(new Date(at).getTime(), { zone });

export interface Interval {
  readonly from: string;
  readonly to: string;
}

/** The calendar day of an instant on the clocks of a zone. */
export const localDay = (at: string | Date, zone: string): string => inZone(at, zone).toFormat('yyyy-MM-dd');

/** Start of a day: its first instant, which is not always midnight. */
const dayStart = (day: string, zone: string): DateTime => DateTime.fromISO(day, { zone }).startOf('day');

/** The whole of a day: 23, 24 or 25 hours. */
export function dayRange(day: string, zone: string): Interval {
  const nextDay = DateTime.fromISO(day, { zone: 'utc' }).plus({ days: 1 }).toFormat('yyyy-MM-dd');
  return { from: iso(dayStart(day, zone).toMillis()), to: iso(dayStart(nextDay, zone).toMillis()) };
}

/** The day `days` before today, today being `now` on the clocks of the zone. */
export const daysBack = (now: Date, zone: string, days: number): string =>
  inZone(now, zone).minus({ days }).toFormat('yyyy-MM-dd');

export const yesterday = (now: Date, zone: string): string => daysBack(now, zone, 1);

/** Every local day that `[from, to)` touches, oldest first. */
export function daysTouched({ from, to }: Interval, zone: string): string[] {
  const days: string[] = [];
  for (let at = from; at < to;) {
    const day = localDay(at, zone);
    days.push(day);
    at = dayRange(day, zone).to;
  }
  return days;
}

export interface WindowPlan extends Interval {
  readonly campaigns: readonly number[];
  readonly zone: string;
  /** 1440 = one window per local day, whatever its length. */
  readonly windowMinutes: number;
}

/** Cuts `[from, to)` at the account's local days, and below a day every `windowMinutes` from its start; oldest first, all campaigns of a stretch together. */
export function planDayWindows({ campaigns, from, to, zone, windowMinutes }: WindowPlan): CallWindow[] {
  const range = { from: iso(Date.parse(from)), to: iso(Date.parse(to)) };
  return daysTouched(range, zone)
    .flatMap((day) => cut(dayRange(day, zone), windowMinutes))
    .map((stretch) => ({
      from: stretch.from > range.from ? stretch.from : range.from,
      to: stretch.to < range.to ? stretch.to : range.to,
    }))
    .filter((stretch) => stretch.from < stretch.to)
    .flatMap((stretch) => campaigns.map((campaign) => ({ campaign, ...stretch })));
}

const DAY_MINUTES = 1_440;

function cut(day: Interval, windowMinutes: number): Interval[] {
  if (windowMinutes >= DAY_MINUTES) return [day];
  const endMs = Date.parse(day.to);
  const pieces: Interval[] = [];
  for (let atMs = Date.parse(day.from); atMs < endMs; atMs += windowMinutes * MINUTE_MS) {
    pieces.push({ from: iso(atMs), to: iso(Math.min(endMs, atMs + windowMinutes * MINUTE_MS)) });
  }
  return pieces;
}

/** How many parts a window should have, given what the vendor says it holds; 1 = leave it whole. */
export const partsFor = (expectedRows: number | null, splitRows: number): number =>
  Math.max(1, Math.ceil((expectedRows ?? 0) / splitRows));

/** Equal parts that meet at whole seconds, none below a minute; fewer than asked where there is no room, empty when it cannot be split. */
export function splitWindow({ campaign, from, to }: CallWindow, parts: number): CallWindow[] {
  const fromMs = Date.parse(from);
  const lengthMs = Date.parse(to) - fromMs;
  const most = Math.min(Math.floor(parts), Math.floor(lengthMs / MINUTE_MS));
  if (most < 2) return [];
  const edges = Array.from({ length: most + 1 }, (_, i) =>
    i === 0 ? from : i === most ? to : iso(Math.round((fromMs + (lengthMs * i) / most) / 1_000) * 1_000),
  );
  return edges.slice(1).map((edge, i) => ({ campaign, from: edges[i] ?? from, to: edge }));
}

/** A window is closed when nothing more is expected to happen in it: `lagMinutes` after its end. */
export const isClosed = ({ to }: Pick<CallWindow, 'to'>, lagMinutes: number, now: Date): boolean =>
  Date.parse(to) + lagMinutes * MINUTE_MS <= now.getTime();

/**
 * A window as the vendor is asked for it: local texts, the end included, widened by the overlap. Where clocks go back within
 * it, the texts span every local time that was shown, because from the first instant to the last they could run backwards.
 * An hour that happens twice is asked for twice; its calls are told apart by their own instants.
 */
export function vendorRange(
  { from, to }: Interval,
  overlapMinutes: number,
  zone: string,
): { startDate: string; endDate: string } {
  const first = inZone(from, zone).minus({ minutes: overlapMinutes });
  const last = inZone(to, zone).plus({ minutes: overlapMinutes }).minus({ seconds: 1 });
  const shown = [first, last];
  if (last.offset < first.offset) {
    const changeMs = clockChange(first, last);
    shown.push(...[changeMs - 1_000, changeMs].map((atMs) => DateTime.fromMillis(atMs, { zone })));
  }
  const texts = shown.map((time) => time.toFormat('yyyy-MM-dd HH:mm:ss')).sort();
  return { startDate: texts[0] ?? '', endDate: texts.at(-1) ?? '' };
}

/** The instant (epoch ms, whole second) between two at which the clocks of their zone change. */
function clockChange(first: DateTime, last: DateTime): number {
  let before = Math.floor(first.toSeconds());
  let after = Math.ceil(last.toSeconds());
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (first.zone.offset(middle * 1_000) === first.offset) before = middle;
    else after = middle;
  }
  return after * 1_000;
}
