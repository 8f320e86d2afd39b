import { CALL_COLUMNS, MAILING_COLUMNS } from '../../rules/calls/columns.ts';
import type { UpsertTable } from '../dialects/portable.ts';

/** The tables that are written by the hundred: what a row of values stands for. */

const names = (columns: readonly { name: string }[]): string[] => columns.map(({ name }) => name);

/** The bookkeeping stands first, so that comparing a hash does not read past ninety other columns. */
export const callsUpsert: UpsertTable = {
  name: 'calls',
  columns: [
    'account',
    'content_hash',
    'placed_campaign',
    'placed_at',
    'missing_since',
    'first_seen',
    'last_changed',
    'created_at',
    'updated_at',
    ...names(CALL_COLUMNS),
  ],
  key: ['account', 'id'],
  keep: ['first_seen', 'created_at'],
  hash: 'content_hash',
};

export const callRawUpsert: UpsertTable = {
  name: 'call_raw',
  columns: ['account', 'call_id', 'content_hash', 'fetched_at', 'execution_id', 'raw'],
  key: ['account', 'call_id'],
  keep: [],
  hash: 'content_hash',
};

export const mailingUpsert: UpsertTable = {
  name: 'mailing_data',
  columns: [
    'account',
    'call_id',
    'copy',
    'content_hash',
    'created_at',
    'updated_at',
    ...names(MAILING_COLUMNS),
    'values_json',
  ],
  key: ['call_id', 'account', '_id', 'copy'],
  keep: ['created_at'],
  hash: 'content_hash',
};

export const mailingColumnsUpsert: UpsertTable = {
  name: 'mailing_columns',
  columns: ['name', 'normalised_name'],
  key: ['name'],
  keep: ['normalised_name'],
};

export const odditiesUpsert: UpsertTable = {
  name: 'call_oddities',
  columns: ['account', 'call_id', 'field', 'rule', 'original', 'execution_id'],
  key: ['account', 'call_id', 'field', 'rule'],
  keep: [],
};

/** Reading a rejected row again moves it to the page where it was met last, and leaves its story alone. */
export const quarantineUpsert: UpsertTable = {
  name: 'call_quarantine',
  columns: [
    'account',
    'campaign_id',
    'reason',
    'raw_hash',
    'execution_id',
    'ordinal',
    'page',
    'raw',
    'call_at_utc',
    'quarantined_at',
  ],
  key: ['account', 'campaign_id', 'reason', 'raw_hash'],
  keep: ['raw', 'quarantined_at'],
};

/** Beginning a run twice finds it as it is (C-27). */
export const executionsUpsert: UpsertTable = {
  name: 'execution_logs',
  columns: [
    'workflow_id',
    'run_id',
    'account',
    'zone',
    'kind',
    'campaign_ids',
    'start_date',
    'end_date',
    'execution_date',
    'created_at',
    'status',
  ],
  key: ['workflow_id', 'run_id'],
  keep: ['account', 'zone', 'kind', 'campaign_ids', 'start_date', 'end_date', 'execution_date', 'created_at', 'status'],
};

export const plansUpsert: UpsertTable = {
  name: 'call_plans',
  columns: ['execution_id', 'batch'],
  key: ['execution_id', 'batch'],
  keep: [],
};

/** Planning a window twice leaves it as it is. */
export const windowsUpsert: UpsertTable = {
  name: 'call_windows',
  columns: [
    'execution_id',
    'ordinal',
    'batch',
    'account',
    'campaign_id',
    'from_utc',
    'to_utc',
    'state',
    'expected_total',
  ],
  key: ['execution_id', 'ordinal'],
  keep: ['batch', 'account', 'campaign_id', 'from_utc', 'to_utc', 'state', 'expected_total'],
};

export const budgetsUpsert: UpsertTable = {
  name: 'request_budgets',
  columns: ['account', 'rate', 'max_rate', 'configured_rate', 'next_free_at_ms', 'limited_at_ms', 'recovered_at_ms'],
  key: ['account'],
  keep: [],
};

/** Makes the budget of an account, unless it is there. */
export const newBudgetUpsert: UpsertTable = { ...budgetsUpsert, keep: budgetsUpsert.columns };

/** Makes the watermark of a campaign, unless it is there. */
export const watermarksUpsert: UpsertTable = {
  name: 'call_watermarks',
  columns: ['account', 'campaign_id', 'complete_to'],
  key: ['account', 'campaign_id'],
  keep: ['complete_to'],
};

/** Asking for a day again renews the request. */
export const resyncUpsert: UpsertTable = {
  name: 'call_resync',
  columns: ['account', 'campaign_id', 'day', 'requested_at'],
  key: ['account', 'campaign_id', 'day'],
  keep: [],
};

/** Makes the count of an outcome, unless it is there. */
export const eventsUpsert: UpsertTable = {
  name: 'call_events',
  columns: ['account', 'outcome', 'events', 'last_at'],
  key: ['account', 'outcome'],
  keep: ['events', 'last_at'],
};
