import { createHash } from 'node:crypto';
import { CALL_COLUMNS, MAILING_COLUMNS } from '../../../rules/calls/columns.ts';
import type { MailingValue, NormalisedCall, NormalisedMailing, Oddity, Scalar } from '../../../rules/calls/types.ts';
import type { BatchPage, CallBatch, ExecutionStart, WindowCursor, WindowKey } from '../../../stores/calls/contract.ts';
import type { Store } from '../../../stores/open.ts';

export const ACCOUNT = 'main';
export const CAMPAIGN = 7;
export const AT = '2026-11-20T12:00:00.000Z';
export const DAY = {
  campaign: CAMPAIGN,
  from: '2026-11-20T00:00:00.000Z',
  to: '2026-11-21T00:00:00.000Z',
} as const;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

interface CallParts {
  id: string;
  version?: string;
  at?: string | null;
  campaignId?: number | null;
  mailing?: NormalisedMailing | null;
  oddities?: readonly Oddity[];
  values?: Record<string, Scalar>;
}

/** A parsed call; `version` stands for its content. */
export function aCall({
  id,
  version = '1',
  at = AT,
  campaignId = CAMPAIGN,
  mailing = null,
  ...rest
}: CallParts): NormalisedCall {
  const raw = JSON.stringify({ id, version });
  const given: Record<string, Scalar> = {
    id,
    call_at_utc: at,
    campaign_id: campaignId,
    qualification: version,
    is_final: 1,
    ...rest.values,
  };
  return {
    id,
    campaignId,
    at,
    values: CALL_COLUMNS.map(({ name }) => given[name] ?? null),
    raw,
    contentHash: hash(raw),
    mailing,
    oddities: rest.oddities ?? [],
  };
}

/** A parsed mailing record with some columns and its pairs in order. */
export function aMailing(
  mailingId: string,
  entries: readonly MailingValue[] = [],
  values: Record<string, Scalar> = {},
): NormalisedMailing {
  const given: Record<string, Scalar> = { _id: mailingId === '' ? null : mailingId, ...values };
  return { mailingId, entries, values: MAILING_COLUMNS.map(({ name }) => given[name] ?? null) };
}

export const aCursor = (pagesDone: number): WindowCursor => ({
  pass: 1,
  pagesDone,
  pagesAhead: [],
  largestPage: 100,
  nextLink: null,
});

export const aRun = (workflowId: string, change: Partial<ExecutionStart> = {}): ExecutionStart => ({
  workflowId,
  runId: 'run-1',
  account: ACCOUNT,
  zone: 'America/Sao_Paulo',
  kind: 'backfill',
  campaigns: [CAMPAIGN],
  from: DAY.from,
  to: DAY.to,
  startedAt: AT,
  ...change,
});

/** Begins an execution and plans one window of it. */
export async function plannedWindow(
  { calls }: Store,
  workflowId: string,
  window = DAY,
  expectedTotal: number | null = null,
): Promise<WindowKey> {
  const executionId = await calls.beginExecution(aRun(workflowId));
  const [task] = await calls.planWindows(executionId, ACCOUNT, 'all', [{ ...window, expectedTotal }]);
  if (!task) throw new Error('No window was planned.');
  return { executionId, ordinal: task.ordinal };
}

export const aBatch = (
  window: WindowKey,
  rows: readonly NormalisedCall[],
  { page = 1, rejected = [], ...change }: Partial<CallBatch & BatchPage> = {},
): CallBatch => ({
  window,
  account: ACCOUNT,
  campaign: CAMPAIGN,
  undatedAt: DAY.from,
  pages: [{ page, rows, rejected }],
  cursor: aCursor(1),
  at: AT,
  ...change,
});
