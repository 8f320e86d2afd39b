import { boundedCache } from './boundedCache.ts';
import { isoText } from './isoText.ts';
import type { JsonValue } from './json.ts';
import type { Report } from './oddities.ts';
import { isNone } from './values.ts';
import { createZoneOffset, instantOfLocal } from './zoneOffset.ts';

/** When a call began (5.2). All three are null when the vendor gave no valid date. */
export interface CallTime {
  /** UTC instant `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
  readonly at: string | null;
  /** Offset from UTC that the vendor, or else the account zone, gives it: `±HH:mm`. */
  readonly offset: string | null;
  /** Local time `YYYY-MM-DDTHH:mm:ss`: the second that clocks showed. */
  readonly localTime: string | null;
}

export type CallTimeReader = (
  callDate: JsonValue | undefined,
  rfc3339: JsonValue | undefined,
  report: Report,
) => CallTime;

const SECONDS_LENGTH = 'YYYY-MM-DDTHH:mm:ss'.length;
const NO_TIME: CallTime = { at: null, offset: null, localTime: null };

/** A date and time as written: the clock as if it were UTC, and the offset in ms when one is given. */
interface WrittenTime {
  readonly wallMs: number;
  readonly offsetMs: number | null;
}

/**
 * Reader of the instant of a call: `call_date_rfc3339` where it is valid, else `call_date` on the clocks of the account's zone.
 * Where both are valid and differ, the first one counts and the difference is reported.
 */
export function createCallTime(zone: string): CallTimeReader {
  const offsetAt = createZoneOffset(zone);
  return (callDate, rfc3339, report) => {
    const local = readTime('call_date', callDate, report);
    const exact = readTime('call_date_rfc3339', rfc3339, report, true);
    const dated = exact ?? local;
    if (dated === null) {
      if (isNone(callDate) && isNone(rfc3339)) report('call_date', 'missing-date', callDate);
      return NO_TIME;
    }
    const atMs = dated.offsetMs === null ? instantOfLocal(dated.wallMs, offsetAt) : dated.wallMs - dated.offsetMs;
    const zoneMs = offsetAt(atMs);
    const localMs = local?.wallMs ?? atMs + zoneMs;
    if (local !== null && exact !== null && !sameSecond(atMs, zoneMs, local)) {
      report('call_date', 'dates-disagree', callDate);
    }
    return {
      at: `${isoText(atMs)}Z`,
      offset: offsetText(dated.offsetMs ?? zoneMs),
      localTime: isoText(localMs).slice(0, SECONDS_LENGTH),
    };
  };
}

/** Compared as clocks show it, so that an hour that happens twice agrees with both. */
const sameSecond = (atMs: number, zoneMs: number, { wallMs, offsetMs }: WrittenTime): boolean =>
  Math.floor((atMs + (offsetMs ?? zoneMs)) / 1_000) === Math.floor(wallMs / 1_000);

function readTime(
  field: string,
  value: JsonValue | undefined,
  report: Report,
  needsOffset = false,
): WrittenTime | null {
  if (isNone(value)) return null;
  const written = typeof value === 'string' ? parseTime(value) : null;
  if (written === null || (needsOffset && written.offsetMs === null)) report(field, 'not-a-date', value);
  else if (written.wallMs < EARLIEST_MS || written.wallMs >= LATEST_MS) report(field, 'date-out-of-range', value);
  else return written;
  return null;
}

/** Beyond these years a date is a vendor's mistake, and some stores cannot hold it. */
const EARLIEST_MS = Date.UTC(1900, 0, 1);
const LATEST_MS = Date.UTC(2201, 0, 1);

const ISO = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/i;
const BRAZILIAN = /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d/;

/** `YYYY-MM-DD HH:mm:ss` (or with a T) and `dd/mm/YYYY HH:mm:ss`, each with or without a fraction and an offset. */
function parseTime(text: string): WrittenTime | null {
  const iso = ISO.test(text);
  if (!iso && !BRAZILIAN.test(text)) return null;
  const day = dayMs(iso ? text.slice(0, 10) : `${text.slice(6, 10)}-${text.slice(3, 5)}-${text.slice(0, 2)}`);
  const clock = clockMs(text);
  const tail = tailOf(text.slice(19));
  if (day === null || clock === null || tail === null) return null;
  return { wallMs: day + clock + tail.fractionMs, offsetMs: tail.offsetMs };
}

/** Start of a day `YYYY-MM-DD` in epoch ms; null when there is no such day. */
const dayMs = boundedCache(1_000, (day: string): number | null => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? date.getTime() : null;
});

/** Both forms have the time of day at the same place. @returns null when there is no such time */
function clockMs(text: string): number | null {
  const hour = digits(text, 11);
  const minute = digits(text, 14);
  const second = digits(text, 17);
  return hour < 24 && minute < 60 && second < 60 ? (hour * 3_600 + minute * 60 + second) * 1_000 : null;
}

const digits = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

const TAIL = /^(\.\d+)? ?(?:(Z)|([+-])(\d\d):?([0-5]\d))?$/i;
const MAX_OFFSET_MS = 18 * 3_600_000;

/** What follows the seconds; null when it is neither a fraction nor an offset. */
const tailOf = boundedCache(1_000, (text: string): { fractionMs: number; offsetMs: number | null } | null => {
  const tail = TAIL.exec(text);
  if (tail === null) return null;
  const [, fraction = '', utc, sign, hours, minutes] = tail;
  const fractionMs = Math.floor(Number(`0${fraction}`) * 1_000);
  if (sign === undefined) return { fractionMs, offsetMs: utc === undefined ? null : 0 };
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return offsetMs > MAX_OFFSET_MS ? null : { fractionMs, offsetMs: sign === '-' ? -offsetMs : offsetMs };
});

const offsetText = boundedCache(100, (offsetMs: number): string => {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
});
