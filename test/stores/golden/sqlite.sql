-- Every statement of the program. Written by: npm run sql:print -- --write

-- migration 0001-calls
create table "calls" (
  "account" varchar(40) not null,
  "content_hash" varchar(64) not null,
  "placed_campaign" integer not null,
  "placed_at" text not null,
  "missing_since" text,
  "first_seen" text not null,
  "last_changed" text not null,
  "created_at" text not null,
  "updated_at" text not null,
  "id" varchar(50) not null,
  "list_name" varchar(255),
  "number" varchar(50),
  "call_date" text,
  "call_date_rfc3339" varchar(50),
  "campaign_id" integer,
  "campaign" varchar(255),
  "queue_id" varchar(50),
  "queue_name" varchar(255),
  "ring_group_id" varchar(50),
  "ring_group_name" varchar(255),
  "ivr_name" varchar(255),
  "receptive_name" varchar(255),
  "receptive_phone" varchar(50),
  "receptive_did" varchar(50),
  "has_agent" integer,
  "agent" varchar(255),
  "acw_time" varchar(20),
  "speaking_time" varchar(20),
  "ivr_time" varchar(20),
  "ivr_after_call_time" varchar(20),
  "amd_time" varchar(20),
  "waiting_time" varchar(20),
  "speaking_with_agent_time" varchar(20),
  "route_id" integer,
  "route_name" varchar(255),
  "route_host" varchar(255),
  "route_endpoint" varchar(500),
  "route_caller_id" varchar(50),
  "billed_time" varchar(20),
  "billed_value" varchar(50),
  "qualification" varchar(255),
  "behavior" varchar(255),
  "readable_behavior_text" varchar(500),
  "phone_type" varchar(50),
  "recording" varchar(500),
  "recording_amd" varchar(500),
  "status_id" integer,
  "readable_status_text" varchar(500),
  "readable_amd_status_text" varchar(500),
  "mode" varchar(50),
  "hangup_cause" integer,
  "sip_cause" varchar(20),
  "readable_hangup_cause_text" varchar(500),
  "feedback" text,
  "recorded" integer,
  "ended_by_agent" integer,
  "qualification_note" text,
  "sid" varchar(255),
  "is_dmc" integer,
  "is_unknown" integer,
  "is_transferred" integer,
  "is_consult" integer,
  "is_transfer" integer,
  "is_conversion" integer,
  "qualification_id" integer,
  "consult_cancelled" integer,
  "recording_transfer" varchar(500),
  "recording_consult" varchar(500),
  "recording_after_consult_cancel" varchar(500),
  "ivr_digit_pressed" varchar(50),
  "record_name" varchar(255),
  "transcription" text,
  "ai_evaluation_status" varchar(255),
  "agent_id" integer,
  "status" integer,
  "call_at_utc" text,
  "call_offset" varchar(10),
  "acw_seconds" integer,
  "speaking_seconds" integer,
  "ivr_seconds" integer,
  "ivr_after_call_seconds" integer,
  "amd_seconds" integer,
  "waiting_seconds" integer,
  "speaking_with_agent_seconds" integer,
  "billed_seconds" integer,
  "billed_amount" numeric,
  "route_route" varchar(500),
  "consults" text,
  "consult_ids" text,
  "consult" text,
  "consult_id" varchar(255),
  "transfer" text,
  "transfer_id" varchar(255),
  "parent" text,
  "parent_id" varchar(255),
  "ivr_after_call" text,
  "is_final" integer,
  constraint "pk_calls" primary key ("account", "id")
);
create index "ix_calls_call_date" on "calls" ("call_date");
create index "ix_calls_window" on "calls" ("account", "placed_campaign", "placed_at", "id", "missing_since");
create index "ix_calls_instant" on "calls" ("placed_at", "id");
create index "ix_calls_not_final" on "calls" ("account", "placed_at") where "is_final" = 0;
create table "call_raw" (
  "account" varchar(40) not null,
  "call_id" varchar(50) not null,
  "content_hash" varchar(64) not null,
  "fetched_at" text not null,
  "execution_id" integer,
  "raw" text not null,
  constraint "pk_call_raw" primary key ("account", "call_id")
);
create table "call_oddities" (
  "account" varchar(40) not null,
  "call_id" varchar(50) not null,
  "field" varchar(255) not null,
  "rule" varchar(100) not null,
  "original" text not null,
  "execution_id" integer,
  constraint "pk_call_oddities" primary key ("account", "call_id", "field", "rule")
);
create table "mailing_data" (
  "id" integer primary key autoincrement,
  "account" varchar(40) not null,
  "call_id" varchar(50) not null,
  "content_hash" varchar(64) not null,
  "created_at" text not null,
  "updated_at" text not null,
  "_id" varchar(50) not null,
  "copy" integer not null,
  "identifier" varchar(50),
  "campaign_id" integer,
  "company_id" integer,
  "list_id" integer,
  "uf" varchar(10),
  "phone" varchar(50),
  "dialed_phone" integer,
  "dialed_identifier" integer,
  "on_calling" integer,
  "column_position" integer,
  "row_position" integer,
  "estrategia" varchar(255),
  "razao_social" varchar(255),
  "nome_fantasia" varchar(255),
  "valor_conta" varchar(100),
  "cidade" varchar(255),
  "cep" varchar(20),
  "uf_mailing" varchar(10),
  "socio" varchar(255),
  "cpf" varchar(50),
  "data_json" text,
  "values_json" text not null,
  constraint "uq_mailing_data" unique ("call_id", "account", "_id", "copy"),
  constraint "fk_mailing_data_call" foreign key ("account", "call_id") references "calls" ("account", "id") on delete cascade
);
create table "mailing_columns" ("name" varchar(400) not null primary key, "normalised_name" varchar(400) not null);
create view mailing_values as
select mailing_data.account, mailing_data.call_id, mailing_data.id as mailing_id, pair.key + 1 as position,
    pair.value ->> 0 as name, mailing_columns.normalised_name, pair.value ->> 1 as value
