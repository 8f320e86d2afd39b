import type {
  CallWindow,
  ControlChange,
  RowCounts,
  RunControls,
  RunKind,
  RunProgress,
  RunSettings,
  WindowCounts,
} from '../../schemas/calls.ts';

/** A window of a run, as the run's workflow carries it. */
export interface RunTask extends CallWindow {
  readonly ordinal: number;
  readonly expectedTotal: number | null;
}

/** Where a run stands: all that is carried from one history into the next (continue-as-new). */
export interface RunState {
  executionId: number;
  /** Stretches of the plan that have been planned. */
  chunksPlanned: number;
  planned: boolean;
  /** Planned and not yet begun, in the order in which they are begun. */
  waiting: RunTask[];
  /** Begun and not ended; empty when a history ends. */
  running: RunTask[];
  controls: RunControls;
  waitingForCredential: boolean;
  /** Epoch ms at which an operator last said that the credential is new; 0 = never. */
  credentialRenewedAtMs: number;
  windows: WindowCounts;
  rows: RowCounts;
  pages: number;
}

/** How one window ended, as far as the run cares. */
export interface EndedWindow {
  readonly ordinal: number;
  readonly state: 'complete' | 'partial' | 'failed' | 'split';
  readonly parts: readonly RunTask[];
  readonly rows: RowCounts;
  readonly pages: number;
}

const NO_ROWS: RowCounts = { fetched: 0, inserted: 0, updated: 0, unchanged: 0, quarantined: 0, failed: 0 };

/** A run that has not begun: its execution is not on record yet. */
export const initialState = ({ windowConcurrency }: RunSettings): RunState => ({
  executionId: 0,
  chunksPlanned: 0,
  planned: false,
  waiting: [],
  running: [],
  controls: { paused: false, concurrency: windowConcurrency, requestsPerSecond: null },
  waitingForCredential: false,
  credentialRenewedAtMs: 0,
  windows: { total: 0, complete: 0, partial: 0, failed: 0 },
  rows: { ...NO_ROWS },
  pages: 0,
});

/** The plan is fetched ahead of need, so that no window slot stays empty while the next ones are being counted. */
export const needsPlanning = ({ planned, waiting, controls }: RunState): boolean =>
  !planned && !controls.paused && waiting.length < controls.concurrency;

const mayBegin = ({ waiting, running, controls }: RunState): boolean =>
  !controls.paused && waiting.length > 0 && running.length < controls.concurrency;

/** Nothing may be begun any more in this history: it ends when the windows in flight have. */
const isDrained = ({ running }: RunState, draining: boolean): boolean => draining && running.length === 0;

export const isDone = ({ planned, waiting, running }: RunState): boolean =>
  planned && waiting.length === 0 && running.length === 0;

/** What a run does next: end this history, plan, begin windows, or wait for something to change. */
export function nextStep(state: RunState, draining: boolean): 'end' | 'plan' | 'begin' | 'wait' {
  if (isDone(state) || isDrained(state, draining)) return 'end';
  if (draining) return 'wait';
  if (needsPlanning(state)) return 'plan';
  return mayBegin(state) ? 'begin' : 'wait';
}

export function addPlanned(state: RunState, tasks: readonly RunTask[], last: boolean): void {
  state.waiting.push(...tasks);
  state.windows.total += tasks.length;
  state.chunksPlanned++;
  state.planned = last;
}

/** Takes the next window to begin, if one may be begun now. */
export function takeNext(state: RunState): RunTask | undefined {
  if (!mayBegin(state)) return undefined;
  const task = state.waiting.shift();
  if (task) state.running.push(task);
  return task;
}

/** Records the end of a window; the parts of a split one are next in line, so that a day is finished before the next is begun. */
export function recordEnd(state: RunState, ended: EndedWindow): void {
  state.running = state.running.filter(({ ordinal }) => ordinal !== ended.ordinal);
  state.pages += ended.pages;
  for (const kind of Object.keys(state.rows) as (keyof RowCounts)[]) state.rows[kind] += ended.rows[kind];
  if (ended.state === 'split') {
    state.waiting.unshift(...ended.parts);
    state.windows.total += ended.parts.length - 1;
  } else {
    state.windows[ended.state]++;
  }
}

/** Applies what an operator asked for. Going on also ends the wait for a credential (C-4). */
export function applyControls(state: RunState, change: ControlChange, nowMs: number): void {
  const { paused, concurrency, requestsPerSecond } = state.controls;
  state.controls = {
    paused: change.paused ?? paused,
    concurrency: change.concurrency ?? concurrency,
    requestsPerSecond: change.requestsPerSecond ?? requestsPerSecond,
  };
  if (change.paused !== false) return;
  if (state.waitingForCredential) state.credentialRenewedAtMs = nowMs;
  state.waitingForCredential = false;
}

/** A revoked or new token takes up to a minute to be known everywhere (3.2): within it a refusal is no news. */
const CREDENTIAL_SPREAD_MS = 60_000;

/** True while a refused credential may still be an echo of its renewal. */
export const renewalIsSpreading = ({ credentialRenewedAtMs }: RunState, nowMs: number): boolean =>
  nowMs - credentialRenewedAtMs < CREDENTIAL_SPREAD_MS;

export const progressOf = (kind: RunKind, state: RunState): RunProgress => ({
  kind,
  executionId: state.executionId,
  controls: { ...state.controls },
  waitingForCredential: state.waitingForCredential,
  windows: { ...state.windows },
  rows: { ...state.rows },
  pages: state.pages,
  running: state.running.map(({ campaign, from, to }) => ({ campaign, from, to })),
});

/** What an operator reads in Temporal Web while the run is going (Markdown). */
export function describeRun({
  controls,
  waitingForCredential,
  windows,
  rows,
  pages,
  running,
  planned,
}: RunState): string {
  const standing = waitingForCredential ? 'waiting for a new credential' : controls.paused ? 'paused' : 'running';
  const total = planned ? String(windows.total) : `${windows.total} so far`;
  return [
    `**${standing}** · ${windows.complete + windows.partial + windows.failed} of ${total} windows · ${pages} pages`,
    '',
    '| complete | partial | failed | inserted | updated | unchanged | quarantined |',
    '|---|---|---|---|---|---|---|',
    `| ${windows.complete} | ${windows.partial} | ${windows.failed} | ${rows.inserted} | ${rows.updated} | ${rows.unchanged} | ${rows.quarantined} |`,
    '',
    ...running.map(({ campaign, from, to }) => `- campaign ${campaign}, ${from} to ${to}`),
  ].join('\n');
}
