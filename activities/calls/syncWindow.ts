import { log } from '@temporalio/activity';
import { createNormaliser } from '../../rules/calls/normalise.ts';
import { countsAgree, goneCalls, judgePass } from '../../rules/calls/pages.ts';
import { isClosed, splitWindow, vendorRange } from '../../rules/calls/windows.ts';
import type { CallWindow, RowCounts, RunSettings } from '../../schemas/calls.ts';
import {
  splitBatch,
  type WindowCursor,
  type WindowKey,
  type WindowRow,
  type WindowTask,
} from '../../stores/calls/contract.ts';
import { countCalls } from './countCalls.ts';
import type { CallDeps } from './deps.ts';
import type { DialerRange } from './dialer/client.ts';
import { CallError, PageError, callFailures } from './errors.ts';
import type { PassReport, StopReason } from './pass.ts';
import { reviewWindow, type ReviewDeps } from './reviewWindow.ts';
import { readPass } from './readPass.ts';

export interface SyncWindowInput extends WindowKey {
  readonly settings: RunSettings;
}

/** How a window ended; its figures are in the ledger too. */
export interface WindowResult {
  readonly ordinal: number;
  readonly state: 'complete' | 'partial' | 'failed' | 'split';
  readonly reason: string | null;
  /** The smaller windows that replace a split one. */
  readonly parts: readonly WindowTask[];
  readonly rows: RowCounts;
  readonly pages: number;
}

/** What the activity needs of the run that it belongs to. */
export interface AttemptContext {
  /** 1 for the first try of this activity. */
  readonly attempt: number;
  readonly signal: AbortSignal;
  /** Tells the server that the worker lives, and the operator where it is. */
  readonly heartbeat: (cursor: WindowCursor | null) => void;
}

/** Parts of a window that cannot be read as a whole; four at a time reach a quarter of an hour from a day in four steps. */
const SPLIT_PARTS = 4;
/** A window whose size is unknown is split when it turns out to be this many times larger than one should be. */
const OVERSIZE = 2;

const STOPPED: Record<StopReason, string> = {
  'empty-page-before-end': 'was empty although the vendor promised more',
  'repeating-page': 'held only calls that had been read before',
  'too-many-rows': 'was still not the last',
};

type Ending = Pick<WindowResult, 'state' | 'reason'> & { readonly parts?: readonly WindowTask[] };

export type SyncWindowDeps = CallDeps & ReviewDeps & { readonly context: () => AttemptContext };

/** Copies one window and proves it complete, or says why it could not (C-1, C-2, C-5, C-24). */
export const createSyncWindow = (deps: SyncWindowDeps) =>
  async function syncWindow(input: SyncWindowInput): Promise<WindowResult> {
    const { store } = deps;
    const key: WindowKey = { executionId: input.executionId, ordinal: input.ordinal };
    const window = await store.window(key);
    if (!window)
      throw new CallError('window-unknown', `The ledger has no window ${key.ordinal} of execution ${key.executionId}.`);
    if (window.finishedAt !== null)
      return resultOf(window, (await store.plannedBatch(key.executionId, splitBatch(key))) ?? [], window.state);

    const ending = await withHeartbeat(deps.context(), input.settings, (attempt) =>
      readToTheEnd(deps, input, window, attempt),
    );
    const after = (await store.window(key)) ?? window;
    return resultOf(after, ending.parts ?? [], ending.state);
  };

const resultOf = (row: WindowRow, parts: readonly WindowTask[], state: WindowRow['state']): WindowResult => {
  const { ordinal, reason, pages, fetched, inserted, updated, unchanged, quarantined, failed } = row;
  if (state === 'pending' || state === 'running')
    throw new CallError('window-unknown', `Window ${ordinal} has not ended.`);
  return { ordinal, state, reason, parts, pages, rows: { fetched, inserted, updated, unchanged, quarantined, failed } };
};

