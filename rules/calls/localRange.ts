import { DateTime } from 'luxon';
import type { TimeRange } from '../../schemas/calls.ts';

const FORMAT = 'yyyy-MM-dd HH:mm:ss';

/** Every instant at which the clocks of a zone show a time, earliest first; where they skip it, the first one after. */
function instantsOf(local: string, zone: string): number[] {
  const time = DateTime.fromFormat(local, FORMAT, { zone });
  if (!time.isValid) throw new RangeError(`"${local}" is not a local time ${FORMAT} in ${zone}`);
  return time
    .getPossibleOffsets()
    .map((possible) => possible.toMillis())
    .sort((a, b) => a - b);
}

/**
 * A range of local times, the end included, as instants: `[start, end + 1 s)`. Where a time happens twice, the range
 * spans both.
 * @throws RangeError when a text is not `YYYY-MM-DD HH:MM:SS`
 */
export function localRange({ start, end }: { start: string; end: string }, zone: string): TimeRange {
  const from = instantsOf(start, zone)[0] ?? Number.NaN;
  const to = (instantsOf(end, zone).at(-1) ?? Number.NaN) + 1_000;
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
