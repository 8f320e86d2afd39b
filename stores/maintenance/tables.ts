import type { Database } from '../database.ts';

const views = ['mailing_values'] as const;
type TableName = Exclude<keyof Database, (typeof views)[number]>;

/**
 * Every table and its primary key, referenced tables before those that refer to them: the order in which rows can be
 * inserted, and backwards the one in which they can be deleted. A migration that makes a table adds its line.
 */
export const primaryKeys = {
  calls: ['account', 'id'],
  call_raw: ['account', 'call_id'],
  call_oddities: ['account', 'call_id', 'field', 'rule'],
  mailing_data: ['id'],
  mailing_columns: ['name'],
  mailing_aliases: ['id'],
  call_quarantine: ['id'],
  execution_logs: ['id'],
  call_plans: ['execution_id', 'batch'],
  call_windows: ['execution_id', 'ordinal'],
  call_watermarks: ['account', 'campaign_id'],
  request_budgets: ['account'],
  call_resync: ['account', 'campaign_id', 'day'],
  call_events: ['account', 'outcome'],
  alerts: ['id'],
  access_users: ['id'],
  access_sessions: ['id'],
  access_api_keys: ['id'],
  access_answers: ['id'],
  consultants: ['id'],
  protocol_series: ['series'],
  protocols: ['id'],
  consultant_handovers: ['protocol_id'],
  consultant_offers: ['number', 'offer_no'],
  consultant_events: ['id'],
  consultant_answers: ['id'],
  outbox: ['id'],
} satisfies { [T in TableName]: (keyof Database[T])[] } as Record<string, readonly string[]>;

export const tableNames: readonly string[] = Object.keys(primaryKeys);

/** Tables whose ids the database counts up by itself. */
export const countsUp: ReadonlySet<string> = new Set<TableName>([
  'mailing_data',
  'mailing_aliases',
  'call_quarantine',
  'execution_logs',
  'alerts',
  'consultants',
  'protocols',
  'consultant_events',
  'outbox',
]);

export const viewNames: readonly string[] = views;

/** What the migrations keep of themselves. */
export const bookkeeping = ['kysely_migration', 'kysely_migration_lock'] as const;
