import type { CallWindow, WindowState } from '../../schemas/calls.ts';
import { dayRange, daysTouched, isClosed, type Interval } from './windows.ts';

/** What a window of the ledger says, as far as completeness asks. */
export interface LedgerWindow extends CallWindow {
  readonly state: WindowState;
  /** Distinct calls stored for it. */
  readonly storedTotal: number | null;
  readonly finishedAt: string | null;
}

/**
 * - `open`: the day has not closed yet, so nothing about it can be final;
 * - `running`: it is being read, and what is known of it is not complete;
 * - `not-asked`: nobody ever read any of it.
 */
export type DayState = 'complete' | 'partial' | 'failed' | 'running' | 'not-asked' | 'open';

export interface DayCompleteness {
  readonly campaign: number;
  readonly day: string;
  readonly state: DayState;
  /** Calls stored by the windows that the state is drawn from; absent where no window says. */
  readonly calls?: number;
}

export interface CompletenessQuestion extends Interval {
  /** Of any runs and campaigns, oldest finish first. */
  readonly windows: readonly LedgerWindow[];
  readonly campaigns: readonly number[];
  readonly zone: string;
  readonly now: Date;
  readonly lagMinutes: number;
}

/** How complete each campaign is on each local day that `[from, to)` touches, days oldest first. */
export function completeness(question: CompletenessQuestion): DayCompleteness[] {
  const { windows, campaigns, zone, now, lagMinutes } = question;
  const days = daysTouched(question, zone).map((day) => ({ day, ...dayRange(day, zone) }));
  const placed = placeWindows(windows, days);
  return days.flatMap((range, i) => {
    const open = !isClosed(range, lagMinutes, now);
    return campaigns.map((campaign) => {
      const touching = placed.get(campaign)?.[i] ?? [];
      return { campaign, day: range.day, ...judgeDay(range, touching, open, lagMinutes) };
    });
  });
}

/** The windows of each campaign by the days that they touch, in the order given. */
function placeWindows(windows: readonly LedgerWindow[], days: readonly Interval[]): Map<number, LedgerWindow[][]> {
  const placed = new Map<number, LedgerWindow[][]>();
  for (const window of windows) {
    const byDay = placed.get(window.campaign) ?? days.map(() => []);
    placed.set(window.campaign, byDay);
    for (let i = firstEndingAfter(days, window.from); i < days.length; i++) {
      if ((days[i] as Interval).from >= window.to) break;
      byDay[i]?.push(window);
    }
  }
  return placed;
}

function firstEndingAfter(days: readonly Interval[], at: string): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as Interval).to > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

type Judgement = Pick<DayCompleteness, 'state' | 'calls'>;

function judgeDay(day: Interval, windows: readonly LedgerWindow[], open: boolean, lagMinutes: number): Judgement {
  const { visible, bare } = paint(
    day,
    windows.filter(({ state }) => FINISHED.has(state)),
  );
  const counted = visible.filter(({ storedTotal }) => storedTotal !== null);
  const calls = counted.reduce((sum, { storedTotal }) => sum + (storedTotal ?? 0), 0);
  const reading = windows.some(({ state }) => state === 'running' || state === 'pending');
  const state = open ? 'open' : stateOf(visible, bare, reading, lagMinutes);
  return counted.length > 0 ? { state, calls } : { state };
}

const FINISHED: ReadonlySet<WindowState> = new Set(['complete', 'partial', 'failed']);

function stateOf(visible: readonly LedgerWindow[], bare: boolean, reading: boolean, lagMinutes: number): DayState {
  const whole = !bare && visible.every((window) => isProven(window, lagMinutes));
  if (whole) return 'complete';
  if (reading) return 'running';
  if (visible.length === 0) return 'not-asked';
  return visible.every(({ state }) => state === 'failed') ? 'failed' : 'partial';
}

/** Calls may still have been added to a window that was read before it closed (5.2). */
const isProven = (window: LedgerWindow, lagMinutes: number): boolean =>
  window.state === 'complete' &&
  window.finishedAt !== null &&
  isClosed(window, lagMinutes, new Date(window.finishedAt));

/** Lays windows over a day, the newest on top. @returns those that can be seen, and whether any of the day stays bare */
function paint(day: Interval, oldestFirst: readonly LedgerWindow[]): { visible: LedgerWindow[]; bare: boolean } {
  let holes: Interval[] = [day];
  const visible = oldestFirst.toReversed().filter((window) => {
    const left = holes.flatMap((hole) => subtract(hole, window));
    const seen =
      left.length !== holes.length || left.some((hole, i) => hole.from !== holes[i]?.from || hole.to !== holes[i]?.to);
    holes = left;
    return seen;
  });
  return { visible, bare: holes.length > 0 };
}

/** What remains of a stretch beside another. */
function subtract(stretch: Interval, { from, to }: Interval): Interval[] {
  if (to <= stretch.from || from >= stretch.to) return [stretch];
  const before = { from: stretch.from, to: from };
  const after = { from: to, to: stretch.to };
  return [before, after].filter((part) => part.from < part.to);
}