from mailing_data
cross join json_each("mailing_data"."values_json") as pair
left join mailing_columns on mailing_columns.name = pair.value ->> 0;
create table "mailing_aliases" (
  "id" integer primary key autoincrement,
  "account" varchar(40) not null,
  "campaign_id" integer,
  "normalised_name" varchar(400) not null,
  "legacy_column" varchar(100) not null,
  constraint "uq_mailing_aliases" unique ("account", "campaign_id", "normalised_name")
);
create table "call_quarantine" (
  "id" integer primary key autoincrement,
  "account" varchar(40) not null,
  "campaign_id" integer not null,
  "reason" varchar(100) not null,
  "raw_hash" varchar(64) not null,
  "execution_id" integer not null,
  "ordinal" integer not null,
  "page" integer not null,
  "raw" text not null,
  "call_at_utc" text,
  "quarantined_at" text not null,
  "resolved_at" text,
  "resolution" varchar(255),
  constraint "uq_call_quarantine" unique ("account", "campaign_id", "reason", "raw_hash")
);
create table "execution_logs" (
  "id" integer primary key autoincrement,
  "execution_date" text not null,
  "start_date" varchar(50) not null,
  "end_date" varchar(50) not null,
  "campaign_ids" text not null,
  "execution_time_seconds" integer,
  "status" varchar(32) not null,
  "error_message" text,
  "created_at" text not null,
  "workflow_id" varchar(255) not null,
  "run_id" varchar(100) not null,
  "account" varchar(40) not null,
  "zone" varchar(64) not null,
  "kind" varchar(32) not null,
  "ended_at" text,
  "expected_rows" integer,
  "total_records" integer default 0 not null,
  "successful_records" integer default 0 not null,
  "failed_records" integer default 0 not null,
  "pages" integer default 0 not null,
  "rows_fetched" integer default 0 not null,
  "rows_inserted" integer default 0 not null,
  "rows_updated" integer default 0 not null,
  "rows_unchanged" integer default 0 not null,
  "rows_quarantined" integer default 0 not null,
  "rows_failed" integer default 0 not null,
  "windows_total" integer default 0 not null,
  "windows_complete" integer default 0 not null,
  "windows_partial" integer default 0 not null,
  "windows_failed" integer default 0 not null,
  constraint "uq_execution_logs_run" unique ("workflow_id", "run_id")
);
create index "ix_execution_logs_status" on "execution_logs" ("status");
create table "call_plans" (
  "execution_id" integer not null,
  "batch" varchar(100) not null,
  constraint "pk_call_plans" primary key ("execution_id", "batch")
);
create table "call_windows" (
  "execution_id" integer not null,
  "ordinal" integer not null,
  "batch" varchar(100) not null,
  "account" varchar(40) not null,
  "campaign_id" integer not null,
  "from_utc" text not null,
  "to_utc" text not null,
  "state" varchar(32) not null,
  "expected_total" integer,
  "stored_total" integer,
  "cursor" text,
  "reason" varchar(100),
  "detail" text,
  "started_at" text,
  "finished_at" text,
  "passes" integer default 0 not null,
  "pages" integer default 0 not null,
  "rows_fetched" integer default 0 not null,
  "rows_inserted" integer default 0 not null,
  "rows_updated" integer default 0 not null,
  "rows_unchanged" integer default 0 not null,
  "rows_quarantined" integer default 0 not null,
  "rows_failed" integer default 0 not null,
  constraint "pk_call_windows" primary key ("execution_id", "ordinal")
);
create index "ix_call_windows_range" on "call_windows" ("account", "campaign_id", "from_utc");
create table "call_watermarks" (
  "account" varchar(40) not null,
  "campaign_id" integer not null,
  "complete_to" text not null,
  constraint "pk_call_watermarks" primary key ("account", "campaign_id")
);
create table "request_budgets" (
  "account" varchar(40) not null primary key,
  "rate" real not null,
  "max_rate" real not null,
  "configured_rate" real not null,
  "next_free_at_ms" real not null,
  "limited_at_ms" real not null,
  "recovered_at_ms" real not null
);

-- migration 0002-access
create table "access_users" (
  "id" varchar(36) not null primary key,
  "name" varchar(60) not null unique,
  "role" varchar(20) not null,
  "password_hash" varchar(300) not null,
  "created_at" text not null
);
create table "access_sessions" (
  "id" varchar(36) not null primary key,
  "user_id" varchar(36) not null,
  "kind" varchar(20) not null,
  "token_hash" varchar(64) not null,
  "expires_at" text not null
);
create index "access_sessions_user" on "access_sessions" ("user_id");
create table "access_api_keys" (
  "id" varchar(36) not null primary key,
  "name" varchar(60) not null,
  "prefix" varchar(20) not null,
  "key_hash" varchar(64) not null unique,
  "integration" varchar(60) not null,
  "role" varchar(20) not null,
  "created_at" text not null
);
create table "access_answers" (
  "id" varchar(64) not null primary key,
  "fingerprint" varchar(64) not null,
  "owner" varchar(36) not null,
  "claimed_until" text not null,
  "answer" text,
  "expires_at" text not null
);

-- migration 0003-alerts
create table "alerts" (
  "id" integer primary key autoincrement,
  "integration" varchar(100) not null,
  "kind" varchar(100) not null,
  "unit" varchar(255) not null,
  "detail" text not null,
  "raised_at" text not null,
  "last_seen_at" text not null,
  "cleared_at" text
);
create unique index "uq_alerts_open" on "alerts" ("integration", "kind", "unit") where "cleared_at" is null;
create table "call_resync" (
  "account" varchar(40) not null,
  "campaign_id" integer not null,
  "day" varchar(10) not null,
  "requested_at" text not null,
  constraint "pk_call_resync" primary key ("account", "campaign_id", "day")
);
create table "call_events" (
  "account" varchar(40) not null,
  "outcome" varchar(32) not null,
  "events" integer not null,
  "last_at" text not null,
  constraint "pk_call_events" primary key ("account", "outcome")
);

