import { DateTime, IANAZone } from 'luxon';

/** Seconds in a day without a change of offset. */
export const DAY_SECONDS = 86_400;

/** Offset from UTC, in seconds, of an instant given in epoch seconds. */
export const offsetSeconds = (zone: string, epoch: number): number => IANAZone.create(zone).offset(epoch * 1000) * 60;

/** Epoch seconds at which a local calendar day (`YYYY-MM-DD`) begins. */
export const dayStart = (zone: string, day: string): number =>
  DateTime.fromISO(day, { zone }).startOf('day').toSeconds();

/** `YYYY-MM-DD` of a day counted from 1970-01-01. */
export const dayText = (dayNumber: number): string =>
  new Date(dayNumber * DAY_SECONDS * 1000).toISOString().slice(0, 10);

const LOCAL_TIME = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}):(\d{2}))?$/;

/**
 * Reads `YYYY-MM-DD HH:MM:SS`, or `YYYY-MM-DD` with the given time of day, as seconds since 1970-01-01 00:00:00 on the
 * account's own wall clock (3.3). Undefined when the text is no date.
 */
export const parseLocal = (text: string, timeWhenAbsent: '00:00:00' | '23:59:59'): number | undefined => {
  if (!LOCAL_TIME.test(text)) return undefined;
  const iso = text.length === 10 ? `${text}T${timeWhenAbsent}Z` : `${text.replace(' ', 'T')}Z`;
  const milliseconds = Date.parse(iso);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
};

const two = (value: number) => String(value).padStart(2, '0');
const SIXTY = Array.from({ length: 60 }, (_, i) => two(i));

/** Every second of a day as `HH:MM:SS`. */
export const TIME_TEXTS: readonly string[] = SIXTY.slice(0, 24).flatMap((hour) =>
  SIXTY.flatMap((minute) => SIXTY.map((second) => `${hour}:${minute}:${second}`)),
);

/** `-03:00` for an offset in seconds. */
export const offsetText = (offset: number): string => {
  const minutes = Math.abs(offset) / 60;
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
