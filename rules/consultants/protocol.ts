import type { ProtocolPattern } from './protocolPattern.ts';

/**
 * The row of the counter that a number is taken from (D-4): one for all time, or one for each local day.
 * @param day local day `YYYY-MM-DD` of the issue
 */
export const seriesKey = ({ series }: ProtocolPattern, day: string): string => (series === 'per-day' ? day : 'running');

/**
 * The number that a count makes (5.2). A count wider than its field grows, because to refuse would stop the distribution
 * for good (D-W5); it stays unique, see {@link parsePattern}.
 * @param sequence from 1
 * @param day local day `YYYY-MM-DD` of the issue
 * @throws RangeError when the count is not a whole number that counts exactly: a counter read wrongly must never be printed
 */
export function formatProtocol(pattern: ProtocolPattern, sequence: number, day: string): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError(`No protocol number has count ${sequence}`);
  return pattern.parts
    .map((part) => {
      if ('literal' in part) return part.literal;
      return part.field === 'day' ? day.replaceAll('-', '') : String(sequence).padStart(part.width, '0');
    })
    .join('');
}

/** What a number says of itself. */
export interface ProtocolParts {
  readonly sequence: number;
  /** `YYYY-MM-DD`; null where the pattern has no day. */
  readonly day: string | null;
}

/**
 * Reads numbers of a pattern: null for one that it cannot have made. Damaged data is read kindly: missing or surplus zeros
 * of the count are overlooked, because a number taken for too high costs nothing, one overlooked is issued twice.
 */
export function protocolReader({ parts }: ProtocolPattern): (number: string) => ProtocolParts | null {
  const source = parts.map((part) => {
    if ('literal' in part) return RegExp.escape(part.literal);
    return part.field === 'day' ? '(?<year>\\d{4})(?<month>\\d{2})(?<date>\\d{2})' : '(?<sequence>\\d+)';
  });
  const shape = new RegExp(`^${source.join('')}$`);
  return (number) => {
    const found = shape.exec(number)?.groups;
    const sequence = Number(found?.['sequence']);
    if (!found || !Number.isSafeInteger(sequence)) return null;
    const { year, month, date } = found;
    return { sequence, day: year === undefined ? null : `${year}-${month}-${date}` };
  };
}

/**
 * The highest count that numbers already issued have reached in a series; 0 when there is none. With the counters' own
 * values it says where an import goes on (4.1). The legacy's `#10000` in the place of `#100000` (5.2) is read as it stands:
 * the counter that issued it is the higher one.
 * @param key of the series, see {@link seriesKey}
 */
export function highestSequence(pattern: ProtocolPattern, numbers: Iterable<string>, key: string): number {
  const read = protocolReader(pattern);
  let highest = 0;
  for (const number of numbers) {
    const parts = read(number);
    if (parts && seriesKey(pattern, parts.day ?? '') === key) highest = Math.max(highest, parts.sequence);
  }
  return highest;
}
