/** Dates and times as TDS carries them: days since 0001-01-01, and units of a time's own scale since midnight. */

const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.parse('0001-01-01T00:00:00.000Z');
const DAY_SECONDS = 86_400n;

/** @throws RangeError when the day is after 9999-12-31 */
export function calendarDate(days: number): string {
  const date = new Date(FIRST_DAY_MS + days * DAY_MS);
  if (!(date.getUTCFullYear() <= 9999)) throw new RangeError(`Day ${days} is out of range.`);
  return date.toISOString().slice(0, 10);
}

/** @param date text that begins with YYYY-MM-DD */
export const dayNumber = (date: string): number =>
  (Date.parse(`${date.slice(0, 10)}T00:00:00.000Z`) - FIRST_DAY_MS) / DAY_MS;

/** Bytes of a time with so many digits after the second. */
export const timeWidth = (scale: number): number => (scale <= 2 ? 3 : scale <= 4 ? 4 : 5);

/** @throws RangeError when a day has no such time: a driver that rounds up sends 24:00:00 */
export function clockTime(units: bigint, scale: number): string {
  const perSecond = 10n ** BigInt(scale);
  const seconds = units / perSecond;
  if (seconds >= DAY_SECONDS) throw new RangeError(`A day has no second ${seconds}.`);
  const parts = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map((part) => String(part).padStart(2, '0'));
  const fraction = scale === 0 ? '' : `.${String(units % perSecond).padStart(scale, '0')}`;
  return parts.join(':') + fraction;
}

/** @param time HH:mm:ss with any number of digits after a point */
export function timeUnits(time: string, scale: number): bigint {
  const [clock = '', fraction = ''] = time.split('.');
  const seconds = clock.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  return seconds * 10n ** BigInt(scale) + BigInt(fraction.padEnd(scale, '0').slice(0, scale) || '0');
}
