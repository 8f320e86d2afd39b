import type { Generated } from 'kysely';
import type { LegacyStatus, RunKind, WindowState } from '../../schemas/calls.ts';

/** Columns that queries name; the others come from `CALL_COLUMNS` and are written and read as a whole. */
interface CallsTable {
  account: string;
  id: string;
  campaign_id: number | null;
  call_at_utc: string | null;
  is_final: number | null;
  /** Where the call is counted: its own campaign and instant, or the window that returned it first. 0 = no campaign. */
  placed_campaign: number;
  placed_at: string;
  content_hash: string;
  first_seen: string;
  last_changed: string;
  missing_since: string | null;
}

interface CallRawTable {
  account: string;
  call_id: string;
  raw: string;
  content_hash: string;
  fetched_at: string;
  execution_id: number | null;
}

interface CallOdditiesTable {
  account: string;
  call_id: string;
  field: string;
  rule: string;
  original: string;
  execution_id: number | null;
}

interface MailingDataTable {
  id: Generated<number>;
  account: string;
  call_id: string;
  _id: string;
  /** 0; further ones of a record that the legacy robot stored more than once. */
  copy: number;
  values_json: string;
}

interface MailingColumnsTable {
  name: string;
  normalised_name: string;
}

interface MailingAliasesTable {
  id: Generated<number>;
  account: string;
  campaign_id: number | null;
  normalised_name: string;
  legacy_column: string;
}

interface MailingValuesView {
  account: string;
  call_id: string;
  mailing_id: number;
  position: number;
  name: string;
  normalised_name: string | null;
  value: string | null;
}

export interface QuarantineTable {
  id: Generated<number>;
  account: string;
  campaign_id: number;
  execution_id: number;
  ordinal: number;
  page: number;
  reason: string;
  raw: string;
  raw_hash: string;
  call_at_utc: string | null;
  quarantined_at: string;
  resolved_at: string | null;
  resolution: string | null;
}

/** Counts of C-28, as they stand in windows and in executions. */
export interface CountColumns {
  rows_fetched: Generated<number>;
  rows_inserted: Generated<number>;
  rows_updated: Generated<number>;
  rows_unchanged: Generated<number>;
  rows_quarantined: Generated<number>;
  rows_failed: Generated<number>;
}

export interface ExecutionsTable extends CountColumns {
  id: Generated<number>;
  execution_date: string;
  start_date: string;
  end_date: string;
  /** JSON array of numbers. */
  campaign_ids: string;
  total_records: Generated<number>;
  successful_records: Generated<number>;
  failed_records: Generated<number>;
  execution_time_seconds: number | null;
  status: LegacyStatus;
  error_message: string | null;
  created_at: string;
  workflow_id: string;
  run_id: string;
  account: string;
  zone: string;
  kind: RunKind;
  ended_at: string | null;
  windows_total: Generated<number>;
  windows_complete: Generated<number>;
  windows_partial: Generated<number>;
  windows_failed: Generated<number>;
  pages: Generated<number>;
  expected_rows: number | null;
}

export interface WindowsTable extends CountColumns {
  execution_id: number;
  ordinal: number;
  /** Name of the planning step that wrote it. */
  batch: string;
  account: string;
  campaign_id: number;
  from_utc: string;
  to_utc: string;
  state: WindowState;
  passes: Generated<number>;
  pages: Generated<number>;
  expected_total: number | null;
  stored_total: number | null;
  /** JSON of a `WindowCursor`. */
  cursor: string | null;
  reason: string | null;
  detail: string | null;
  started_at: string | null;
  finished_at: string | null;
}

/** Planning steps that were taken, those without a window too. */
interface PlansTable {
  execution_id: number;
  batch: string;
}

interface WatermarksTable {
  account: string;
  campaign_id: number;
  complete_to: string;
}

interface RequestBudgetsTable {
  account: string;
  rate: number;
  max_rate: number;
  configured_rate: number;
  next_free_at_ms: number;
  limited_at_ms: number;
  recovered_at_ms: number;
}

/** Days of campaigns that are to be read again. */
interface ResyncTable {
  account: string;
  campaign_id: number;
  /** `YYYY-MM-DD` in the account's zone. */
  day: string;
  requested_at: string;
}

/** What the vendor's events came to: how many of each outcome, and when the last one did. */
interface EventsTable {
  account: string;
  outcome: string;
  events: number;
  last_at: string;
}

export interface CallTables {
  calls: CallsTable;
  call_raw: CallRawTable;
  call_oddities: CallOdditiesTable;
  mailing_data: MailingDataTable;
  mailing_columns: MailingColumnsTable;
  mailing_aliases: MailingAliasesTable;
  mailing_values: MailingValuesView;
  call_quarantine: QuarantineTable;
  execution_logs: ExecutionsTable;
  call_plans: PlansTable;
  call_windows: WindowsTable;
  call_watermarks: WatermarksTable;
  request_budgets: RequestBudgetsTable;
  call_resync: ResyncTable;
  call_events: EventsTable;
}
