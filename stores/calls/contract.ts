import type { CallWindow, LegacyStatus, RowCounts, RunKind, WindowCounts, WindowState } from '../../schemas/calls.ts';
import type { Page } from '../../schemas/common.ts';
import type { NormalisedCall, RejectedRow, Scalar } from '../../rules/calls/types.ts';
import type { RequestBudget } from '../../rules/requestBudget.ts';

export interface ExecutionStart {
  workflowId: string;
  /** Run id of the first run of the chain, so that continue-as-new stays one execution. */
  runId: string;
  account: string;
  zone: string;
  kind: RunKind;
  campaigns: readonly number[];
  /** UTC instants of the whole range. */
  from: string;
  to: string;
  startedAt: string;
}

export interface ExecutionEnd {
  status: Exclude<LegacyStatus, 'RUNNING'>;
  errorMessage: string | null;
  endedAt: string;
}

/** A run as operators read it: legacy columns and the counts of C-28 and C-36. */
export interface ExecutionRow extends RowCounts {
  id: number;
  workflowId: string;
  runId: string;
  account: string;
  zone: string;
  kind: RunKind;
  campaigns: number[];
  from: string;
  to: string;
  startedAt: string;
  endedAt: string | null;
  status: LegacyStatus;
  errorMessage: string | null;
  windows: WindowCounts;
  pages: number;
  /** Sum of the counts that the vendor gave when the windows were planned; null when it gave none. */
  expectedRows: number | null;
}

/** Where a pass over a window stands. Written in the transaction of the rows it speaks of, so a kill cannot part them. */
export interface WindowCursor {
  /** 1 for the first reading, 2 for the second (C-5). */
  pass: number;
  /** Every page up to here is stored. */
  pagesDone: number;
  /** Pages beyond `pagesDone` that are stored too (pages are read side by side). */
  pagesAhead: number[];
  /** Largest page seen: the page size that the server really uses (5.1). */
  largestPage: number;
  /** Next link to follow when the vendor's links are not page numbers; null otherwise. */
  nextLink: string | null;
}

/** The run is closed, and with it its ledger: what an attempt that was given up still brings is not written. */
export class RunEndedError extends Error {
  override readonly name = 'RunEndedError';
  readonly type = 'run-ended';

  constructor(executionId: number) {
    super(`Execution ${executionId} has ended and takes nothing more. Start the range again to copy it.`);
  }
}

export interface WindowKey {
  executionId: number;
  ordinal: number;
}

export interface WindowRow extends CallWindow, WindowKey, RowCounts {
  account: string;
  state: WindowState;
  passes: number;
  pages: number;
  /** What the vendor says the window holds; null when it does not say. */
  expectedTotal: number | null;
  /** Distinct calls stored for the window when it was last compared. */
  storedTotal: number | null;
  cursor: WindowCursor | null;
  /** Stable kebab-case reason of `partial` and `failed`, and its sentence. */
  reason: string | null;
  detail: string | null;
  startedAt: string | null;
  finishedAt: string | null;
}

/** One page's parsed rows. */
export interface BatchPage {
  readonly page: number;
  readonly rows: readonly NormalisedCall[];
  readonly rejected: readonly RejectedRow[];
}

/** Pages of a window that have arrived together, written with the cursor in one transaction; 1,000 rows at most. */
export interface CallBatch {
  window: WindowKey;
  account: string;
  /** Campaign that was asked for; where a row names none, it is placed under this one. */
  campaign: number;
  /** Start of the window; a row without a valid instant is placed here (5.2), a dated one at its own instant. */
  undatedAt: string;
  pages: readonly BatchPage[];
  cursor: WindowCursor;
  at: string;
}

/** Name of the batch that holds the parts of a split window. */
export const splitBatch = ({ ordinal }: WindowKey): string => `split-${ordinal}`;