-- migration 0004-consultants
create table "consultants" (
  "id" integer primary key autoincrement,
  "name" varchar(510) not null,
  "email" text,
  "email_key" varchar(320),
  "phone" varchar(100),
  "languages" text not null,
  "active" integer,
  "in_rotation" integer,
  "online" integer,
  "pipedrive_id" integer,
  "last_offered_at" text,
  "last_turn" integer not null,
  "service_ended_at" text,
  "capacity" integer,
  "presence_until" text,
  "not_responding_since" text,
  "missed_in_a_row" integer not null,
  "owed" real not null,
  "version" integer not null,
  "created_at" text not null,
  "updated_at" text not null,
  "deleted_at" text
);
create unique index "uq_consultants_email" on "consultants" ("email_key") where "email_key" is not null;
create table "protocol_series" (
  "series" varchar(40) not null primary key,
  "last_number" integer not null,
  "last_issued_at" text not null
);
create table "protocols" (
  "id" integer primary key autoincrement,
  "number" varchar(40) not null unique,
  "series" varchar(40) not null,
  "sequence" integer not null,
  "consultant_id" integer,
  "origin" varchar(32) not null,
  "language" text,
  "description" text,
  "priority" text,
  "status" text,
  "version" integer not null,
  "created_at" text not null,
  "updated_at" text not null,
  constraint "uq_protocols_sequence" unique ("series", "sequence")
);
create index "ix_protocols_consultant" on "protocols" ("consultant_id", "id");
create table "consultant_handovers" (
  "protocol_id" integer not null primary key,
  "number" varchar(40) not null unique,
  "language" text not null,
  "phase" varchar(32) not null,
  "outcome" varchar(32),
  "offer_no" integer not null,
  "consultant_id" integer,
  "requested_at" text not null,
  "call_back_promised" integer not null,
  "updated_at" text not null
);
create index "ix_consultant_handovers_phase" on "consultant_handovers" ("phase", "protocol_id");
create table "consultant_offers" (
  "number" varchar(40) not null,
  "offer_no" integer not null,
  "consultant_id" integer,
  "cost" integer not null,
  "given_turn" integer not null,
  "given_at" text not null,
  "taken_turn" integer not null,
  "taken_at" text,
  "choice" text not null,
  "acquired_at" text not null,
  "released_at" text,
  "released_because" varchar(32),
  constraint "pk_consultant_offers" primary key ("number", "offer_no")
);
create index "ix_consultant_offers_open" on "consultant_offers" ("consultant_id") where "released_at" is null;
create table "consultant_events" (
  "id" integer primary key autoincrement,
  "event_key" varchar(150) not null unique,
  "kind" varchar(32) not null,
  "number" varchar(40),
  "consultant_id" integer,
  "actor" varchar(100) not null,
  "at" text not null,
  "detail" text not null
);
create index "ix_consultant_events_number" on "consultant_events" ("number");
create index "ix_consultant_events_at" on "consultant_events" ("at");
create table "consultant_answers" (
  "id" varchar(64) not null primary key,
  "fingerprint" varchar(64) not null,
  "answer" text not null,
  "expires_at" text not null
);
create table "outbox" (
  "id" integer primary key autoincrement,
  "topic" varchar(32) not null,
  "subject" varchar(100) not null,
  "payload" text not null,
  "created_at" text not null,
  "claimed_until" text not null,
  "attempts" integer not null,
  "done_at" text,
  constraint "uq_outbox" unique ("topic", "subject")
);
create index "ix_outbox_waiting" on "outbox" ("topic", "claimed_until") where "done_at" is null;

-- migrations are taken one at a time, and noted
select null as "schema";
create table if not exists "kysely_migration" (
  "name" varchar(255) not null primary key,
  "timestamp" varchar(255) not null
);
create table if not exists "kysely_migration_lock" (
  "id" varchar(255) not null primary key,
  "is_locked" integer default 0 not null
);
select "id" from "kysely_migration_lock" where "id" = ?;
insert into "kysely_migration_lock" ("id", "is_locked") values (?, ?);
select "name", "timestamp" from "kysely_migration";
-- as migration 0001-calls
insert into "kysely_migration" ("name", "timestamp") values (?, ?);
-- as migration 0002-access
-- as migration 0003-alerts
-- as migration 0004-consultants

-- calls.beginExecution
insert into "execution_logs" ("workflow_id", "run_id", "account", "zone", "kind", "campaign_ids", "start_date",
    "end_date", "execution_date", "created_at", "status")
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict ("workflow_id", "run_id") do nothing;
select "id" from "execution_logs" where "workflow_id" = ? and "run_id" = ?;

-- calls.endExecution
select "execution_date" from "execution_logs" where "id" = ? and "status" = ?;
update "call_windows"
set "state" = ?, "reason" = ?, "detail" = ?, "finished_at" = ?
where "execution_id" = ? and "state" in (?, ?);
select "execution_id", sum(case when state = ? then 1 else 0 end) as "complete",
    sum(case when state = ? then 1 else 0 end) as "partial", sum(case when state = ? then 1 else 0 end) as "failed",
    sum(case when state = ? then 1 else 0 end) as "split", count(*) as "total",
    sum(case when state <> 'split' then expected_total end) as "expected_rows", sum("pages") as "pages",
    sum("rows_fetched") as "fetched", sum("rows_inserted") as "inserted", sum("rows_updated") as "updated",
    sum("rows_unchanged") as "unchanged", sum("rows_quarantined") as "quarantined", sum("rows_failed") as "failed_rows"
from "call_windows"
where "execution_id" in (?)
group by "execution_id";
update "execution_logs"
set "status" = ?, "error_message" = ?, "ended_at" = ?, "execution_time_seconds" = ?, "windows_total" = ?,
    "windows_complete" = ?, "windows_partial" = ?, "windows_failed" = ?, "pages" = ?, "expected_rows" = ?,
    "rows_fetched" = ?, "rows_inserted" = ?, "rows_updated" = ?, "rows_unchanged" = ?, "rows_quarantined" = ?,
    "rows_failed" = ?, "total_records" = ?, "successful_records" = ?, "failed_records" = ?
where "id" = ?;

-- calls.execution
select * from "execution_logs" where "workflow_id" = ? order by "id" desc limit ?;
-- as calls.endExecution
select * from "execution_logs" where "workflow_id" = ? and "run_id" = ? order by "id" desc limit ?;

-- calls.listExecutions
select * from "execution_logs" order by "id" desc limit ?;
-- as calls.endExecution
select * from "execution_logs" where "kind" = ? and "status" = ? and "id" < ? order by "id" desc limit ?;

-- calls.openExecutions
select * from "execution_logs" where "status" = ? order by "id";
-- as calls.endExecution

-- calls.planWindows
select "status" from "execution_logs" where "id" = ?;
select "batch" from "call_plans" where "execution_id" = ? and "batch" = ?;
select "ordinal", "campaign_id" as "campaign", "from_utc" as "from", "to_utc" as "to",
    "expected_total" as "expectedTotal"
from "call_windows"
where "execution_id" = ? and "batch" = ?
order by "ordinal";
select max("ordinal") as "last" from "call_windows" where "execution_id" = ?;
insert into "call_plans" ("execution_id", "batch") values (?, ?) on conflict ("execution_id", "batch") do nothing;
insert into "call_windows" ("execution_id", "ordinal", "batch", "account", "campaign_id", "from_utc", "to_utc",
    "state", "expected_total")
