import { z } from 'zod';
import type { DayState } from '../../rules/calls/completeness.ts';
import { LEGACY_STATUSES, RUN_KINDS, WINDOW_STATES } from '../../schemas/calls.ts';

const DAY_STATES = [
  'complete',
  'partial',
  'failed',
  'running',
  'not-asked',
  'open',
] as const satisfies readonly DayState[];

const count = z.number().int();
const rowCounts = {
  fetched: count,
  inserted: count,
  updated: count,
  unchanged: count,
  quarantined: count,
  failed: count,
};
const windowCounts = z.object({ total: count, complete: count, partial: count, failed: count });
const callWindow = z.object({ campaign: count, from: z.string(), to: z.string() });

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A run on record: legacy status, and the counts of C-28 and C-36. */
export const execution = z
  .object({
    id: count,
    workflowId: z.string(),
    runId: z.string(),
    account: z.string(),
    zone: z.string(),
    kind: z.enum(RUN_KINDS),
    campaigns: z.array(count),
    from: z.string(),
    to: z.string(),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    status: z.enum(LEGACY_STATUSES),
    errorMessage: z.string().nullable(),
    ...rowCounts,
    windows: windowCounts,
    pages: count,
    expectedRows: count.nullable(),
  })
  .meta({ id: 'CallExecution' });

export const controls = z
  .object({ paused: z.boolean(), concurrency: count, requestsPerSecond: z.number().nullable() })
  .meta({ id: 'CallControls' });

/** What a run says of itself while it is going. */
const live = z
  .object({
    kind: z.enum(RUN_KINDS),
    executionId: count,
    controls,
    waitingForCredential: z.boolean(),
    windows: windowCounts,
    rows: z.object(rowCounts),
    pages: count,
    running: z.array(callWindow),
  })
  .meta({ id: 'CallRunProgress' });

/** What a dry run found. */
const plan = z
  .object({
    windows: count,
    requests: count,
    expectedRows: count.nullable(),
    estimatedSeconds: z.number(),
    sample: z.array(callWindow.extend({ expectedTotal: count.nullable() })),
  })
  .meta({ id: 'CallPlan' });

const links = z.object({ self: z.string(), windows: z.string() });

export const started = z
  .object({ id: z.string(), workflowId: z.string(), runId: z.string(), joined: z.boolean(), links })
  .meta({ id: 'CallBackfillStarted' });

/** A backfill on record. */
export const backfill = z.object({ id: z.string(), execution, links }).meta({ id: 'CallBackfill' });

/** A backfill as it stands now; `live` is null when it is over, or when Temporal cannot be asked. */
export const backfillProgress = z
  .object({
    id: z.string(),
    state: z.enum(['running', 'ended', 'planning', 'planned']),
    execution: execution.nullable(),
    live: live.nullable(),
    plan: plan.nullable(),
    links,
  })
  .meta({ id: 'CallBackfillProgress' });

/** A window of a run and why it ended as it did. */
export const windowRow = callWindow
  .extend({
    executionId: count,
    ordinal: count,
    account: z.string(),
    ...rowCounts,
    state: z.enum(WINDOW_STATES),
    passes: count,
    pages: count,
    expectedTotal: count.nullable(),
    storedTotal: count.nullable(),
    reason: z.string().nullable(),
    detail: z.string().nullable(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: 'CallWindow' });

export const quarantineRow = z
  .object({
    id: count,
    account: z.string(),
    campaign: count,
    executionId: count,
    ordinal: count,
    page: count,
    reason: z.string(),
    raw: z.string(),
    at: z.string(),
    resolvedAt: z.string().nullable(),
    resolution: z.string().nullable(),
  })
  .meta({ id: 'CallQuarantined' });

export const replayed = z
  .object({ outcome: z.enum(['inserted', 'updated', 'unchanged', 'rejected']), reason: z.string().optional() })
  .meta({ id: 'CallReplayOutcome' });

/** Every column by name; they are the legacy ones and those of the specification. */
export const callRecord = z.record(z.string(), z.union([z.string(), z.number(), z.null()])).meta({ id: 'Call' });

/** One cell a campaign and day of the account's zone. */
export const completeness = z
  .object({
    zone: z.string(),
    days: z.array(z.object({ campaign: count, day: z.string(), state: z.enum(DAY_STATES), calls: count.optional() })),
  })
  .meta({ id: 'CallCompleteness' });