export interface WindowEnd {
  state: 'complete' | 'partial' | 'failed';
  passes: number;
  expectedTotal: number | null;
  storedTotal: number | null;
  reason: string | null;
  detail: string | null;
  at: string;
}

export interface PlannedWindow extends CallWindow {
  expectedTotal: number | null;
}

/** A window with its place in the execution's ledger. */
export interface WindowTask extends PlannedWindow {
  ordinal: number;
}

export interface QuarantineRow {
  id: number;
  account: string;
  campaign: number;
  executionId: number;
  ordinal: number;
  page: number;
  reason: string;
  raw: string;
  at: string;
  resolvedAt: string | null;
  resolution: string | null;
}

/** A stored call as the API gives it: every column by name. */
export type CallRecord = Record<string, Scalar>;

export interface CallQuery {
  campaign?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** What became of an event: the call was new, or stored already; nothing to store; not an event. */
export type EventOutcome = 'added' | 'known' | 'ignored' | 'refused';

/** A local day of a campaign that is to be read again, because an event spoke of it (C-7). */
export interface Resync {
  campaign: number;
  /** `YYYY-MM-DD` in the account's zone. */
  day: string;
  requestedAt: string;
}

/**
 * The repository of the `calls` integration: the only place that knows its tables. All instants are UTC ISO texts.
 * What plans, starts, fills, splits or finishes a window throws `RunEndedError` once the window or its run is closed.
 */
export interface CallStore {
  /** Creates the run row, or finds it: keyed by workflow id and run id (C-27, C-29). @returns its id */
  beginExecution(start: ExecutionStart): Promise<number>;
  /** Closes the run row with counts summed from its windows; those not read to their end become failed (`run-ended`). Repeating it changes nothing. */
  endExecution(id: number, end: ExecutionEnd): Promise<void>;
  execution(workflowId: string, runId?: string): Promise<ExecutionRow | null>;
  listExecutions(query: {
    cursor?: string | undefined;
    limit: number;
    kind?: RunKind | undefined;
    status?: LegacyStatus | undefined;
  }): Promise<Page<ExecutionRow>>;
  /** Runs still marked RUNNING, for the reaper. */
  openExecutions(): Promise<ExecutionRow[]>;

  /**
   * Appends windows to the ledger as pending, with ordinals after the last one. Done once per `batch` name (e.g. `chunk-3`):
   * a repeat with the same name writes nothing and gives the windows of the first time.
   */
  planWindows(
    executionId: number,
    account: string,
    batch: string,
    windows: readonly PlannedWindow[],
  ): Promise<WindowTask[]>;
  /** The windows that an earlier `planWindows` of this batch wrote; null when it never ran. */
  plannedBatch(executionId: number, batch: string): Promise<WindowTask[] | null>;
  /** Marks a window as `split` and plans its parts as batch `split-<ordinal>`, in one transaction; a repeat gives the same parts. */
  splitWindow(key: WindowKey, parts: readonly PlannedWindow[], at: string): Promise<WindowTask[]>;
  window(key: WindowKey): Promise<WindowRow | null>;
  listWindows(
    executionId: number,
    query: { cursor?: string | undefined; limit: number; state?: WindowState | undefined },
  ): Promise<Page<WindowRow>>;
  /** Marks a window as running and starts a pass: sets the cursor, and `startedAt` when it is the first. */
  startPass(key: WindowKey, cursor: WindowCursor, at: string): Promise<void>;
  /** Upserts calls by (account, id) when their hash differs, their raw text, mailing and oddities; quarantines the rejected; moves the cursor. One transaction (C-6, C-13, C-20). */
  writeBatch(batch: CallBatch): Promise<RowCounts>;
  finishWindow(key: WindowKey, end: WindowEnd): Promise<void>;
  /**
   * Distinct calls placed in a window, without those marked missing. A call is placed (bookkeeping columns `placed_campaign`,
   * `placed_at`, indexed together with the account) at its own campaign and instant, or at the window that returned it first.
   */
  countCalls(account: string, window: CallWindow): Promise<number>;
  /** Rows in quarantine that count towards a window: unresolved, of its campaign, their instant in `[from, to)` or unknown and read for that window. */
  countQuarantined(account: string, window: CallWindow): Promise<number>;
  /** Ids stored for a window and not marked missing. */
  callIds(account: string, window: CallWindow): Promise<string[]>;
  /** Marks calls that the vendor no longer lists (5.7). @returns how many were newly marked */
  markMissing(account: string, ids: readonly string[], at: string): Promise<number>;
  /** Windows of all runs that overlap `[from, to)`, oldest finish first: what completeness is painted from. */
  windowsOverlapping(
    account: string,
    campaigns: readonly number[] | null,
    from: string,
    to: string,
  ): Promise<WindowRow[]>;