/** Beats at a third of the time-out also while nothing arrives, so that only a dead worker falls silent. */
async function withHeartbeat<T>(
  context: AttemptContext,
  { heartbeatTimeoutSeconds }: RunSettings,
  work: (attempt: AttemptContext) => Promise<T>,
): Promise<T> {
  let latest: WindowCursor | null = null;
  const timer = setInterval(() => context.heartbeat(latest), (heartbeatTimeoutSeconds * 1_000) / 3);
  try {
    return await work({ ...context, heartbeat: (cursor) => context.heartbeat((latest = cursor)) });
  } finally {
    clearInterval(timer);
  }
}

async function readToTheEnd(
  deps: SyncWindowDeps,
  { settings }: SyncWindowInput,
  window: WindowRow,
  attempt: AttemptContext,
): Promise<Ending> {
  try {
    return await readPasses(deps, settings, window, attempt);
  } catch (error) {
    if (!(error instanceof CallError) || attempt.signal.aborted) throw error;
    if (error.type === 'dialer-credentials-rejected' || error.type === 'dialer-not-configured') throw error;
    if (!callFailures[error.type].retryable)
      return finish(deps, window, { state: 'failed', reason: error.type, detail: error.message });
    // A page that fails again after a pause while the vendor answers otherwise: the page is the trouble, not the vendor.
    if (!(error instanceof PageError) || attempt.attempt === 1 || error.type === 'dialer-rate-limited') throw error;
    await deps.dialer.check(attempt.signal);
    return split(deps, window, { state: 'partial', reason: 'poison-page', detail: error.message });
  }
}

async function readPasses(
  deps: SyncWindowDeps,
  settings: RunSettings,
  window: WindowRow,
  attempt: AttemptContext,
): Promise<Ending> {
  const { store } = deps;
  const range = rangeOf(window, settings.overlapMinutes, settings.zone);
  const aliases = await store.mailingAliases(deps.account, window.campaign);
  const normalise = createNormaliser({
    zone: settings.zone,
    finalStatuses: deps.finalStatuses,
    hash: deps.hash,
    aliases,
  });
  let total = window.expectedTotal;
  let missed: ReadonlySet<string> = new Set();
  for (let pass = window.cursor?.pass ?? 1; ; pass++) {
    const cursor = window.cursor?.pass === pass ? window.cursor : firstOf(pass);
    await store.startPass(window, cursor, deps.now().toISOString());
    const report = await readPass(deps, {
      key: window,
      window,
      range,
      pageSize: settings.pageSize,
      expectedTotal: total,
      mostRows: settings.splitRows * OVERSIZE,
      cursor,
      normalise,
      signal: attempt.signal,
      onProgress: attempt.heartbeat,
    });
    if (report.stopped?.reason === 'too-many-rows') return split(deps, window, stoppedEnding(report));
    const totalBefore = total;
    total = await countCalls(deps, window, settings.zone, attempt.signal);
    const verdict = await compare(deps, window, { pass, totalBefore, total, missedBefore: missed }, report);
    missed = verdict.missed;
    if (verdict.next === 'again') continue;
    await reviewWindow(deps, window, settings.lagMinutes, report);
    if (verdict.next === 'complete' && !isClosed(window, settings.lagMinutes, deps.now())) {
      const open = {
        state: 'partial',
        reason: 'window-still-open',
        detail: 'The window had not closed yet when it was read.',
      } as const;
      return finish(deps, window, open, { pass, total, stored: verdict.stored });
    }
    const ending =
      verdict.next === 'complete'
        ? COMPLETE
        : report.stopped
          ? stoppedEnding(report)
          : differing(total, verdict.stored);
    return finish(deps, window, ending, { pass, total, stored: verdict.stored });
  }
}

/** What a log line says of a window. */
const whichWindow = ({ executionId, ordinal, account, campaign, from, to }: WindowRow) => ({
  executionId,
  ordinal,
  account,
  campaign,
  from,
  to,
});

