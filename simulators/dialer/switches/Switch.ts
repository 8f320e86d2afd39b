import type { Params } from '../../support/parameters.ts';
import type { Reply } from '../../support/reply.ts';
import type { Row } from '../calendar.ts';
import type { Page, Plan } from '../pages.ts';
import type { Turn } from '../turn.ts';

/** A call as the parsed JSON object that content switches change in place. */
export type CallObject = Record<string, unknown>;

/** One use of a switch: its parameters, what it remembers between requests, and the request at hand. */
export interface Act<P> {
  readonly params: P;
  readonly memory: Map<string, unknown>;
  readonly turn: Turn;
}

/**
 * One named misbehaviour. A switch implements the hooks it needs; hooks run in the order in which they stand here.
 * Those of the last group see no request: they decide what is true for everybody (also for `/__truth`).
 */
export interface Switch<P extends object = Params> {
  readonly name: string;
  /** Number in section 6 of the calls specification, or the section that asks for it. */
  readonly spec: string;
  readonly does: string;
  /** Every parameter with its default. */
  readonly params: P;
  /** The body depends on the request number or on earlier requests, so it must not be cached. */
  readonly volatile?: true;

  /** Answers in the place of the vendor. */
  before?(act: Act<P>): Reply | undefined;
  /** Bends what was asked. */
  plan?(plan: Plan, act: Act<P>): void;
  /** Bends the list of all rows of the window. */
  rows?(rows: readonly Row[], plan: Plan, act: Act<P>): readonly Row[];
  /** Sees one page of rows; may empty it or answer something else. */
  page?(page: Page, act: Act<P>): Reply | undefined;
  /** Bends `meta.pagination`. */
  pagination?(pagination: Record<string, unknown>, page: Page, act: Act<P>): void;
  /** Bends the answer of `/calls/total`. */
  total?(total: number, act: Act<P>): number;
  /** Bends the whole body; `data` holds a placeholder of the rows. */
  envelope?(envelope: Record<string, unknown>): unknown;
  /** Bends the finished answer. */
  reply?(reply: Reply, act: Act<P>): Reply;

  /** How many calls a day has. */
  dayCount?(count: number, params: P): number;
  /** When a day's calls start: ascending seconds after local midnight. */
  dayTimes?(offsets: Uint32Array, daySeconds: number, params: P): void;
  /** Whether a call is in the vendor's list at an instant (epoch ms). */
  present?(row: Row, params: P, now: number): boolean;
  /** Which of its variants a call gets; -1 = left alone. */
  variant?(row: Row, params: P, now: number): number;
  /** Gives the call that variant. */
  change?(call: CallObject, variant: number, row: Row, params: P): void;
  /** The effect on a call depends on the clock, so a body must not be cached. */
  readonly timed?: true;
}

/** Declares a switch with typed parameters. */
export const defineSwitch = <P extends object>(declared: Switch<P>): Switch => declared as unknown as Switch;