  watermark(account: string, campaign: number): Promise<string | null>;
  /** Moves the watermark forward, never back. */
  advanceWatermark(account: string, campaign: number, to: string): Promise<void>;
  /** Days (UTC instants of calls) that still hold calls whose status is not final, not before `since`. */
  nonFinalInstants(account: string, since: string): Promise<{ campaign: number; at: string }[]>;

  /** Reads, changes and writes the account's request budget in one transaction. `change` must be pure. */
  changeBudget<T>(
    account: string,
    initial: RequestBudget,
    change: (budget: RequestBudget) => { budget: RequestBudget; result: T },
  ): Promise<T>;

  listQuarantine(query: {
    cursor?: string | undefined;
    limit: number;
    resolved?: boolean | undefined;
  }): Promise<Page<QuarantineRow>>;
  quarantined(id: number): Promise<QuarantineRow | null>;
  resolveQuarantine(id: number, resolution: string, at: string): Promise<void>;
  /** Upserts one call outside any window (replayed quarantine). */
  writeCall(account: string, call: NormalisedCall, at: string): Promise<'inserted' | 'updated' | 'unchanged'>;

  /**
   * Stores the call of an event unless a call of its id is there: what polling read is newer or fuller (C-55).
   * @returns whether it was new, and where the call stands; null when it is new but has no instant or campaign to stand at
   */
  addCall(
    account: string,
    call: NormalisedCall,
    at: string,
  ): Promise<{ added: boolean; campaign: number; at: string } | null>;
  /** Asks for a day to be read again. */
  requestResync(account: string, resync: Resync): Promise<void>;
  resyncs(account: string): Promise<Resync[]>;
  /** Forgets the request for a day, unless it was renewed since. */
  settleResync(account: string, resync: Resync): Promise<void>;
  /** Counts an event. */
  noteEvent(account: string, outcome: EventOutcome, at: string): Promise<void>;
  /**
   * When the vendor's webhook last gave a sign of life: its newest event that was none too bad to read. Where none ever
   * came, waiting for it begins with the first question, at `now`.
   */
  lastEventAt(account: string, now: string): Promise<string>;
  /** Raw texts of the newest calls of a campaign before an instant, as runs have read them, newest first. */
  latestRaws(account: string, campaign: number, before: string, limit: number): Promise<string[]>;

  /** Calls by instant and id, oldest first. */
  listCalls(query: CallQuery): Promise<Page<CallRecord>>;
  /** Extra aliases: normalised mailing column name → legacy column; a campaign's own win over the account's. */
  mailingAliases(account: string, campaign: number): Promise<Record<string, string>>;
  /** Deletes personal data of calls older than `before` (C-48). @returns rows deleted by table */
  purge(account: string, before: string): Promise<Record<string, number>>;
  /** Figures for `/metrics`. */
  counters(): Promise<{
    calls: number;
    quarantineOpen: number;
    windowsByState: Record<string, number>;
    executionsByStatus: Record<string, number>;
    eventsByOutcome: Record<string, number>;
  }>;
}
