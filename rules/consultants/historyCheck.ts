import type { Operation, OrderedOperation } from './history.ts';
import { outOfTurn, type OutOfTurn, type RotaEntry } from './historyTurns.ts';
import { protocolReader, seriesKey } from './protocol.ts';
import { defaultPattern, type ProtocolPattern } from './protocolPattern.ts';

export interface HistoryQuestion {
  readonly operations: readonly Operation[];
  readonly pattern?: ProtocolPattern;
  /** The count that each series had reached before, by its key; 0 unless told. */
  readonly startedAfter?: Readonly<Record<string, number>>;
  /** Everybody, available throughout, in the order of their turns at the beginning. Without it turns are not checked. */
  readonly rota?: readonly RotaEntry[];
}

/** Counts of a series that were never issued, both ends included. */
export interface Gap {
  readonly series: string;
  readonly from: number;
  readonly to: number;
}

/** A call that was answered before another was even asked, and yet has the higher number. */
export interface Inversion {
  readonly answeredFirst: string;
  readonly askedAfterwards: string;
}

export interface HistoryReport {
  /** Numbers that the pattern cannot have made. */
  readonly unreadable: readonly string[];
  /** Numbers that were issued before, once for each further time. */
  readonly duplicates: readonly string[];
  readonly gaps: readonly Gap[];
  readonly inversions: readonly Inversion[];
  readonly outOfTurn: readonly OutOfTurn[];
}

/**
 * Whether a recorded history can be the work of one distributor that does one thing after the other (D-37, 8.3). The order
 * of such a distributor is known, it is that of the numbers: so it is enough that they are unique, without gaps, in keeping
 * with real time, and that in their order each person was the one whose turn it was.
 */
export function checkHistory(question: HistoryQuestion): HistoryReport {
  const { operations, pattern = defaultPattern, startedAfter = {}, rota } = question;
  const { ordered, unreadable } = inOrder(operations, pattern);
  const unique = ordered.filter((operation, i) => !isSameNumber(operation, ordered[i - 1]));
  return {
    unreadable,
    duplicates: ordered.filter((operation, i) => isSameNumber(operation, ordered[i - 1])).map(({ number }) => number),
    gaps: gapsIn(unique, startedAfter),
    inversions: inversionsIn(unique),
    outOfTurn: rota ? outOfTurn(unique, rota) : [],
  };
}

export const isLinearizable = (report: HistoryReport): boolean =>
  Object.values(report).every((faults: readonly unknown[]) => faults.length === 0);

export const countMissing = (gaps: readonly Gap[]): number =>
  gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0);

function inOrder(operations: readonly Operation[], pattern: ProtocolPattern) {
  const read = protocolReader(pattern);
  const unreadable: string[] = [];
  const ordered: OrderedOperation[] = [];
  for (const operation of operations) {
    const parts = read(operation.number);
    if (parts === null) unreadable.push(operation.number);
    else ordered.push({ ...operation, series: seriesKey(pattern, parts.day ?? ''), sequence: parts.sequence });
  }
  // The keys of daily series are their days.
  ordered.sort((a, b) => (a.series === b.series ? a.sequence - b.sequence : a.series < b.series ? -1 : 1));
  return { ordered, unreadable };
}

const isSameNumber = (one: OrderedOperation, other: OrderedOperation | undefined): boolean =>
  one.series === other?.series && one.sequence === other.sequence;

function gapsIn(ordered: readonly OrderedOperation[], startedAfter: Readonly<Record<string, number>>): Gap[] {
  const reached = new Map(Object.entries(startedAfter));
  const gaps: Gap[] = [];
  for (const { series, sequence } of ordered) {
    const expected = (reached.get(series) ?? 0) + 1;
    if (sequence > expected) gaps.push({ series, from: expected, to: sequence - 1 });
    reached.set(series, sequence);
  }
  return gaps;
}

/** From the highest number down: nothing above may have been answered before this one was asked. */
function inversionsIn(ordered: readonly OrderedOperation[]): Inversion[] {
  const inversions: Inversion[] = [];
  let answeredFirst: { at: number; number: string } | undefined;
  for (const { number, invokedAt, completedAt } of ordered.toReversed()) {
    if (answeredFirst && invokedAt !== null && answeredFirst.at < invokedAt) {
      inversions.push({ answeredFirst: answeredFirst.number, askedAfterwards: number });
    }
    if (completedAt !== null && completedAt < (answeredFirst?.at ?? Infinity))
      answeredFirst = { at: completedAt, number };
  }
  return inversions;
}