values (?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict ("execution_id", "ordinal") do nothing;

-- calls.plannedBatch
-- as calls.planWindows

-- calls.splitWindow
select * from "call_windows" where "execution_id" = ? and "ordinal" = ?;
-- as calls.planWindows
update "call_windows"
set "state" = ?, "finished_at" = ?
where "execution_id" = ? and "ordinal" = ? and "finished_at" is null;

-- calls.window
-- as calls.splitWindow

-- calls.listWindows
select * from "call_windows" where "execution_id" = ? order by "ordinal" limit ?;
select * from "call_windows" where "execution_id" = ? and "state" = ? and "ordinal" > ? order by "ordinal" limit ?;

-- calls.startPass
update "call_windows"
set "state" = ?, "passes" = ?, "cursor" = ?, "started_at" = coalesce("started_at", ?)
where "execution_id" = ? and "ordinal" = ? and "finished_at" is null;

-- calls.writeBatch
select "id", "content_hash", "missing_since", "placed_campaign", "placed_at"
from "calls"
where "account" = ? and "id" in (select value from json_each(?));
update "calls"
set "missing_since" = ?
where "account" = ? and "id" in (select value from json_each(?)) and "missing_since" is not null;
insert into "calls" ("account", "content_hash", "placed_campaign", "placed_at", "missing_since", "first_seen",
    "last_changed", "created_at", "updated_at", "id", "list_name", "number", "call_date", "call_date_rfc3339",
    "campaign_id", "campaign", "queue_id", "queue_name", "ring_group_id", "ring_group_name", "ivr_name",
    "receptive_name", "receptive_phone", "receptive_did", "has_agent", "agent", "acw_time", "speaking_time", "ivr_time",
    "ivr_after_call_time", "amd_time", "waiting_time", "speaking_with_agent_time", "route_id", "route_name",
    "route_host", "route_endpoint", "route_caller_id", "billed_time", "billed_value", "qualification", "behavior",
    "readable_behavior_text", "phone_type", "recording", "recording_amd", "status_id", "readable_status_text",
    "readable_amd_status_text", "mode", "hangup_cause", "sip_cause", "readable_hangup_cause_text", "feedback",
    "recorded", "ended_by_agent", "qualification_note", "sid", "is_dmc", "is_unknown", "is_transferred", "is_consult",
    "is_transfer", "is_conversion", "qualification_id", "consult_cancelled", "recording_transfer", "recording_consult",
    "recording_after_consult_cancel", "ivr_digit_pressed", "record_name", "transcription", "ai_evaluation_status",
    "agent_id", "status", "call_at_utc", "call_offset", "acw_seconds", "speaking_seconds", "ivr_seconds",
    "ivr_after_call_seconds", "amd_seconds", "waiting_seconds", "speaking_with_agent_seconds", "billed_seconds",
    "billed_amount", "route_route", "consults", "consult_ids", "consult", "consult_id", "transfer", "transfer_id",
    "parent", "parent_id", "ivr_after_call", "is_final")
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict ("account", "id") do update
set "content_hash" = excluded."content_hash", "placed_campaign" = excluded."placed_campaign",
    "placed_at" = excluded."placed_at", "missing_since" = excluded."missing_since",
    "last_changed" = excluded."last_changed", "updated_at" = excluded."updated_at", "list_name" = excluded."list_name",
    "number" = excluded."number", "call_date" = excluded."call_date",
    "call_date_rfc3339" = excluded."call_date_rfc3339", "campaign_id" = excluded."campaign_id",
    "campaign" = excluded."campaign", "queue_id" = excluded."queue_id", "queue_name" = excluded."queue_name",
    "ring_group_id" = excluded."ring_group_id", "ring_group_name" = excluded."ring_group_name",
    "ivr_name" = excluded."ivr_name", "receptive_name" = excluded."receptive_name",
    "receptive_phone" = excluded."receptive_phone", "receptive_did" = excluded."receptive_did",
    "has_agent" = excluded."has_agent", "agent" = excluded."agent", "acw_time" = excluded."acw_time",
    "speaking_time" = excluded."speaking_time", "ivr_time" = excluded."ivr_time",
    "ivr_after_call_time" = excluded."ivr_after_call_time", "amd_time" = excluded."amd_time",
    "waiting_time" = excluded."waiting_time", "speaking_with_agent_time" = excluded."speaking_with_agent_time",
    "route_id" = excluded."route_id", "route_name" = excluded."route_name", "route_host" = excluded."route_host",
    "route_endpoint" = excluded."route_endpoint", "route_caller_id" = excluded."route_caller_id",
    "billed_time" = excluded."billed_time", "billed_value" = excluded."billed_value",
    "qualification" = excluded."qualification", "behavior" = excluded."behavior",
    "readable_behavior_text" = excluded."readable_behavior_text", "phone_type" = excluded."phone_type",
    "recording" = excluded."recording", "recording_amd" = excluded."recording_amd", "status_id" = excluded."status_id",
    "readable_status_text" = excluded."readable_status_text",
    "readable_amd_status_text" = excluded."readable_amd_status_text", "mode" = excluded."mode",
    "hangup_cause" = excluded."hangup_cause", "sip_cause" = excluded."sip_cause",
    "readable_hangup_cause_text" = excluded."readable_hangup_cause_text", "feedback" = excluded."feedback",
    "recorded" = excluded."recorded", "ended_by_agent" = excluded."ended_by_agent",
    "qualification_note" = excluded."qualification_note", "sid" = excluded."sid", "is_dmc" = excluded."is_dmc",
    "is_unknown" = excluded."is_unknown", "is_transferred" = excluded."is_transferred",
    "is_consult" = excluded."is_consult", "is_transfer" = excluded."is_transfer",
    "is_conversion" = excluded."is_conversion", "qualification_id" = excluded."qualification_id",
    "consult_cancelled" = excluded."consult_cancelled", "recording_transfer" = excluded."recording_transfer",
    "recording_consult" = excluded."recording_consult",
    "recording_after_consult_cancel" = excluded."recording_after_consult_cancel",
    "ivr_digit_pressed" = excluded."ivr_digit_pressed", "record_name" = excluded."record_name",
    "transcription" = excluded."transcription", "ai_evaluation_status" = excluded."ai_evaluation_status",
    "agent_id" = excluded."agent_id", "status" = excluded."status", "call_at_utc" = excluded."call_at_utc",
    "call_offset" = excluded."call_offset", "acw_seconds" = excluded."acw_seconds",
    "speaking_seconds" = excluded."speaking_seconds", "ivr_seconds" = excluded."ivr_seconds",
    "ivr_after_call_seconds" = excluded."ivr_after_call_seconds", "amd_seconds" = excluded."amd_seconds",
    "waiting_seconds" = excluded."waiting_seconds",
    "speaking_with_agent_seconds" = excluded."speaking_with_agent_seconds",
    "billed_seconds" = excluded."billed_seconds", "billed_amount" = excluded."billed_amount",
    "route_route" = excluded."route_route", "consults" = excluded."consults", "consult_ids" = excluded."consult_ids",
    "consult" = excluded."consult", "consult_id" = excluded."consult_id", "transfer" = excluded."transfer",
    "transfer_id" = excluded."transfer_id", "parent" = excluded."parent", "parent_id" = excluded."parent_id",
    "ivr_after_call" = excluded."ivr_after_call", "is_final" = excluded."is_final"
where "calls"."content_hash" <> excluded."content_hash";
insert into "call_raw" ("account", "call_id", "content_hash", "fetched_at", "execution_id", "raw")
values (?, ?, ?, ?, ?, ?)
on conflict ("account", "call_id") do update
set "content_hash" = excluded."content_hash", "fetched_at" = excluded."fetched_at",
    "execution_id" = excluded."execution_id", "raw" = excluded."raw"
where "call_raw"."content_hash" <> excluded."content_hash";
insert into "mailing_data" ("account", "call_id", "copy", "content_hash", "created_at", "updated_at", "_id",
    "identifier", "campaign_id", "company_id", "list_id", "uf", "phone", "dialed_phone", "dialed_identifier",
    "on_calling", "column_position", "row_position", "estrategia", "razao_social", "nome_fantasia", "valor_conta",
    "cidade", "cep", "uf_mailing", "socio", "cpf", "data_json", "values_json")
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict ("call_id", "account", "_id", "copy") do update
set "content_hash" = excluded."content_hash", "updated_at" = excluded."updated_at",
    "identifier" = excluded."identifier", "campaign_id" = excluded."campaign_id", "company_id" = excluded."company_id",
    "list_id" = excluded."list_id", "uf" = excluded."uf", "phone" = excluded."phone",
    "dialed_phone" = excluded."dialed_phone", "dialed_identifier" = excluded."dialed_identifier",
    "on_calling" = excluded."on_calling", "column_position" = excluded."column_position",
    "row_position" = excluded."row_position", "estrategia" = excluded."estrategia",
    "razao_social" = excluded."razao_social", "nome_fantasia" = excluded."nome_fantasia",
    "valor_conta" = excluded."valor_conta", "cidade" = excluded."cidade", "cep" = excluded."cep",
    "uf_mailing" = excluded."uf_mailing", "socio" = excluded."socio", "cpf" = excluded."cpf",
    "data_json" = excluded."data_json", "values_json" = excluded."values_json"
where "mailing_data"."content_hash" <> excluded."content_hash";
insert into "mailing_columns" ("name", "normalised_name") values (?, ?) on conflict ("name") do nothing;
delete from "call_oddities" where "account" = ? and "call_id" in (select value from json_each(?));
insert into "call_oddities" ("account", "call_id", "field", "rule", "original", "execution_id")
values (?, ?, ?, ?, ?, ?)
on conflict ("account", "call_id", "field", "rule") do update
set "original" = excluded."original", "execution_id" = excluded."execution_id";
insert into "call_quarantine" ("account", "campaign_id", "reason", "raw_hash", "execution_id", "ordinal", "page",
    "raw", "call_at_utc", "quarantined_at")
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict ("account", "campaign_id", "reason", "raw_hash") do update
set "execution_id" = excluded."execution_id", "ordinal" = excluded."ordinal", "page" = excluded."page",
    "call_at_utc" = excluded."call_at_utc";
update "call_windows"
set "cursor" = ?, "pages" = "pages" + ?, "rows_fetched" = "rows_fetched" + ?, "rows_inserted" = "rows_inserted" + ?,
    "rows_updated" = "rows_updated" + ?, "rows_unchanged" = "rows_unchanged" + ?,
    "rows_quarantined" = "rows_quarantined" + ?
where "execution_id" = ? and "ordinal" = ? and "finished_at" is null;

-- calls.finishWindow
update "call_windows"
set "state" = ?, "passes" = ?, "expected_total" = coalesce(?, "expected_total"), "stored_total" = ?, "reason" = ?,
    "detail" = ?, "finished_at" = ?
where "execution_id" = ? and "ordinal" = ? and "finished_at" is null;

-- calls.countCalls
select count(*) as "found"
from "calls"
where "account" = ? and "placed_campaign" = ? and "placed_at" >= ? and "placed_at" < ? and "missing_since" is null;

-- calls.countQuarantined
select count(*) as "found"
from "call_quarantine" as "q"
left join "call_windows" as "w" on "w"."execution_id" = "q"."execution_id" and "w"."ordinal" = "q"."ordinal"
where "q"."account" = ? and "q"."campaign_id" = ? and "q"."resolved_at" is null and "q"."reason" <> ?
    and (("q"."call_at_utc" >= ? and "q"."call_at_utc" < ?) or ("q"."call_at_utc" is null and "w"."from_utc" >= ?
    and "w"."to_utc" <= ?));

-- calls.callIds
select "id"
from "calls"
where "account" = ? and "placed_campaign" = ? and "placed_at" >= ? and "placed_at" < ? and "missing_since" is null;

-- calls.markMissing
update "calls"
set "missing_since" = ?
where "account" = ? and "id" in (select value from json_each(?)) and "missing_since" is null;

-- calls.windowsOverlapping
select *
from "call_windows"
where "account" = ? and "from_utc" < ? and "to_utc" > ?
order by case when finished_at is null then 0 else 1 end, "finished_at", "execution_id", "ordinal";
select *
from "call_windows"
where "account" = ? and "from_utc" < ? and "to_utc" > ? and "campaign_id" in (?)
order by case when finished_at is null then 0 else 1 end, "finished_at", "execution_id", "ordinal";

-- calls.watermark
select "complete_to" from "call_watermarks" where "account" = ? and "campaign_id" = ?;

-- calls.advanceWatermark
insert into "call_watermarks" ("account", "campaign_id", "complete_to")
values (?, ?, ?)
on conflict ("account", "campaign_id") do nothing;
update "call_watermarks" set "complete_to" = ? where "account" = ? and "campaign_id" = ? and "complete_to" < ?;

-- calls.nonFinalInstants
select distinct "placed_campaign", "placed_at"
from "calls"
where "account" = ? and "is_final" = 0 and "placed_at" >= ? and "missing_since" is null
order by "placed_at";

-- calls.changeBudget
insert into "request_budgets" ("account", "rate", "max_rate", "configured_rate", "next_free_at_ms", "limited_at_ms",
    "recovered_at_ms")
values (?, ?, ?, ?, ?, ?, ?)
on conflict ("account") do nothing;
select * from "request_budgets" where "account" = ?;
insert into "request_budgets" ("account", "rate", "max_rate", "configured_rate", "next_free_at_ms", "limited_at_ms",
    "recovered_at_ms")
values (?, ?, ?, ?, ?, ?, ?)
on conflict ("account") do update
set "rate" = excluded."rate", "max_rate" = excluded."max_rate", "configured_rate" = excluded."configured_rate",
    "next_free_at_ms" = excluded."next_free_at_ms", "limited_at_ms" = excluded."limited_at_ms",
    "recovered_at_ms" = excluded."recovered_at_ms";

-- calls.listQuarantine
select * from "call_quarantine" order by "id" desc limit ?;
select * from "call_quarantine" where "resolved_at" is not null and "id" < ? order by "id" desc limit ?;
select * from "call_quarantine" where "resolved_at" is null and "id" < ? order by "id" desc limit ?;

-- calls.quarantined
select * from "call_quarantine" where "id" = ?;

-- calls.resolveQuarantine
update "call_quarantine" set "resolved_at" = ?, "resolution" = ? where "id" = ? and "resolved_at" is null;

-- calls.writeCall
-- as calls.writeBatch

-- calls.addCall
select "placed_campaign", "placed_at" from "calls" where "account" = ? and "id" = ?;
-- as calls.writeBatch

-- calls.requestResync
insert into "call_resync" ("account", "campaign_id", "day", "requested_at")
values (?, ?, ?, ?)
on conflict ("account", "campaign_id", "day") do update
set "requested_at" = excluded."requested_at";

-- calls.resyncs
select * from "call_resync" where "account" = ? order by "day", "campaign_id";

-- calls.settleResync
delete from "call_resync" where "account" = ? and "campaign_id" = ? and "day" = ? and "requested_at" <= ?;

-- calls.noteEvent
insert into "call_events" ("account", "outcome", "events", "last_at")
values (?, ?, ?, ?)
on conflict ("account", "outcome") do nothing;
update "call_events" set "events" = "events" + ?, "last_at" = ? where "account" = ? and "outcome" = ?;

-- calls.lastEventAt
select max("last_at") as "at" from "call_events" where "account" = ? and "outcome" <> ?;
-- as calls.noteEvent

-- calls.latestRaws
select "r"."raw"
from "calls" as "c"
inner join "call_raw" as "r" on "r"."account" = "c"."account" and "r"."call_id" = "c"."id"
where "c"."account" = ? and "c"."placed_campaign" = ? and "c"."placed_at" < ? and "r"."execution_id" is not null
order by "c"."placed_at" desc
limit ?;

-- calls.listCalls
select * from "calls" order by "placed_at", "id", "account" limit ?;
select *
from "calls"
where "placed_campaign" = ? and "placed_at" >= ? and "placed_at" < ? and ("placed_at" >= ? and ("placed_at" > ?
    or "id" > ? or ("id" = ? and "account" > ?)))
order by "placed_at", "id", "account"
limit ?;

-- calls.mailingAliases
select "campaign_id", "normalised_name", "legacy_column"
from "mailing_aliases"
where "account" = ? and ("campaign_id" is null or "campaign_id" = ?);

-- calls.purge
select "id" from "calls" where "account" = ? and "placed_at" < ? order by "placed_at" limit ?;
delete from "mailing_data" where "account" = ? and "call_id" in (select value from json_each(?));
delete from "call_raw" where "account" = ? and "call_id" in (select value from json_each(?));
-- as calls.writeBatch
delete from "calls" where "account" = ? and "id" in (select value from json_each(?));
delete from "call_quarantine" where "account" = ? and coalesce("call_at_utc", "quarantined_at") < ?;

-- calls.counters
select count(*) as "found" from "calls";
select count(*) as "found" from "call_quarantine" where "resolved_at" is null;
select "state" as "name", count(*) as "found" from "call_windows" group by "state";
select "status" as "name", count(*) as "found" from "execution_logs" group by "status";
select "outcome" as "name", "events" as "found" from "call_events" where "events" > ?;

-- access.createUser
insert into "access_users" ("id", "name", "role", "password_hash", "created_at") values (?, ?, ?, ?, ?);
select * from "access_users" where "name" = ?;

-- access.user
select * from "access_users" where "id" = ?;

-- access.userByName
-- as access.createUser

-- access.listUsers
select * from "access_users" order by "name";

-- access.updateUser
select "id" from "access_users" where "role" = ?;
select "id" from "access_users" where "id" = ?;
delete from "access_sessions" where "user_id" = ?;
update "access_users" set "role" = ?, "password_hash" = ? where "id" = ?;

-- access.deleteUser
-- as access.updateUser
delete from "access_users" where "id" = ?;

-- access.createSession
insert into "access_sessions" ("id", "user_id", "kind", "token_hash", "expires_at") values (?, ?, ?, ?, ?);

-- access.session
select * from "access_sessions" where "id" = ? and "expires_at" > ?;

-- access.rotateSession
update "access_sessions" set "token_hash" = ?, "expires_at" = ? where "id" = ? and "token_hash" = ?;

-- access.endSession
delete from "access_sessions" where "id" = ?;

-- access.createApiKey
insert into "access_api_keys" ("id", "name", "prefix", "key_hash", "integration", "role", "created_at")
values (?, ?, ?, ?, ?, ?, ?);

-- access.apiKeyByHash
select * from "access_api_keys" where "key_hash" = ?;

-- access.listApiKeys
select * from "access_api_keys" order by "created_at", "id";

-- access.deleteApiKey
delete from "access_api_keys" where "id" = ?;

-- access.claimAnswer
delete from "access_answers" where "id" = ? and ("expires_at" <= ? or ("answer" is null and "claimed_until" <= ?));
insert into "access_answers" ("id", "fingerprint", "owner", "claimed_until", "answer", "expires_at")
values (?, ?, ?, ?, ?, ?);
select * from "access_answers" where "id" = ?;

-- access.keepAnswer
update "access_answers" set "answer" = ? where "id" = ? and "owner" = ?;

-- access.releaseAnswer
delete from "access_answers" where "id" = ? and "owner" = ?;

-- access.sweep
delete from "access_sessions" where "expires_at" <= ?;
delete from "access_answers" where "expires_at" <= ?;

-- alerts.raiseAlert
select "id" from "alerts" where "integration" = ? and "kind" = ? and "unit" = ? and "cleared_at" is null;
update "alerts"
set "detail" = ?, "last_seen_at" = ?
where "integration" = ? and "kind" = ? and "unit" = ? and "cleared_at" is null;
insert into "alerts" ("integration", "kind", "unit", "detail", "raised_at", "last_seen_at", "cleared_at")
values (?, ?, ?, ?, ?, ?, ?);

-- alerts.clearAlerts
select "id", "unit"
from "alerts"
where "integration" = ? and "kind" = ? and "unit" in (select value from json_each(?)) and "cleared_at" is null;
update "alerts" set "cleared_at" = ? where "id" = ?;
select "id", "unit"
from "alerts"
where "integration" = ? and "kind" = ? and "unit" in (select value from json_each(?)) and "cleared_at" is null
    and "last_seen_at" < ?;

-- alerts.listAlerts
select * from "alerts" where "integration" = ? order by "id" desc limit ?;
select * from "alerts" where "integration" = ? and "cleared_at" is null and "id" < ? order by "id" desc limit ?;
select * from "alerts" where "integration" = ? and "cleared_at" is not null and "id" < ? order by "id" desc limit ?;

-- alerts.openAlerts
select "kind", count(*) as "found" from "alerts" where "integration" = ? and "cleared_at" is null group by "kind";

-- consultants.createConsultant
select "id" from "consultants" where "email_key" = ? and "id" <> ?;
insert into "consultants" ("name", "email", "phone", "languages", "active", "in_rotation", "online",
    "presence_until", "not_responding_since", "pipedrive_id", "email_key", "last_offered_at", "last_turn",
    "missed_in_a_row", "owed", "version", "created_at", "updated_at")
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id as "id";
insert into "consultant_events" ("event_key", "kind", "number", "consultant_id", "actor", "at", "detail")
values (?, ?, ?, ?, ?, ?, ?)
on conflict ("event_key") do nothing;
insert into "outbox" ("topic", "subject", "payload", "created_at", "claimed_until", "attempts")
values (?, ?, ?, ?, ?, ?)
on conflict ("topic", "subject") do nothing;
select * from "consultants" where "id" = ?;

-- consultants.consultant
select * from "consultants" where "id" = ? and "deleted_at" is null;

-- consultants.listConsultants
select * from "consultants" where "deleted_at" is null order by "id";

-- consultants.changeConsultant
-- as consultants.consultant
-- as consultants.createConsultant
update "consultants"
set "name" = ?, "email" = ?, "phone" = ?, "languages" = ?, "active" = ?, "in_rotation" = ?, "online" = ?,
    "presence_until" = ?, "not_responding_since" = ?, "pipedrive_id" = ?, "email_key" = ?, "version" = ?,
    "updated_at" = ?
where "id" = ?;

-- consultants.deleteConsultant
-- as consultants.consultant
update "consultants" set "deleted_at" = ?, "email_key" = ?, "version" = ?, "updated_at" = ? where "id" = ?;
-- as consultants.createConsultant

-- consultants.personalData
-- as consultants.createConsultant
select "id", "answer" from "consultant_answers" where "id" > ? order by "id" limit ?;
select "id", "number", "origin", "language", "created_at"
from "protocols"
where "consultant_id" = ? and "id" > ?
order by "id"
limit ?;
select max("id") as "highest" from "consultant_events";
select "kind", "number", "at"
from "consultant_events"
where "consultant_id" = ? and "id" > ? and "id" <= ?
order by "id";
select count(*) as "found" from "consultant_offers" where "consultant_id" = ? and "released_at" is null;

-- consultants.erasePersonalData
select "version", "deleted_at" from "consultants" where "id" = ?;
update "consultants"
set "name" = ?, "email" = ?, "email_key" = ?, "phone" = ?, "pipedrive_id" = ?, "deleted_at" = ?, "version" = ?,
    "updated_at" = ?
where "id" = ?;
-- as consultants.createConsultant
-- as consultants.personalData
delete from "consultant_answers" where "id" in (select value from json_each(?));

-- consultants.heartbeat
-- as consultants.consultant
update "consultants" set "online" = ?, "presence_until" = ?, "not_responding_since" = ? where "id" = ?;
-- as consultants.createConsultant

-- consultants.expirePresence
select "id", "presence_until" from "consultants" where "presence_until" <= ? and "deleted_at" is null;
update "consultants" set "online" = ?, "presence_until" = ? where "id" = ?;
-- as consultants.createConsultant

-- consultants.takeTurn
select * from "consultant_answers" where "id" = ?;
-- as consultants.listConsultants
select max(case when "series" = ? then "last_number" else -1 end) as "reached", max("last_issued_at") as "at"
from "protocol_series";
insert into "protocols" ("number", "series", "sequence", "consultant_id", "origin", "language", "version",
    "created_at", "updated_at")
values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id as "id";
update "protocol_series" set "last_number" = ?, "last_issued_at" = ? where "series" = ?;
update "consultants" set "last_offered_at" = ?, "last_turn" = ? where "id" = ?;
insert into "consultant_handovers" ("protocol_id", "number", "language", "phase", "offer_no", "consultant_id",
    "requested_at", "call_back_promised", "updated_at")
values (?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict ("protocol_id") do nothing;
insert into "consultant_offers" ("number", "offer_no", "consultant_id", "cost", "given_turn", "given_at",
    "taken_turn", "taken_at", "choice", "acquired_at")
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict ("number", "offer_no") do nothing;
-- as consultants.createConsultant

-- consultants.takeNumber
-- as consultants.takeTurn
-- as consultants.listConsultants
insert into "consultant_answers" ("id", "fingerprint", "answer", "expires_at") values (?, ?, ?, ?);
-- as consultants.createConsultant

-- consultants.purgeAnswers
select "id", "expires_at" from "consultant_answers" where "id" > ? order by "id" limit ?;
delete from "consultant_answers" where "id" > ? and "id" <= ? and "expires_at" <= ?;

-- consultants.protocol
select * from "protocols" where "id" = ?;

-- consultants.protocolByNumber
select * from "protocols" where "number" = ?;

-- consultants.listProtocols
select * from "protocols" order by "id" limit ? offset ?;
select * from "protocols" where "consultant_id" = ? order by "id" limit ? offset ?;

-- consultants.changeProtocol
-- as consultants.protocol
update "protocols" set "description" = ?, "priority" = ?, "status" = ?, "version" = ?, "updated_at" = ? where "id" = ?;
-- as consultants.createConsultant

-- consultants.handover
select * from "consultant_handovers" where "number" = ?;

-- consultants.listHandovers
select * from "consultant_handovers" order by "protocol_id" desc limit ?;
select *
from "consultant_handovers"
where "phase" = ? and "consultant_id" = ? and "protocol_id" < ?
order by "protocol_id" desc
limit ?;

-- consultants.waitingHandovers
select * from "consultant_handovers" where "phase" = ? order by "protocol_id" limit ?;

-- consultants.recordHandover
-- as consultants.handover
update "consultant_handovers"
set "phase" = ?, "outcome" = ?, "offer_no" = ?, "consultant_id" = ?, "updated_at" = ?, "call_back_promised" = ?
where "number" = ?;
-- as consultants.createConsultant

-- consultants.recordEvent
-- as consultants.createConsultant

-- consultants.offerNext
select * from "consultant_offers" where "number" = ? and "offer_no" = ?;
select "protocol_id", "language" from "consultant_handovers" where "number" = ?;
-- as consultants.listConsultants
-- as consultants.takeTurn
select "consultant_id", sum("cost") as "load"
from "consultant_offers"
where "released_at" is null and "consultant_id" is not null
group by "consultant_id";
insert into "consultant_offers" ("number", "offer_no", "consultant_id", "cost", "given_turn", "given_at",
    "taken_turn", "taken_at", "choice", "acquired_at")
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select "consultant_id"
from "consultant_offers"
where "number" = ? and "offer_no" < ? and "consultant_id" is not null
order by "offer_no" desc
limit ?;
update "protocols" set "consultant_id" = ? where "number" = ?;
update "consultant_handovers" set "phase" = ?, "offer_no" = ?, "consultant_id" = ?, "updated_at" = ? where "number" = ?;
-- as consultants.createConsultant
update "protocol_series" set "last_issued_at" = ? where "last_issued_at" = ?;
update "consultants" set "owed" = ? where "id" in (?);
insert into "consultant_offers" ("number", "offer_no", "consultant_id", "cost", "given_turn", "given_at",
    "taken_turn", "taken_at", "choice", "acquired_at", "released_at", "released_because")
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- consultants.releaseLease
-- as consultants.offerNext
update "consultant_offers" set "released_at" = ?, "released_because" = ? where "number" = ? and "offer_no" = ?;
select "id", "last_offered_at", "last_turn", "missed_in_a_row", "not_responding_since", "service_ended_at"
from "consultants"
where "id" = ?;
update "consultants"
set "last_offered_at" = ?, "last_turn" = ?, "missed_in_a_row" = ?, "not_responding_since" = ?, "service_ended_at" = ?
where "id" = ?;
-- as consultants.createConsultant

-- consultants.openWork
select "number", "offer_no", "consultant_id"
from "consultant_offers"
where "released_at" is null and "consultant_id" is not null
order by "number"
limit ?;
select "number", "phase", "outcome", "offer_no", "consultant_id", "requested_at", "call_back_promised"
from "consultant_handovers" as "handover"
where ("phase" in (?, ?, ?, ?, ?) or "number" in (select value from json_each(?)))
    and not exists (select "outbox"."id" from "outbox" where "topic" = ? and "subject" = "handover"."number"
    and "done_at" is null)
order by "protocol_id"
limit ?;

-- consultants.openLoad
-- as consultants.offerNext

-- consultants.listEvents
select * from "consultant_events" order by "id" desc limit ?;
select *
from "consultant_events"
where "kind" = ? and "number" = ? and "consultant_id" = ? and "at" >= ? and "at" < ? and "id" < ?
order by "id" desc
limit ?;

-- consultants.counters
select count(*) as "found" from "consultants" where "deleted_at" is null;
select count(*) as "found"
from "consultants"
where "deleted_at" is null and "active" <> 0 and "in_rotation" <> 0 and "online" <> 0;
select count(*) as "found" from "protocols";
select "phase", count(*) as "found" from "consultant_handovers" group by "phase";

-- outbox.claim
select "id", "topic", "subject", "payload", "attempts"
from "outbox"
where "topic" = ? and "done_at" is null and "claimed_until" <= ?
order by "id"
limit ?;
update "outbox" set "claimed_until" = ?, "attempts" = "attempts" + ? where "id" in (?);

-- outbox.settle
update "outbox" set "done_at" = ? where "id" in (?);

-- outbox.postpone
update "outbox" set "claimed_until" = ? where "id" = ?;

-- outbox.purgeDone
select "id", "created_at" from "outbox" where "id" > ? order by "id" limit ?;
delete from "outbox" where "id" > ? and "id" <= ? and "done_at" < ?;

-- outbox.backlog
select "topic", count(*) as "waiting", min("created_at") as "oldest"
from "outbox"
where "done_at" is null
group by "topic";

-- tables of a legacy robot are taken over
-- as migrations are taken one at a time, and noted
create table "legacy_execution_logs" as select * from "execution_logs";
select count(*) as n from "execution_logs";
select count(*) as n from "legacy_execution_logs";
drop table "execution_logs";
create index "ix_legacy_execution_logs" on "legacy_execution_logs" ("id");
create table "legacy_mailing_data" as select * from "mailing_data";
select count(*) as n from "mailing_data";
select count(*) as n from "legacy_mailing_data";
drop table "mailing_data";
create index "ix_legacy_mailing_data" on "legacy_mailing_data" ("call_id", "id");
create table "legacy_calls" as select * from "calls";
select count(*) as n from "calls";
select count(*) as n from "legacy_calls";
drop table "calls";
create index "ix_legacy_calls" on "legacy_calls" ("id");
select * from "legacy_calls" order by "id" limit ?;
-- as calls.writeBatch
select * from "legacy_calls" where "id" > ? order by "id" limit ?;
select "m".*, "c"."id" as "idOfCall"
from "legacy_mailing_data" as "m"
inner join "legacy_calls" as "c" on "c"."id" = "m"."call_id"
order by "m"."call_id", "m"."id"
limit ?;
insert into "mailing_data" ("id", "account", "call_id", "copy", "content_hash", "created_at", "updated_at", "_id",
    "identifier", "campaign_id", "company_id", "list_id", "uf", "phone", "dialed_phone", "dialed_identifier",
    "on_calling", "column_position", "row_position", "estrategia", "razao_social", "nome_fantasia", "valor_conta",
    "cidade", "cep", "uf_mailing", "socio", "cpf", "data_json", "values_json")
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict ("id") do nothing;
select "m".*, "c"."id" as "idOfCall"
from "legacy_mailing_data" as "m"
inner join "legacy_calls" as "c" on "c"."id" = "m"."call_id"
where ("m"."call_id" >= ? and ("m"."call_id" > ? or "m"."id" > ?))
order by "m"."call_id", "m"."id"
limit ?;
select * from "legacy_execution_logs" order by "id" limit ?;
insert into "execution_logs" ("id", "workflow_id", "run_id", "account", "zone", "kind", "campaign_ids",
    "start_date", "end_date", "execution_date", "ended_at", "created_at", "status", "error_message",
    "execution_time_seconds", "total_records", "successful_records", "failed_records", "rows_fetched", "rows_failed")
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict ("id") do nothing;
select * from "legacy_execution_logs" where "id" > ? order by "id" limit ?;
