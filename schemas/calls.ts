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

export const RUN_KINDS = ['backfill', 'daily', 'sweep'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

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