/** A window overlaps others by no more than its own length, or a bad page would spoil its neighbours however small they are. */
const rangeOf = (window: CallWindow, overlapMinutes: number, zone: string): DialerRange => {
  const lengthMinutes = (Date.parse(window.to) - Date.parse(window.from)) / 60_000;
  return { campaign: window.campaign, ...vendorRange(window, Math.min(overlapMinutes, lengthMinutes), zone) };
};

const firstOf = (pass: number): WindowCursor => ({
  pass,
  pagesDone: 0,
  pagesAhead: [],
  largestPage: 0,
  nextLink: null,
});

interface Comparison {
  readonly pass: number;
  /** The vendor's count before and after the pass. */
  readonly totalBefore: number | null;
  readonly total: number | null;
  /** Stored calls that the pass before did not find. */
  readonly missedBefore: ReadonlySet<string>;
}

/** Compares what is stored with the vendor's count, and marks calls that the vendor no longer lists (C-24, 5.7). */
async function compare(
  { store, account, now }: SyncWindowDeps,
  window: WindowRow,
  { pass, totalBefore, total, missedBefore }: Comparison,
  { seen, added, repeated, strangers, ...report }: PassReport,
) {
  const quarantined = await store.countQuarantined(account, window);
  const found = await store.countCalls(account, window);
  const looked = seen !== null && report.proven && found > seen.size;
  const missed = looked ? (await store.callIds(account, window)).filter((id) => !seen.has(id)) : [];
  const gone = goneCalls({ total, stored: found, quarantined, strangers }, missed, missedBefore);
  const stored = found - (await store.markMissing(account, gone, now().toISOString()));
  const agrees = countsAgree({ total, stored, quarantined, strangers });
  const proven = report.proven && !(report.endedByRefusal && agrees !== true);
  const steady = totalBefore === null || totalBefore === total;
  return { stored, missed: new Set(missed), next: judgePass({ pass, proven, agrees, steady, added, repeated }) };
}

interface LedgerEnding {
  readonly state: 'complete' | 'partial' | 'failed';
  readonly reason: string | null;
  readonly detail: string | null;
}

const COMPLETE: LedgerEnding = { state: 'complete', reason: null, detail: null };

const stoppedEnding = ({ stopped }: PassReport): LedgerEnding => ({
  state: 'partial',
  reason: stopped?.reason ?? null,
  detail: stopped && `Page ${stopped.page} ${STOPPED[stopped.reason]}.`,
});

const differing = (total: number | null, stored: number): LedgerEnding => ({
  state: 'partial',
  reason: total === null ? 'end-not-proven' : 'counts-differ',
  detail:
    total === null
      ? 'The vendor gives no count and its pages did not settle.'
      : `The vendor counts ${total} calls; ${stored} are stored.`,
});

async function finish(
  { store, now }: SyncWindowDeps,
  window: WindowRow,
  ending: LedgerEnding,
  { pass = window.passes, total = window.expectedTotal, stored = null as number | null } = {},
): Promise<Ending> {
  if (ending.state !== 'complete')
    log.warn('window not complete', { ...whichWindow(window), reason: ending.reason, detail: ending.detail });
  await store.finishWindow(window, {
    ...ending,
    passes: pass,
    expectedTotal: total,
    storedTotal: stored,
    at: now().toISOString(),
  });
  return { state: ending.state, reason: ending.reason };
}

/** Goes on in smaller windows, so that the trouble ends up alone in the smallest (5.3); `otherwise` when it cannot be split. */
async function split(deps: SyncWindowDeps, window: WindowRow, otherwise: LedgerEnding): Promise<Ending> {
  const parts = splitWindow(window, SPLIT_PARTS);
  if (parts.length === 0) return finish(deps, window, otherwise);
  const planned = parts.map((part) => ({ ...part, expectedTotal: null }));
  const tasks = await deps.store.splitWindow(window, planned, deps.now().toISOString());
  return { state: 'split', reason: otherwise.reason, parts: tasks };
}
