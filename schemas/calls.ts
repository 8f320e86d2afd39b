import { z } from 'zod';
import { campaignId, instant } from './common.ts';

/** Most campaigns one run may name; C-23 asks for 500. */
export const MAX_CAMPAIGNS = 500;
const MAX_RANGE_DAYS = 800;

const distinctSorted = (ids: number[]) => [...new Set(ids)].sort((a, b) => a - b);

/** `POST /calls/backfills`: which campaigns, and the half-open range `[from, to)`. */
export const backfillRequest = z
  .strictObject({
    campaigns: z.array(campaignId).min(1).max(MAX_CAMPAIGNS).transform(distinctSorted),
    from: instant,
    to: instant,
    dryRun: z.boolean().default(false),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after `from`' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= MAX_RANGE_DAYS * 86_400_000, {
    path: ['to'],
    error: `must be at most ${MAX_RANGE_DAYS} days after \`from\``,
  });
export type BackfillRequest = z.infer<typeof backfillRequest>;

/** What an operator may change while a run is going: windows at a time, and the account's ceiling of requests. */
export const backfillControls = z
  .strictObject({
    concurrency: z.number().int().min(1).max(32).optional(),
    requestsPerSecond: z.number().positive().max(10_000).optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    error: 'must name concurrency or requestsPerSecond',
  });

/** State of one window in the ledger (4.4). `split` = replaced by the smaller windows that follow it. */
export const WINDOW_STATES = ['pending', 'running', 'complete', 'partial', 'failed', 'split'] as const;
export type WindowState = (typeof WINDOW_STATES)[number];

/** The five status names of the legacy robot (5.5). */
export const LEGACY_STATUSES = [
  'RUNNING',
  'COMPLETED_SUCCESS',
  'COMPLETED_NO_DATA',
  'COMPLETED_WITH_ERRORS',
  'FAILED',
] as const;
export type LegacyStatus = (typeof LEGACY_STATUSES)[number];

export const RUN_KINDS = ['backfill', 'daily', 'sweep', 'legacy'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** What is wrong with the vendor account beyond a single run; open until it is right again. */
export const CALL_ALERT_KINDS = [
  'credential-rejected',
  'field-gone',
  'filter-ignored',
  'mailing-missing',
  'repeating-page',
  'webhook-silent',
] as const;
export type CallAlertKind = (typeof CALL_ALERT_KINDS)[number];

/** Rows by what became of them (C-28). */
export interface RowCounts {
  fetched: number;
  inserted: number;
  updated: number;
  unchanged: number;
  quarantined: number;
  failed: number;
}

/** Windows by state. */
export interface WindowCounts {
  total: number;
  complete: number;
  partial: number;
  failed: number;
}

/** One campaign's stretch of time, half-open in UTC. */
export interface CallWindow {
  readonly campaign: number;
  readonly from: string;
  readonly to: string;
}

/** How a run reads: pinned when it starts, so that a change of configuration never changes a run that is going. */
export interface RunSettings {
  readonly zone: string;
  readonly pageSize: number;
  readonly windowMinutes: number;
  readonly overlapMinutes: number;
  readonly lagMinutes: number;
  readonly splitRows: number;
  readonly windowConcurrency: number;
  readonly heartbeatTimeoutSeconds: number;
}

/** A stretch of time, half-open in UTC. */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

/** By what a run is found: `5+6`, and `2026-11-01/2026-11-20` or the one day that it covers. */
export interface RunLabels {
  readonly campaigns: string;
  readonly days: string;
}

/** What a copying run is asked to do. */
export interface RunRequest {
  readonly kind: RunKind;
  readonly account: string;
  readonly campaigns: readonly number[];
  /** Oldest first and apart from each other; a backfill has one, a sweep one for each day that it reads again. */
  readonly ranges: readonly TimeRange[];
  readonly labels: RunLabels;
  readonly settings: RunSettings;
}

/** Settings an operator may change while a run is going, as they stand. */
export interface RunControls {
  paused: boolean;
  concurrency: number;
  /** null = the account's configured ceiling. */
  requestsPerSecond: number | null;
}

/** What an operator asks to change; what is absent stays as it is. */
export type ControlChange = { readonly [K in keyof RunControls]?: RunControls[K] | undefined };

/** What a run says of itself while it is going (C-36). */
export interface RunProgress {
  readonly kind: RunKind;
  readonly executionId: number;
  readonly controls: RunControls;
  /** The vendor refused the credential; the run keeps its place until it is told to go on (C-4). */
  readonly waitingForCredential: boolean;
  readonly windows: WindowCounts;
  readonly rows: RowCounts;
  readonly pages: number;
  readonly running: readonly CallWindow[];
}

/** How a run ended. */
export interface RunSummary {
  readonly executionId: number;
  readonly status: Exclude<LegacyStatus, 'RUNNING'>;
  readonly windows: WindowCounts;
  readonly rows: RowCounts;
  readonly pages: number;
}

/** What a dry run found: nothing has been written. */
export interface RunPlan {
  readonly windows: number;
  /** Requests to the vendor, the counting ones included. */
  readonly requests: number;
  /** null when the vendor gives no counts. */
  readonly expectedRows: number | null;
  readonly estimatedSeconds: number;
  /** The first windows of the plan. */
  readonly sample: readonly (CallWindow & { readonly expectedTotal: number | null })[];
}
