-- Every statement of the program. Written by: npm run sql:print -- --write
-- An upsert of a few rows is one statement (that of one row is shown). More of them come into #stage in bulk, between
-- the batch that makes it and the one that updates and inserts from it.

-- migration 0001-calls
create table "calls" (
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "content_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null,
  "placed_campaign" int not null,
  "placed_at" datetime2(3) not null,
  "missing_since" datetime2(3),
  "first_seen" datetime2(3) not null,
  "last_changed" datetime2(3) not null,
  "created_at" datetime2(3) not null,
  "updated_at" datetime2(3) not null,
  "id" nvarchar(50) collate Latin1_General_100_BIN2 not null,
  "list_name" nvarchar(255),
  "number" nvarchar(50),
  "call_date" datetime2(0),
  "call_date_rfc3339" nvarchar(50),
  "campaign_id" int,
  "campaign" nvarchar(255),
  "queue_id" nvarchar(50),
  "queue_name" nvarchar(255),
  "ring_group_id" nvarchar(50),
  "ring_group_name" nvarchar(255),
  "ivr_name" nvarchar(255),
  "receptive_name" nvarchar(255),
  "receptive_phone" nvarchar(50),
  "receptive_did" nvarchar(50),
  "has_agent" bit,
  "agent" nvarchar(255),
  "acw_time" nvarchar(20),
  "speaking_time" nvarchar(20),
  "ivr_time" nvarchar(20),
  "ivr_after_call_time" nvarchar(20),
  "amd_time" nvarchar(20),
  "waiting_time" nvarchar(20),
  "speaking_with_agent_time" nvarchar(20),
  "route_id" int,
  "route_name" nvarchar(255),
  "route_host" nvarchar(255),
  "route_endpoint" nvarchar(500),
  "route_caller_id" nvarchar(50),
  "billed_time" nvarchar(20),
  "billed_value" nvarchar(50),
  "qualification" nvarchar(255),
  "behavior" nvarchar(255),
  "readable_behavior_text" nvarchar(500),
  "phone_type" nvarchar(50),
  "recording" nvarchar(500),
  "recording_amd" nvarchar(500),
  "status_id" int,
  "readable_status_text" nvarchar(500),
  "readable_amd_status_text" nvarchar(500),
  "mode" nvarchar(50),
  "hangup_cause" int,
  "sip_cause" nvarchar(20),
  "readable_hangup_cause_text" nvarchar(500),
  "feedback" nvarchar(max),
  "recorded" bit,
  "ended_by_agent" bit,
  "qualification_note" nvarchar(max),
  "sid" nvarchar(255),
  "is_dmc" bit,
  "is_unknown" bit,
  "is_transferred" bit,
  "is_consult" bit,
  "is_transfer" bit,
  "is_conversion" bit,
  "qualification_id" int,
  "consult_cancelled" bit,
  "recording_transfer" nvarchar(500),
  "recording_consult" nvarchar(500),
  "recording_after_consult_cancel" nvarchar(500),
  "ivr_digit_pressed" nvarchar(50),
  "record_name" nvarchar(255),
  "transcription" nvarchar(max),
  "ai_evaluation_status" nvarchar(255),
  "agent_id" int,
  "status" int,
  "call_at_utc" datetime2(3),
  "call_offset" nvarchar(10),
  "acw_seconds" int,
  "speaking_seconds" int,
  "ivr_seconds" int,
  "ivr_after_call_seconds" int,
  "amd_seconds" int,
  "waiting_seconds" int,
  "speaking_with_agent_seconds" int,
  "billed_seconds" int,
  "billed_amount" decimal(36, 18),
  "route_route" nvarchar(500),
  "consults" nvarchar(max),
  "consult_ids" nvarchar(max),
  "consult" nvarchar(max),
  "consult_id" nvarchar(255),
  "transfer" nvarchar(max),
  "transfer_id" nvarchar(255),
  "parent" nvarchar(max),
  "parent_id" nvarchar(255),
  "ivr_after_call" nvarchar(max),
  "is_final" bit,
  constraint "pk_calls" primary key ("account", "id")
);
create index "ix_calls_call_date" on "calls" ("call_date");
create index "ix_calls_window" on "calls" ("account", "placed_campaign", "placed_at", "id", "missing_since");
create index "ix_calls_instant" on "calls" ("placed_at", "id");
create index "ix_calls_not_final" on "calls" ("account", "placed_at") where "is_final" = 0;
create table "call_raw" (
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "call_id" nvarchar(50) collate Latin1_General_100_BIN2 not null,
  "content_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null,
  "fetched_at" datetime2(3) not null,
  "execution_id" int,
  "raw" nvarchar(max) not null,
  constraint "pk_call_raw" primary key ("account", "call_id")
);
create table "call_oddities" (
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "call_id" nvarchar(50) collate Latin1_General_100_BIN2 not null,
  "field" nvarchar(255) collate Latin1_General_100_BIN2 not null,
  "rule" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  "original" nvarchar(max) not null,
  "execution_id" int,
  constraint "pk_call_oddities" primary key ("account", "call_id", "field", "rule")
);
create table "mailing_data" (
  "id" int identity(1, 1) primary key,
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "call_id" nvarchar(50) collate Latin1_General_100_BIN2 not null,
  "content_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null,
  "created_at" datetime2(3) not null,
  "updated_at" datetime2(3) not null,
  "_id" nvarchar(50) collate Latin1_General_100_BIN2 not null,
  "copy" int not null,
  "identifier" nvarchar(50),
  "campaign_id" int,
  "company_id" int,
  "list_id" int,
  "uf" nvarchar(10),
  "phone" nvarchar(50),
  "dialed_phone" int,
  "dialed_identifier" int,
  "on_calling" int,
  "column_position" int,
  "row_position" int,
  "estrategia" nvarchar(255),
  "razao_social" nvarchar(255),
  "nome_fantasia" nvarchar(255),
  "valor_conta" nvarchar(100),
  "cidade" nvarchar(255),
  "cep" nvarchar(20),
  "uf_mailing" nvarchar(10),
  "socio" nvarchar(255),
  "cpf" nvarchar(50),
  "data_json" nvarchar(max),
  "values_json" nvarchar(max) not null,
  constraint "uq_mailing_data" unique ("call_id", "account", "_id", "copy"),
  constraint "fk_mailing_data_call" foreign key ("account", "call_id") references "calls" ("account", "id") on delete cascade
);
create table "mailing_columns" (
  "name" nvarchar(400) collate Latin1_General_100_BIN2 not null primary key,
  "normalised_name" nvarchar(400) not null
);
create view mailing_values as
select mailing_data.account, mailing_data.call_id, mailing_data.id as mailing_id,
    cast([element].[key] as int) + 1 as position, [pair].[name] collate Latin1_General_100_BIN2 as name,
    mailing_columns.normalised_name, [pair].[value] as value
from mailing_data
cross apply openjson("mailing_data"."values_json") as [element]
cross apply openjson(concat('[', [element].[value], ']')) with ([name] nvarchar(400) '$[0]',
    [value] nvarchar(max) '$[1]') as [pair]
left join mailing_columns on mailing_columns.name = [pair].[name] collate Latin1_General_100_BIN2;
create table "mailing_aliases" (
  "id" int identity(1, 1) primary key,
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "campaign_id" int,
  "normalised_name" nvarchar(400) collate Latin1_General_100_BIN2 not null,
  "legacy_column" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  constraint "uq_mailing_aliases" unique ("account", "campaign_id", "normalised_name")
);
create table "call_quarantine" (
  "id" int identity(1, 1) primary key,
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "campaign_id" int not null,
  "reason" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  "raw_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null,
  "execution_id" int not null,
  "ordinal" int not null,
  "page" int not null,
  "raw" nvarchar(max) not null,
  "call_at_utc" datetime2(3),
  "quarantined_at" datetime2(3) not null,
  "resolved_at" datetime2(3),
  "resolution" nvarchar(255),
  constraint "uq_call_quarantine" unique ("account", "campaign_id", "reason", "raw_hash")
);
create table "execution_logs" (
  "id" int identity(1, 1) primary key,
  "execution_date" datetime2(3) not null,
  "start_date" nvarchar(50) not null,
  "end_date" nvarchar(50) not null,
  "campaign_ids" nvarchar(max) not null,
  "execution_time_seconds" int,
  "status" nvarchar(32) not null,
  "error_message" nvarchar(max),
  "created_at" datetime2(3) not null,
  "workflow_id" nvarchar(255) collate Latin1_General_100_BIN2 not null,
  "run_id" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "zone" nvarchar(64) not null,
  "kind" nvarchar(32) not null,
  "ended_at" datetime2(3),
  "expected_rows" int,
  "total_records" int default 0 not null,
  "successful_records" int default 0 not null,
  "failed_records" int default 0 not null,
  "pages" int default 0 not null,
  "rows_fetched" int default 0 not null,
  "rows_inserted" int default 0 not null,
  "rows_updated" int default 0 not null,
  "rows_unchanged" int default 0 not null,
  "rows_quarantined" int default 0 not null,
  "rows_failed" int default 0 not null,
  "windows_total" int default 0 not null,
  "windows_complete" int default 0 not null,
  "windows_partial" int default 0 not null,
  "windows_failed" int default 0 not null,
  constraint "uq_execution_logs_run" unique ("workflow_id", "run_id")
);
create index "ix_execution_logs_status" on "execution_logs" ("status");
create table "call_plans" (
  "execution_id" int not null,
  "batch" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  constraint "pk_call_plans" primary key ("execution_id", "batch")
);
create table "call_windows" (
  "execution_id" int not null,
  "ordinal" int not null,
  "batch" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "campaign_id" int not null,
  "from_utc" datetime2(3) not null,
  "to_utc" datetime2(3) not null,
  "state" nvarchar(32) not null,
  "expected_total" int,
  "stored_total" int,
  "cursor" nvarchar(max),
  "reason" nvarchar(100),
  "detail" nvarchar(max),
  "started_at" datetime2(3),
  "finished_at" datetime2(3),
  "passes" int default 0 not null,
  "pages" int default 0 not null,
  "rows_fetched" int default 0 not null,
  "rows_inserted" int default 0 not null,
  "rows_updated" int default 0 not null,
  "rows_unchanged" int default 0 not null,
  "rows_quarantined" int default 0 not null,
  "rows_failed" int default 0 not null,
  constraint "pk_call_windows" primary key ("execution_id", "ordinal")
);
create index "ix_call_windows_range" on "call_windows" ("account", "campaign_id", "from_utc");
create table "call_watermarks" (
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "campaign_id" int not null,
  "complete_to" datetime2(3) not null,
  constraint "pk_call_watermarks" primary key ("account", "campaign_id")
);
create table "request_budgets" (
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null primary key,
  "rate" float not null,
  "max_rate" float not null,
  "configured_rate" float not null,
  "next_free_at_ms" float not null,
  "limited_at_ms" float not null,
  "recovered_at_ms" float not null
);

-- migration 0002-access
create table "access_users" (
  "id" nvarchar(36) collate Latin1_General_100_BIN2 not null primary key,
  "name" nvarchar(60) collate Latin1_General_100_BIN2 not null unique,
  "role" nvarchar(20) collate Latin1_General_100_BIN2 not null,
  "password_hash" nvarchar(300) not null,
  "created_at" datetime2(3) not null
);
create table "access_sessions" (
  "id" nvarchar(36) collate Latin1_General_100_BIN2 not null primary key,
  "user_id" nvarchar(36) collate Latin1_General_100_BIN2 not null,
  "kind" nvarchar(20) collate Latin1_General_100_BIN2 not null,
  "token_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null,
  "expires_at" datetime2(3) not null
);
create index "access_sessions_user" on "access_sessions" ("user_id");
create table "access_api_keys" (
  "id" nvarchar(36) collate Latin1_General_100_BIN2 not null primary key,
  "name" nvarchar(60) not null,
  "prefix" nvarchar(20) collate Latin1_General_100_BIN2 not null,
  "key_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null unique,
  "integration" nvarchar(60) collate Latin1_General_100_BIN2 not null,
  "role" nvarchar(20) collate Latin1_General_100_BIN2 not null,
  "created_at" datetime2(3) not null
);
create table "access_answers" (
  "id" nvarchar(64) collate Latin1_General_100_BIN2 not null primary key,
  "fingerprint" nvarchar(64) collate Latin1_General_100_BIN2 not null,
  "owner" nvarchar(36) collate Latin1_General_100_BIN2 not null,
  "claimed_until" datetime2(3) not null,
  "answer" nvarchar(max),
  "expires_at" datetime2(3) not null
);

-- migration 0003-alerts
create table "alerts" (
  "id" int identity(1, 1) primary key,
  "integration" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  "kind" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  "unit" nvarchar(255) collate Latin1_General_100_BIN2 not null,
  "detail" nvarchar(max) not null,
  "raised_at" datetime2(3) not null,
  "last_seen_at" datetime2(3) not null,
  "cleared_at" datetime2(3)
);
create unique index "uq_alerts_open" on "alerts" ("integration", "kind", "unit") where "cleared_at" is null;
create table "call_resync" (
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "campaign_id" int not null,
  "day" nvarchar(10) collate Latin1_General_100_BIN2 not null,
  "requested_at" datetime2(3) not null,
  constraint "pk_call_resync" primary key ("account", "campaign_id", "day")
);
create table "call_events" (
  "account" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "outcome" nvarchar(32) collate Latin1_General_100_BIN2 not null,
  "events" int not null,
  "last_at" datetime2(3) not null,
  constraint "pk_call_events" primary key ("account", "outcome")
);

-- migration 0004-consultants
create table "consultants" (
  "id" int identity(1, 1) primary key,
  "name" nvarchar(510) not null,
  "email" nvarchar(max),
  "email_key" nvarchar(320) collate Latin1_General_100_BIN2,
  "phone" nvarchar(100),
  "languages" nvarchar(max) not null,
  "active" bit,
  "in_rotation" bit,
  "online" bit,
  "pipedrive_id" int,
  "last_offered_at" datetime2(3),
  "last_turn" int not null,
  "service_ended_at" datetime2(3),
  "capacity" int,
  "presence_until" datetime2(3),
  "not_responding_since" datetime2(3),
  "missed_in_a_row" int not null,
  "owed" float not null,
  "version" int not null,
  "created_at" datetime2(3) not null,
  "updated_at" datetime2(3) not null,
  "deleted_at" datetime2(3)
);
create unique index "uq_consultants_email" on "consultants" ("email_key") where "email_key" is not null;
create table "protocol_series" (
  "series" nvarchar(40) collate Latin1_General_100_BIN2 not null primary key,
  "last_number" int not null,
  "last_issued_at" datetime2(3) not null
);
create table "protocols" (
  "id" int identity(1, 1) primary key,
  "number" nvarchar(40) collate Latin1_General_100_BIN2 not null unique,
  "series" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "sequence" int not null,
  "consultant_id" int,
  "origin" nvarchar(32) collate Latin1_General_100_BIN2 not null,
  "language" nvarchar(max),
  "description" nvarchar(max),
  "priority" nvarchar(max),
  "status" nvarchar(max),
  "version" int not null,
  "created_at" datetime2(3) not null,
  "updated_at" datetime2(3) not null,
  constraint "uq_protocols_sequence" unique ("series", "sequence")
);
create index "ix_protocols_consultant" on "protocols" ("consultant_id", "id");
create table "consultant_handovers" (
  "protocol_id" int not null primary key,
  "number" nvarchar(40) collate Latin1_General_100_BIN2 not null unique,
  "language" nvarchar(max) not null,
  "phase" nvarchar(32) collate Latin1_General_100_BIN2 not null,
  "outcome" nvarchar(32) collate Latin1_General_100_BIN2,
  "offer_no" int not null,
  "consultant_id" int,
  "requested_at" datetime2(3) not null,
  "call_back_promised" bit not null,
  "updated_at" datetime2(3) not null
);
create index "ix_consultant_handovers_phase" on "consultant_handovers" ("phase", "protocol_id");
create table "consultant_offers" (
  "number" nvarchar(40) collate Latin1_General_100_BIN2 not null,
  "offer_no" int not null,
  "consultant_id" int,
  "cost" int not null,
  "given_turn" int not null,
  "given_at" datetime2(3) not null,
  "taken_turn" int not null,
  "taken_at" datetime2(3),
  "choice" nvarchar(max) not null,
  "acquired_at" datetime2(3) not null,
  "released_at" datetime2(3),
  "released_because" nvarchar(32) collate Latin1_General_100_BIN2,
  constraint "pk_consultant_offers" primary key ("number", "offer_no")
);
create index "ix_consultant_offers_open" on "consultant_offers" ("consultant_id") where "released_at" is null;
create table "consultant_events" (
  "id" int identity(1, 1) primary key,
  "event_key" nvarchar(150) collate Latin1_General_100_BIN2 not null unique,
  "kind" nvarchar(32) collate Latin1_General_100_BIN2 not null,
  "number" nvarchar(40) collate Latin1_General_100_BIN2,
  "consultant_id" int,
  "actor" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  "at" datetime2(3) not null,
  "detail" nvarchar(max) not null
);
create index "ix_consultant_events_number" on "consultant_events" ("number");
create index "ix_consultant_events_at" on "consultant_events" ("at");
create table "consultant_answers" (
  "id" nvarchar(64) collate Latin1_General_100_BIN2 not null primary key,
  "fingerprint" nvarchar(64) collate Latin1_General_100_BIN2 not null,
  "answer" nvarchar(max) not null,
  "expires_at" datetime2(3) not null
);
create table "outbox" (
  "id" int identity(1, 1) primary key,
  "topic" nvarchar(32) collate Latin1_General_100_BIN2 not null,
  "subject" nvarchar(100) collate Latin1_General_100_BIN2 not null,
  "payload" nvarchar(max) not null,
  "created_at" datetime2(3) not null,
  "claimed_until" datetime2(3) not null,
  "attempts" int not null,
  "done_at" datetime2(3),
  constraint "uq_outbox" unique ("topic", "subject")
);
create index "ix_outbox_waiting" on "outbox" ("topic", "claimed_until") where "done_at" is null;

-- migrations are taken one at a time, and noted
declare @lock int;
exec @lock = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
select schema_name() as "schema";
create table "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
create table "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
select "id" from "kysely_migration_lock" where "id" = @1;
insert into "kysely_migration_lock" ("id", "is_locked") values (@1, @2);
select "name", "timestamp" from "kysely_migration";
-- as migration 0001-calls
insert into "kysely_migration" ("name", "timestamp") values (@1, @2);
-- as migration 0002-access
-- as migration 0003-alerts
-- as migration 0004-consultants

-- calls.beginExecution
select top (0) [workflow_id], [run_id], [account], [zone], [kind], [campaign_ids], [start_date], [end_date],
    [execution_date], [created_at], [status]
from [execution_logs];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table execution_logs', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [execution_logs] ([workflow_id], [run_id], [account], [zone], [kind], [campaign_ids], [start_date],
    [end_date], [execution_date], [created_at], [status])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11
where not exists (select 1 from [execution_logs] with (updlock, holdlock) where [workflow_id] = @1 and [run_id] = @2);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table execution_logs', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [workflow_id], [run_id], [account], [zone], [kind], [campaign_ids], [start_date], [end_date],
    [execution_date], [created_at], [status] into #stage
from [execution_logs];
insert into [execution_logs] ([workflow_id], [run_id], [account], [zone], [kind], [campaign_ids], [start_date],
    [end_date], [execution_date], [created_at], [status])
select s.[workflow_id], s.[run_id], s.[account], s.[zone], s.[kind], s.[campaign_ids], s.[start_date], s.[end_date],
    s.[execution_date], s.[created_at], s.[status]
from #stage as s
where not exists (select 1 from [execution_logs] as t with (updlock,
    holdlock) where t.[workflow_id] = s.[workflow_id] and t.[run_id] = s.[run_id]);
drop table if exists #stage;
select "id" from "execution_logs" where "workflow_id" = @1 and "run_id" = @2;

-- calls.endExecution
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table execution_logs', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
select "execution_date"
from "execution_logs" with (updlock, holdlock, rowlock)
where "id" = @1 and "status" = @2;
update "call_windows"
set "state" = @1, "reason" = @2, "detail" = @3, "finished_at" = @4
where "execution_id" = @5 and "state" in (@6, @7);
select "execution_id", sum(case when state = @1 then 1 else 0 end) as "complete",
    sum(case when state = @2 then 1 else 0 end) as "partial", sum(case when state = @3 then 1 else 0 end) as "failed",
    sum(case when state = @4 then 1 else 0 end) as "split", count(*) as "total",
    sum(case when state <> 'split' then expected_total end) as "expected_rows", sum("pages") as "pages",
    sum("rows_fetched") as "fetched", sum("rows_inserted") as "inserted", sum("rows_updated") as "updated",
    sum("rows_unchanged") as "unchanged", sum("rows_quarantined") as "quarantined", sum("rows_failed") as "failed_rows"
from "call_windows"
where "execution_id" in (@5)
group by "execution_id";
update "execution_logs"
set "status" = @1, "error_message" = @2, "ended_at" = @3, "execution_time_seconds" = @4, "windows_total" = @5,
    "windows_complete" = @6, "windows_partial" = @7, "windows_failed" = @8, "pages" = @9, "expected_rows" = @10,
    "rows_fetched" = @11, "rows_inserted" = @12, "rows_updated" = @13, "rows_unchanged" = @14, "rows_quarantined" = @15,
    "rows_failed" = @16, "total_records" = @17, "successful_records" = @18, "failed_records" = @19
where "id" = @20;

-- calls.execution
select top(1) * from "execution_logs" where "workflow_id" = @1 order by "id" desc;
-- as calls.endExecution
select top(1) * from "execution_logs" where "workflow_id" = @1 and "run_id" = @2 order by "id" desc;

-- calls.listExecutions
select top(51) * from "execution_logs" order by "id" desc;
-- as calls.endExecution
select top(51) * from "execution_logs" where "kind" = @1 and "status" = @2 and "id" < @3 order by "id" desc;

-- calls.openExecutions
select * from "execution_logs" where "status" = @1 order by "id";
-- as calls.endExecution

-- calls.planWindows
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table execution_logs', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
select "status"
from "execution_logs" with (updlock, holdlock, rowlock)
where "id" = @1;
select "batch" from "call_plans" where "execution_id" = @1 and "batch" = @2;
select "ordinal", "campaign_id" as "campaign", "from_utc" as "from", "to_utc" as "to",
    "expected_total" as "expectedTotal"
from "call_windows"
where "execution_id" = @1 and "batch" = @2
order by "ordinal";
select max("ordinal") as "last" from "call_windows" where "execution_id" = @1;
select top (0) [execution_id], [batch] from [call_plans];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_plans', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [call_plans] ([execution_id], [batch])
select @1, @2
where not exists (select 1 from [call_plans] with (updlock, holdlock) where [execution_id] = @1 and [batch] = @2);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_plans', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) cast([execution_id] as int) as [execution_id], [batch] into #stage
from [call_plans];
insert into [call_plans] ([execution_id], [batch])
select s.[execution_id], s.[batch]
from #stage as s
where not exists (select 1 from [call_plans] as t with (updlock, holdlock) where t.[execution_id] = s.[execution_id]
    and t.[batch] = s.[batch]);
drop table if exists #stage;
select top (0) [execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc], [state],
    [expected_total]
from [call_windows];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_windows', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [call_windows] ([execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc],
    [state], [expected_total])
select @1, @2, @3, @4, @5, @6, @7, @8, @9
where not exists (select 1 from [call_windows] with (updlock, holdlock) where [execution_id] = @1 and [ordinal] = @2);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_windows', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) cast([execution_id] as int) as [execution_id], cast([ordinal] as int) as [ordinal], [batch],
    [account], cast([campaign_id] as int) as [campaign_id], [from_utc], [to_utc], [state],
    cast([expected_total] as int) as [expected_total] into #stage
from [call_windows];
insert into [call_windows] ([execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc],
    [state], [expected_total])
select s.[execution_id], s.[ordinal], s.[batch], s.[account], s.[campaign_id], s.[from_utc], s.[to_utc], s.[state],
    s.[expected_total]
from #stage as s
where not exists (select 1 from [call_windows] as t with (updlock,
    holdlock) where t.[execution_id] = s.[execution_id] and t.[ordinal] = s.[ordinal]);
drop table if exists #stage;

-- calls.plannedBatch
-- as calls.planWindows

-- calls.splitWindow
select * from "call_windows" where "execution_id" = @1 and "ordinal" = @2;
-- as calls.planWindows
update "call_windows"
set "state" = @1, "finished_at" = @2
where "execution_id" = @3 and "ordinal" = @4 and "finished_at" is null;

-- calls.window
-- as calls.splitWindow

-- calls.listWindows
select top(51) * from "call_windows" where "execution_id" = @1 order by "ordinal";
select top(51) * from "call_windows" where "execution_id" = @1 and "state" = @2 and "ordinal" > @3 order by "ordinal";

-- calls.startPass
update "call_windows"
set "state" = @1, "passes" = @2, "cursor" = @3, "started_at" = coalesce("started_at", @4)
where "execution_id" = @5 and "ordinal" = @6 and "finished_at" is null;

-- calls.writeBatch
-- as migrations are taken one at a time, and noted
select "id", "content_hash", "missing_since", "placed_campaign", "placed_at"
from "calls"
where "account" = @1
    and "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'));
update "calls"
set "missing_since" = @1
where "account" = @2
    and "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@3) with ([value] nvarchar(400) '$'))
    and "missing_since" is not null;
select top (0) [account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen],
    [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339],
    [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name],
    [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time],
    [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name],
    [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior],
    [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text],
    [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback],
    [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult],
    [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult],
    [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status],
    [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds],
    [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds],
    [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id],
    [parent], [parent_id], [ivr_after_call], [is_final]
from [calls];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table calls', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [calls] with (updlock, holdlock)
set [content_hash] = @2, [placed_campaign] = @3, [placed_at] = @4, [missing_since] = @5, [last_changed] = @7,
    [updated_at] = @9, [list_name] = @11, [number] = @12, [call_date] = @13, [call_date_rfc3339] = @14,
    [campaign_id] = @15, [campaign] = @16, [queue_id] = @17, [queue_name] = @18, [ring_group_id] = @19,
    [ring_group_name] = @20, [ivr_name] = @21, [receptive_name] = @22, [receptive_phone] = @23, [receptive_did] = @24,
    [has_agent] = @25, [agent] = @26, [acw_time] = @27, [speaking_time] = @28, [ivr_time] = @29,
    [ivr_after_call_time] = @30, [amd_time] = @31, [waiting_time] = @32, [speaking_with_agent_time] = @33,
    [route_id] = @34, [route_name] = @35, [route_host] = @36, [route_endpoint] = @37, [route_caller_id] = @38,
    [billed_time] = @39, [billed_value] = @40, [qualification] = @41, [behavior] = @42, [readable_behavior_text] = @43,
    [phone_type] = @44, [recording] = @45, [recording_amd] = @46, [status_id] = @47, [readable_status_text] = @48,
    [readable_amd_status_text] = @49, [mode] = @50, [hangup_cause] = @51, [sip_cause] = @52,
    [readable_hangup_cause_text] = @53, [feedback] = @54, [recorded] = @55, [ended_by_agent] = @56,
    [qualification_note] = @57, [sid] = @58, [is_dmc] = @59, [is_unknown] = @60, [is_transferred] = @61,
    [is_consult] = @62, [is_transfer] = @63, [is_conversion] = @64, [qualification_id] = @65, [consult_cancelled] = @66,
    [recording_transfer] = @67, [recording_consult] = @68, [recording_after_consult_cancel] = @69,
    [ivr_digit_pressed] = @70, [record_name] = @71, [transcription] = @72, [ai_evaluation_status] = @73,
    [agent_id] = @74, [status] = @75, [call_at_utc] = @76, [call_offset] = @77, [acw_seconds] = @78,
    [speaking_seconds] = @79, [ivr_seconds] = @80, [ivr_after_call_seconds] = @81, [amd_seconds] = @82,
    [waiting_seconds] = @83, [speaking_with_agent_seconds] = @84, [billed_seconds] = @85,
    [billed_amount] = cast(@86 as decimal(36, 18)), [route_route] = @87, [consults] = @88, [consult_ids] = @89,
    [consult] = @90, [consult_id] = @91, [transfer] = @92, [transfer_id] = @93, [parent] = @94, [parent_id] = @95,
    [ivr_after_call] = @96, [is_final] = @97
where [account] = @1 and [id] = @10 and [content_hash] <> @2;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen],
    [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339],
    [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name],
    [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time],
    [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name],
    [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior],
    [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text],
    [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback],
    [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult],
    [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult],
    [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status],
    [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds],
    [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds],
    [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id],
    [parent], [parent_id], [ivr_after_call], [is_final])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23,
    @24, @25, @26, @27, @28, @29, @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, @43, @44, @45, @46,
    @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58, @59, @60, @61, @62, @63, @64, @65, @66, @67, @68, @69,
    @70, @71, @72, @73, @74, @75, @76, @77, @78, @79, @80, @81, @82, @83, @84, @85, cast(@86 as decimal(36, 18)), @87,
    @88, @89, @90, @91, @92, @93, @94, @95, @96, @97
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @1 and [id] = @10);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table calls', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], [content_hash], cast([placed_campaign] as int) as [placed_campaign], [placed_at],
    [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date],
    [call_date_rfc3339], cast([campaign_id] as int) as [campaign_id], [campaign], [queue_id], [queue_name],
    [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent],
    [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time],
    [speaking_with_agent_time], cast([route_id] as int) as [route_id], [route_name], [route_host], [route_endpoint],
    [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text],
    [phone_type], [recording], [recording_amd], cast([status_id] as int) as [status_id], [readable_status_text],
    [readable_amd_status_text], [mode], cast([hangup_cause] as int) as [hangup_cause], [sip_cause],
    [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc],
    [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion],
    cast([qualification_id] as int) as [qualification_id], [consult_cancelled], [recording_transfer],
    [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription],
    [ai_evaluation_status], cast([agent_id] as int) as [agent_id], cast([status] as int) as [status], [call_at_utc],
    [call_offset], cast([acw_seconds] as int) as [acw_seconds], cast([speaking_seconds] as int) as [speaking_seconds],
    cast([ivr_seconds] as int) as [ivr_seconds], cast([ivr_after_call_seconds] as int) as [ivr_after_call_seconds],
    cast([amd_seconds] as int) as [amd_seconds], cast([waiting_seconds] as int) as [waiting_seconds],
    cast([speaking_with_agent_seconds] as int) as [speaking_with_agent_seconds],
    cast([billed_seconds] as int) as [billed_seconds], cast([billed_amount] as nvarchar(50)) as [billed_amount],
    [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id],
    [ivr_after_call], [is_final] into #stage
from [calls];
update t
set [content_hash] = s.[content_hash], [placed_campaign] = s.[placed_campaign], [placed_at] = s.[placed_at],
    [missing_since] = s.[missing_since], [last_changed] = s.[last_changed], [updated_at] = s.[updated_at],
    [list_name] = s.[list_name], [number] = s.[number], [call_date] = s.[call_date],
    [call_date_rfc3339] = s.[call_date_rfc3339], [campaign_id] = s.[campaign_id], [campaign] = s.[campaign],
    [queue_id] = s.[queue_id], [queue_name] = s.[queue_name], [ring_group_id] = s.[ring_group_id],
    [ring_group_name] = s.[ring_group_name], [ivr_name] = s.[ivr_name], [receptive_name] = s.[receptive_name],
    [receptive_phone] = s.[receptive_phone], [receptive_did] = s.[receptive_did], [has_agent] = s.[has_agent],
    [agent] = s.[agent], [acw_time] = s.[acw_time], [speaking_time] = s.[speaking_time], [ivr_time] = s.[ivr_time],
    [ivr_after_call_time] = s.[ivr_after_call_time], [amd_time] = s.[amd_time], [waiting_time] = s.[waiting_time],
    [speaking_with_agent_time] = s.[speaking_with_agent_time], [route_id] = s.[route_id], [route_name] = s.[route_name],
    [route_host] = s.[route_host], [route_endpoint] = s.[route_endpoint], [route_caller_id] = s.[route_caller_id],
    [billed_time] = s.[billed_time], [billed_value] = s.[billed_value], [qualification] = s.[qualification],
    [behavior] = s.[behavior], [readable_behavior_text] = s.[readable_behavior_text], [phone_type] = s.[phone_type],
    [recording] = s.[recording], [recording_amd] = s.[recording_amd], [status_id] = s.[status_id],
    [readable_status_text] = s.[readable_status_text], [readable_amd_status_text] = s.[readable_amd_status_text],
    [mode] = s.[mode], [hangup_cause] = s.[hangup_cause], [sip_cause] = s.[sip_cause],
    [readable_hangup_cause_text] = s.[readable_hangup_cause_text], [feedback] = s.[feedback], [recorded] = s.[recorded],
    [ended_by_agent] = s.[ended_by_agent], [qualification_note] = s.[qualification_note], [sid] = s.[sid],
    [is_dmc] = s.[is_dmc], [is_unknown] = s.[is_unknown], [is_transferred] = s.[is_transferred],
    [is_consult] = s.[is_consult], [is_transfer] = s.[is_transfer], [is_conversion] = s.[is_conversion],
    [qualification_id] = s.[qualification_id], [consult_cancelled] = s.[consult_cancelled],
    [recording_transfer] = s.[recording_transfer], [recording_consult] = s.[recording_consult],
    [recording_after_consult_cancel] = s.[recording_after_consult_cancel], [ivr_digit_pressed] = s.[ivr_digit_pressed],
    [record_name] = s.[record_name], [transcription] = s.[transcription],
    [ai_evaluation_status] = s.[ai_evaluation_status], [agent_id] = s.[agent_id], [status] = s.[status],
    [call_at_utc] = s.[call_at_utc], [call_offset] = s.[call_offset], [acw_seconds] = s.[acw_seconds],
    [speaking_seconds] = s.[speaking_seconds], [ivr_seconds] = s.[ivr_seconds],
    [ivr_after_call_seconds] = s.[ivr_after_call_seconds], [amd_seconds] = s.[amd_seconds],
    [waiting_seconds] = s.[waiting_seconds], [speaking_with_agent_seconds] = s.[speaking_with_agent_seconds],
    [billed_seconds] = s.[billed_seconds], [billed_amount] = cast(s.[billed_amount] as decimal(36, 18)),
    [route_route] = s.[route_route], [consults] = s.[consults], [consult_ids] = s.[consult_ids],
    [consult] = s.[consult], [consult_id] = s.[consult_id], [transfer] = s.[transfer], [transfer_id] = s.[transfer_id],
    [parent] = s.[parent], [parent_id] = s.[parent_id], [ivr_after_call] = s.[ivr_after_call], [is_final] = s.[is_final]
from [calls] as t with (updlock, holdlock) join #stage as s on t.[account] = s.[account] and t.[id] = s.[id]
where t.[content_hash] <> s.[content_hash];
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen],
    [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339],
    [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name],
    [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time],
    [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name],
    [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior],
    [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text],
    [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback],
    [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult],
    [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult],
    [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status],
    [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds],
    [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds],
    [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id],
    [parent], [parent_id], [ivr_after_call], [is_final])
select s.[account], s.[content_hash], s.[placed_campaign], s.[placed_at], s.[missing_since], s.[first_seen],
    s.[last_changed], s.[created_at], s.[updated_at], s.[id], s.[list_name], s.[number], s.[call_date],
    s.[call_date_rfc3339], s.[campaign_id], s.[campaign], s.[queue_id], s.[queue_name], s.[ring_group_id],
    s.[ring_group_name], s.[ivr_name], s.[receptive_name], s.[receptive_phone], s.[receptive_did], s.[has_agent],
    s.[agent], s.[acw_time], s.[speaking_time], s.[ivr_time], s.[ivr_after_call_time], s.[amd_time], s.[waiting_time],
    s.[speaking_with_agent_time], s.[route_id], s.[route_name], s.[route_host], s.[route_endpoint], s.[route_caller_id],
    s.[billed_time], s.[billed_value], s.[qualification], s.[behavior], s.[readable_behavior_text], s.[phone_type],
    s.[recording], s.[recording_amd], s.[status_id], s.[readable_status_text], s.[readable_amd_status_text], s.[mode],
    s.[hangup_cause], s.[sip_cause], s.[readable_hangup_cause_text], s.[feedback], s.[recorded], s.[ended_by_agent],
    s.[qualification_note], s.[sid], s.[is_dmc], s.[is_unknown], s.[is_transferred], s.[is_consult], s.[is_transfer],
    s.[is_conversion], s.[qualification_id], s.[consult_cancelled], s.[recording_transfer], s.[recording_consult],
    s.[recording_after_consult_cancel], s.[ivr_digit_pressed], s.[record_name], s.[transcription],
    s.[ai_evaluation_status], s.[agent_id], s.[status], s.[call_at_utc], s.[call_offset], s.[acw_seconds],
    s.[speaking_seconds], s.[ivr_seconds], s.[ivr_after_call_seconds], s.[amd_seconds], s.[waiting_seconds],
    s.[speaking_with_agent_seconds], s.[billed_seconds], cast(s.[billed_amount] as decimal(36, 18)), s.[route_route],
    s.[consults], s.[consult_ids], s.[consult], s.[consult_id], s.[transfer], s.[transfer_id], s.[parent],
    s.[parent_id], s.[ivr_after_call], s.[is_final]
from #stage as s
where not exists (select 1 from [calls] as t with (updlock, holdlock) where t.[account] = s.[account]
    and t.[id] = s.[id]);
drop table if exists #stage;
select top (0) [account], [call_id], [content_hash], [fetched_at], [execution_id], [raw] from [call_raw];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_raw', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_raw] with (updlock, holdlock)
set [content_hash] = @3, [fetched_at] = @4, [execution_id] = @5, [raw] = @6
where [account] = @1 and [call_id] = @2 and [content_hash] <> @3;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @1 and [call_id] = @2);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_raw', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], [call_id], [content_hash], [fetched_at], cast([execution_id] as int) as [execution_id],
    [raw] into #stage
from [call_raw];
update t
set [content_hash] = s.[content_hash], [fetched_at] = s.[fetched_at], [execution_id] = s.[execution_id], [raw] = s.[raw]
from [call_raw] as t with (updlock, holdlock) join #stage as s on t.[account] = s.[account]
    and t.[call_id] = s.[call_id]
where t.[content_hash] <> s.[content_hash];
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select s.[account], s.[call_id], s.[content_hash], s.[fetched_at], s.[execution_id], s.[raw]
from #stage as s
where not exists (select 1 from [call_raw] as t with (updlock, holdlock) where t.[account] = s.[account]
    and t.[call_id] = s.[call_id]);
drop table if exists #stage;
select top (0) [account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier],
    [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling],
    [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep],
    [uf_mailing], [socio], [cpf], [data_json], [values_json]
from [mailing_data];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table mailing_data', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [mailing_data] with (updlock, holdlock)
set [content_hash] = @4, [updated_at] = @6, [identifier] = @8, [campaign_id] = @9, [company_id] = @10,
    [list_id] = @11, [uf] = @12, [phone] = @13, [dialed_phone] = @14, [dialed_identifier] = @15, [on_calling] = @16,
    [column_position] = @17, [row_position] = @18, [estrategia] = @19, [razao_social] = @20, [nome_fantasia] = @21,
    [valor_conta] = @22, [cidade] = @23, [cep] = @24, [uf_mailing] = @25, [socio] = @26, [cpf] = @27, [data_json] = @28,
    [values_json] = @29
where [account] = @1 and [call_id] = @2 and [copy] = @3 and [_id] = @7 and [content_hash] <> @4;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id],
    [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier],
    [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta],
    [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23,
    @24, @25, @26, @27, @28, @29
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @1 and [call_id] = @2
    and [copy] = @3 and [_id] = @7);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table mailing_data', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], [call_id], cast([copy] as int) as [copy], [content_hash], [created_at], [updated_at],
    [_id], [identifier], cast([campaign_id] as int) as [campaign_id], cast([company_id] as int) as [company_id],
    cast([list_id] as int) as [list_id], [uf], [phone], cast([dialed_phone] as int) as [dialed_phone],
    cast([dialed_identifier] as int) as [dialed_identifier], cast([on_calling] as int) as [on_calling],
    cast([column_position] as int) as [column_position], cast([row_position] as int) as [row_position], [estrategia],
    [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json],
    [values_json] into #stage
from [mailing_data];
update t
set [content_hash] = s.[content_hash], [updated_at] = s.[updated_at], [identifier] = s.[identifier],
    [campaign_id] = s.[campaign_id], [company_id] = s.[company_id], [list_id] = s.[list_id], [uf] = s.[uf],
    [phone] = s.[phone], [dialed_phone] = s.[dialed_phone], [dialed_identifier] = s.[dialed_identifier],
    [on_calling] = s.[on_calling], [column_position] = s.[column_position], [row_position] = s.[row_position],
    [estrategia] = s.[estrategia], [razao_social] = s.[razao_social], [nome_fantasia] = s.[nome_fantasia],
    [valor_conta] = s.[valor_conta], [cidade] = s.[cidade], [cep] = s.[cep], [uf_mailing] = s.[uf_mailing],
    [socio] = s.[socio], [cpf] = s.[cpf], [data_json] = s.[data_json], [values_json] = s.[values_json]
from [mailing_data] as t with (updlock, holdlock) join #stage as s on t.[call_id] = s.[call_id]
    and t.[account] = s.[account] and t.[_id] = s.[_id] and t.[copy] = s.[copy]
where t.[content_hash] <> s.[content_hash];
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id],
    [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier],
    [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta],
    [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select s.[account], s.[call_id], s.[copy], s.[content_hash], s.[created_at], s.[updated_at], s.[_id],
    s.[identifier], s.[campaign_id], s.[company_id], s.[list_id], s.[uf], s.[phone], s.[dialed_phone],
    s.[dialed_identifier], s.[on_calling], s.[column_position], s.[row_position], s.[estrategia], s.[razao_social],
    s.[nome_fantasia], s.[valor_conta], s.[cidade], s.[cep], s.[uf_mailing], s.[socio], s.[cpf], s.[data_json],
    s.[values_json]
from #stage as s
where not exists (select 1 from [mailing_data] as t with (updlock, holdlock) where t.[call_id] = s.[call_id]
    and t.[account] = s.[account] and t.[_id] = s.[_id] and t.[copy] = s.[copy]);
drop table if exists #stage;
select top (0) [name], [normalised_name] from [mailing_columns];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table mailing_columns', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [mailing_columns] ([name], [normalised_name])
select @1, @2
where not exists (select 1 from [mailing_columns] with (updlock, holdlock) where [name] = @1);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table mailing_columns', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [name], [normalised_name] into #stage
from [mailing_columns];
insert into [mailing_columns] ([name], [normalised_name])
select s.[name], s.[normalised_name]
from #stage as s
where not exists (select 1 from [mailing_columns] as t with (updlock, holdlock) where t.[name] = s.[name]);
drop table if exists #stage;
delete
from "call_oddities"
where "account" = @1
    and "call_id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'));
select top (0) [account], [call_id], [field], [rule], [original], [execution_id] from [call_oddities];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_oddities', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_oddities] with (updlock, holdlock)
set [original] = @5, [execution_id] = @6
where [account] = @1 and [call_id] = @2 and [field] = @3 and [rule] = @4;
insert into [call_oddities] ([account], [call_id], [field], [rule], [original], [execution_id])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [call_oddities] with (updlock, holdlock) where [account] = @1 and [call_id] = @2
    and [field] = @3 and [rule] = @4);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_oddities', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], [call_id], [field], [rule], [original],
    cast([execution_id] as int) as [execution_id] into #stage
from [call_oddities];
update t
set [original] = s.[original], [execution_id] = s.[execution_id]
from [call_oddities] as t with (updlock, holdlock) join #stage as s on t.[account] = s.[account]
    and t.[call_id] = s.[call_id] and t.[field] = s.[field] and t.[rule] = s.[rule];
insert into [call_oddities] ([account], [call_id], [field], [rule], [original], [execution_id])
select s.[account], s.[call_id], s.[field], s.[rule], s.[original], s.[execution_id]
from #stage as s
where not exists (select 1 from [call_oddities] as t with (updlock, holdlock) where t.[account] = s.[account]
    and t.[call_id] = s.[call_id] and t.[field] = s.[field] and t.[rule] = s.[rule]);
drop table if exists #stage;
select top (0) [account], [campaign_id], [reason], [raw_hash], [execution_id], [ordinal], [page], [raw],
    [call_at_utc], [quarantined_at]
from [call_quarantine];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_quarantine', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_quarantine] with (updlock, holdlock)
set [execution_id] = @5, [ordinal] = @6, [page] = @7, [call_at_utc] = @9
where [account] = @1 and [campaign_id] = @2 and [reason] = @3 and [raw_hash] = @4;
insert into [call_quarantine] ([account], [campaign_id], [reason], [raw_hash], [execution_id], [ordinal], [page],
    [raw], [call_at_utc], [quarantined_at])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10
where not exists (select 1 from [call_quarantine] with (updlock, holdlock) where [account] = @1
    and [campaign_id] = @2 and [reason] = @3 and [raw_hash] = @4);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_quarantine', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], cast([campaign_id] as int) as [campaign_id], [reason], [raw_hash],
    cast([execution_id] as int) as [execution_id], cast([ordinal] as int) as [ordinal], cast([page] as int) as [page],
    [raw], [call_at_utc], [quarantined_at] into #stage
from [call_quarantine];
update t
set [execution_id] = s.[execution_id], [ordinal] = s.[ordinal], [page] = s.[page], [call_at_utc] = s.[call_at_utc]
from [call_quarantine] as t with (updlock, holdlock) join #stage as s on t.[account] = s.[account]
    and t.[campaign_id] = s.[campaign_id] and t.[reason] = s.[reason] and t.[raw_hash] = s.[raw_hash];
insert into [call_quarantine] ([account], [campaign_id], [reason], [raw_hash], [execution_id], [ordinal], [page],
    [raw], [call_at_utc], [quarantined_at])
select s.[account], s.[campaign_id], s.[reason], s.[raw_hash], s.[execution_id], s.[ordinal], s.[page], s.[raw],
    s.[call_at_utc], s.[quarantined_at]
from #stage as s
where not exists (select 1 from [call_quarantine] as t with (updlock, holdlock) where t.[account] = s.[account]
    and t.[campaign_id] = s.[campaign_id] and t.[reason] = s.[reason] and t.[raw_hash] = s.[raw_hash]);
drop table if exists #stage;
update "call_windows"
set "cursor" = @1, "pages" = "pages" + @2, "rows_fetched" = "rows_fetched" + @3,
    "rows_inserted" = "rows_inserted" + @4, "rows_updated" = "rows_updated" + @5,
    "rows_unchanged" = "rows_unchanged" + @6, "rows_quarantined" = "rows_quarantined" + @7
where "execution_id" = @8 and "ordinal" = @9 and "finished_at" is null;

-- calls.finishWindow
update "call_windows"
set "state" = @1, "passes" = @2, "expected_total" = coalesce(@3, "expected_total"), "stored_total" = @4,
    "reason" = @5, "detail" = @6, "finished_at" = @7
where "execution_id" = @8 and "ordinal" = @9 and "finished_at" is null;

-- calls.countCalls
select count(*) as "found"
from "calls"
where "account" = @1 and "placed_campaign" = @2 and "placed_at" >= @3 and "placed_at" < @4 and "missing_since" is null;

-- calls.countQuarantined
select count(*) as "found"
from "call_quarantine" as "q"
left join "call_windows" as "w" on "w"."execution_id" = "q"."execution_id" and "w"."ordinal" = "q"."ordinal"
where "q"."account" = @1 and "q"."campaign_id" = @2 and "q"."resolved_at" is null and "q"."reason" <> @3
    and (("q"."call_at_utc" >= @4 and "q"."call_at_utc" < @5) or ("q"."call_at_utc" is null and "w"."from_utc" >= @6
    and "w"."to_utc" <= @7));

-- calls.callIds
select "id"
from "calls"
where "account" = @1 and "placed_campaign" = @2 and "placed_at" >= @3 and "placed_at" < @4 and "missing_since" is null;

-- calls.markMissing
update "calls"
set "missing_since" = @1
where "account" = @2
    and "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@3) with ([value] nvarchar(400) '$'))
    and "missing_since" is null;

-- calls.windowsOverlapping
select *
from "call_windows"
where "account" = @1 and "from_utc" < @2 and "to_utc" > @3
order by case when finished_at is null then 0 else 1 end, "finished_at", "execution_id", "ordinal";
select *
from "call_windows"
where "account" = @1 and "from_utc" < @2 and "to_utc" > @3 and "campaign_id" in (@4)
order by case when finished_at is null then 0 else 1 end, "finished_at", "execution_id", "ordinal";

-- calls.watermark
select "complete_to" from "call_watermarks" where "account" = @1 and "campaign_id" = @2;

-- calls.advanceWatermark
select top (0) [account], [campaign_id], [complete_to] from [call_watermarks];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_watermarks', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [call_watermarks] ([account], [campaign_id], [complete_to])
select @1, @2, @3
where not exists (select 1 from [call_watermarks] with (updlock, holdlock) where [account] = @1 and [campaign_id] = @2);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_watermarks', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], cast([campaign_id] as int) as [campaign_id], [complete_to] into #stage
from [call_watermarks];
insert into [call_watermarks] ([account], [campaign_id], [complete_to])
select s.[account], s.[campaign_id], s.[complete_to]
from #stage as s
where not exists (select 1 from [call_watermarks] as t with (updlock, holdlock) where t.[account] = s.[account]
    and t.[campaign_id] = s.[campaign_id]);
drop table if exists #stage;
update "call_watermarks" set "complete_to" = @1 where "account" = @2 and "campaign_id" = @3 and "complete_to" < @4;

-- calls.nonFinalInstants
select distinct "placed_campaign", "placed_at"
from "calls"
where "account" = @1 and "is_final" = 0 and "placed_at" >= @2 and "missing_since" is null
order by "placed_at";

-- calls.changeBudget
select top (0) [account], [rate], [max_rate], [configured_rate], [next_free_at_ms], [limited_at_ms], [recovered_at_ms]
from [request_budgets];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table request_budgets', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [request_budgets] ([account], [rate], [max_rate], [configured_rate], [next_free_at_ms], [limited_at_ms],
    [recovered_at_ms])
select @1, @2, @3, @4, @5, @6, @7
where not exists (select 1 from [request_budgets] with (updlock, holdlock) where [account] = @1);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table request_budgets', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], [rate], [max_rate], [configured_rate], [next_free_at_ms], [limited_at_ms],
    [recovered_at_ms] into #stage
from [request_budgets];
insert into [request_budgets] ([account], [rate], [max_rate], [configured_rate], [next_free_at_ms], [limited_at_ms],
    [recovered_at_ms])
select s.[account], s.[rate], s.[max_rate], s.[configured_rate], s.[next_free_at_ms], s.[limited_at_ms],
    s.[recovered_at_ms]
from #stage as s
where not exists (select 1 from [request_budgets] as t with (updlock, holdlock) where t.[account] = s.[account]);
drop table if exists #stage;
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table request_budgets', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
select *
from "request_budgets" with (updlock, holdlock, rowlock)
where "account" = @1;
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table request_budgets', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [request_budgets] with (updlock, holdlock)
set [rate] = @2, [max_rate] = @3, [configured_rate] = @4, [next_free_at_ms] = @5, [limited_at_ms] = @6,
    [recovered_at_ms] = @7
where [account] = @1;
insert into [request_budgets] ([account], [rate], [max_rate], [configured_rate], [next_free_at_ms], [limited_at_ms],
    [recovered_at_ms])
select @1, @2, @3, @4, @5, @6, @7
where not exists (select 1 from [request_budgets] with (updlock, holdlock) where [account] = @1);
update t
set [rate] = s.[rate], [max_rate] = s.[max_rate], [configured_rate] = s.[configured_rate],
    [next_free_at_ms] = s.[next_free_at_ms], [limited_at_ms] = s.[limited_at_ms],
    [recovered_at_ms] = s.[recovered_at_ms]
from [request_budgets] as t with (updlock, holdlock) join #stage as s on t.[account] = s.[account];
insert into [request_budgets] ([account], [rate], [max_rate], [configured_rate], [next_free_at_ms], [limited_at_ms],
    [recovered_at_ms])
select s.[account], s.[rate], s.[max_rate], s.[configured_rate], s.[next_free_at_ms], s.[limited_at_ms],
    s.[recovered_at_ms]
from #stage as s
where not exists (select 1 from [request_budgets] as t with (updlock, holdlock) where t.[account] = s.[account]);
drop table if exists #stage;

-- calls.listQuarantine
select top(51) * from "call_quarantine" order by "id" desc;
select top(51) * from "call_quarantine" where "resolved_at" is not null and "id" < @1 order by "id" desc;
select top(51) * from "call_quarantine" where "resolved_at" is null and "id" < @1 order by "id" desc;

-- calls.quarantined
select * from "call_quarantine" where "id" = @1;

-- calls.resolveQuarantine
update "call_quarantine" set "resolved_at" = @1, "resolution" = @2 where "id" = @3 and "resolved_at" is null;

-- calls.writeCall
-- as migrations are taken one at a time, and noted
-- as calls.writeBatch

-- calls.addCall
-- as migrations are taken one at a time, and noted
select "placed_campaign", "placed_at" from "calls" where "account" = @1 and "id" = @2;
-- as calls.writeBatch

-- calls.requestResync
select top (0) [account], [campaign_id], [day], [requested_at] from [call_resync];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_resync', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_resync] with (updlock, holdlock)
set [requested_at] = @4
where [account] = @1 and [campaign_id] = @2 and [day] = @3;
insert into [call_resync] ([account], [campaign_id], [day], [requested_at])
select @1, @2, @3, @4
where not exists (select 1 from [call_resync] with (updlock, holdlock) where [account] = @1 and [campaign_id] = @2
    and [day] = @3);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_resync', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], cast([campaign_id] as int) as [campaign_id], [day], [requested_at] into #stage
from [call_resync];
update t
set [requested_at] = s.[requested_at]
from [call_resync] as t with (updlock, holdlock) join #stage as s on t.[account] = s.[account]
    and t.[campaign_id] = s.[campaign_id] and t.[day] = s.[day];
insert into [call_resync] ([account], [campaign_id], [day], [requested_at])
select s.[account], s.[campaign_id], s.[day], s.[requested_at]
from #stage as s
where not exists (select 1 from [call_resync] as t with (updlock, holdlock) where t.[account] = s.[account]
    and t.[campaign_id] = s.[campaign_id] and t.[day] = s.[day]);
drop table if exists #stage;

-- calls.resyncs
select * from "call_resync" where "account" = @1 order by "day", "campaign_id";

-- calls.settleResync
delete from "call_resync" where "account" = @1 and "campaign_id" = @2 and "day" = @3 and "requested_at" <= @4;

-- calls.noteEvent
select top (0) [account], [outcome], [events], [last_at] from [call_events];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_events', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [call_events] ([account], [outcome], [events], [last_at])
select @1, @2, @3, @4
where not exists (select 1 from [call_events] with (updlock, holdlock) where [account] = @1 and [outcome] = @2);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table call_events', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], [outcome], cast([events] as int) as [events], [last_at] into #stage
from [call_events];
insert into [call_events] ([account], [outcome], [events], [last_at])
select s.[account], s.[outcome], s.[events], s.[last_at]
from #stage as s
where not exists (select 1 from [call_events] as t with (updlock, holdlock) where t.[account] = s.[account]
    and t.[outcome] = s.[outcome]);
drop table if exists #stage;
update "call_events" set "events" = "events" + @1, "last_at" = @2 where "account" = @3 and "outcome" = @4;

-- calls.lastEventAt
select max("last_at") as "at" from "call_events" where "account" = @1 and "outcome" <> @2;
-- as calls.noteEvent

-- calls.latestRaws
select top(10) "r"."raw"
from "calls" as "c"
inner join "call_raw" as "r" on "r"."account" = "c"."account" and "r"."call_id" = "c"."id"
where "c"."account" = @1 and "c"."placed_campaign" = @2 and "c"."placed_at" < @3 and "r"."execution_id" is not null
order by "c"."placed_at" desc;

-- calls.listCalls
select top(51) * from "calls" order by "placed_at", "id", "account";
select top(51) *
from "calls"
where "placed_campaign" = @1 and "placed_at" >= @2 and "placed_at" < @3 and ("placed_at" >= @4 and ("placed_at" > @5
    or "id" > @6 or ("id" = @7 and "account" > @8)))
order by "placed_at", "id", "account";

-- calls.mailingAliases
select "campaign_id", "normalised_name", "legacy_column"
from "mailing_aliases"
where "account" = @1 and ("campaign_id" is null or "campaign_id" = @2);

-- calls.purge
select top(500) "id" from "calls" where "account" = @1 and "placed_at" < @2 order by "placed_at";
delete
from "mailing_data"
where "account" = @1
    and "call_id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'));
delete
from "call_raw"
where "account" = @1
    and "call_id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'));
-- as calls.writeBatch
delete
from "calls"
where "account" = @1
    and "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'));
delete from "call_quarantine" where "account" = @1 and coalesce("call_at_utc", "quarantined_at") < @2;

-- calls.counters
select count(*) as "found" from "calls";
select count(*) as "found" from "call_quarantine" where "resolved_at" is null;
select "state" as "name", count(*) as "found" from "call_windows" group by "state";
select "status" as "name", count(*) as "found" from "execution_logs" group by "status";
select "outcome" as "name", "events" as "found" from "call_events" where "events" > @1;

-- access.createUser
insert into "access_users" ("id", "name", "role", "password_hash", "created_at") values (@1, @2, @3, @4, @5);
select * from "access_users" where "name" = @1;

-- access.user
select * from "access_users" where "id" = @1;

-- access.userByName
-- as access.createUser

-- access.listUsers
select * from "access_users" order by "name";

-- access.updateUser
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table access_users', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
select "id"
from "access_users" with (updlock, holdlock, rowlock)
where "role" = @1;
select "id" from "access_users" where "id" = @1;
delete from "access_sessions" where "user_id" = @1;
update "access_users" set "role" = @1, "password_hash" = @2 where "id" = @3;

-- access.deleteUser
-- as access.updateUser
delete from "access_users" where "id" = @1;

-- access.createSession
insert into "access_sessions" ("id", "user_id", "kind", "token_hash", "expires_at") values (@1, @2, @3, @4, @5);

-- access.session
select * from "access_sessions" where "id" = @1 and "expires_at" > @2;

-- access.rotateSession
update "access_sessions" set "token_hash" = @1, "expires_at" = @2 where "id" = @3 and "token_hash" = @4;

-- access.endSession
delete from "access_sessions" where "id" = @1;

-- access.createApiKey
insert into "access_api_keys" ("id", "name", "prefix", "key_hash", "integration", "role", "created_at")
values (@1, @2, @3, @4, @5, @6, @7);

-- access.apiKeyByHash
select * from "access_api_keys" where "key_hash" = @1;

-- access.listApiKeys
select * from "access_api_keys" order by "created_at", "id";

-- access.deleteApiKey
delete from "access_api_keys" where "id" = @1;

-- access.claimAnswer
delete from "access_answers" where "id" = @1 and ("expires_at" <= @2 or ("answer" is null and "claimed_until" <= @3));
insert into "access_answers" ("id", "fingerprint", "owner", "claimed_until", "answer", "expires_at")
values (@1, @2, @3, @4, @5, @6);
select * from "access_answers" where "id" = @1;

-- access.keepAnswer
update "access_answers" set "answer" = @1 where "id" = @2 and "owner" = @3;

-- access.releaseAnswer
delete from "access_answers" where "id" = @1 and "owner" = @2;

-- access.sweep
delete from "access_sessions" where "expires_at" <= @1;
delete from "access_answers" where "expires_at" <= @1;

-- alerts.raiseAlert
select "id" from "alerts" where "integration" = @1 and "kind" = @2 and "unit" = @3 and "cleared_at" is null;
update "alerts"
set "detail" = @1, "last_seen_at" = @2
where "integration" = @3 and "kind" = @4 and "unit" = @5 and "cleared_at" is null;
insert into "alerts" ("integration", "kind", "unit", "detail", "raised_at", "last_seen_at", "cleared_at")
values (@1, @2, @3, @4, @5, @6, @7);

-- alerts.clearAlerts
select "id", "unit"
from "alerts"
where "integration" = @1 and "kind" = @2
    and "unit" in (select [value] collate Latin1_General_100_BIN2 from openjson(@3) with ([value] nvarchar(400) '$'))
    and "cleared_at" is null;
update "alerts" set "cleared_at" = @1 where "id" = @2;
select "id", "unit"
from "alerts"
where "integration" = @1 and "kind" = @2
    and "unit" in (select [value] collate Latin1_General_100_BIN2 from openjson(@3) with ([value] nvarchar(400) '$'))
    and "cleared_at" is null and "last_seen_at" < @4;

-- alerts.listAlerts
select top(51) * from "alerts" where "integration" = @1 order by "id" desc;
select top(51) * from "alerts" where "integration" = @1 and "cleared_at" is null and "id" < @2 order by "id" desc;
select top(51) * from "alerts" where "integration" = @1 and "cleared_at" is not null and "id" < @2 order by "id" desc;

-- alerts.openAlerts
select "kind", count(*) as "found" from "alerts" where "integration" = @1 and "cleared_at" is null group by "kind";

-- consultants.createConsultant
-- as migrations are taken one at a time, and noted
select "id" from "consultants" where "email_key" = @1 and "id" <> @2;
insert into "consultants" ("name", "email", "phone", "languages", "active", "in_rotation", "online",
    "presence_until", "not_responding_since", "pipedrive_id", "email_key", "last_offered_at", "last_turn",
    "missed_in_a_row", "owed", "version", "created_at", "updated_at")
output inserted.id as "id"
values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18);
select top (0) [event_key], [kind], [number], [consultant_id], [actor], [at], [detail] from [consultant_events];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table consultant_events', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [consultant_events] ([event_key], [kind], [number], [consultant_id], [actor], [at], [detail])
select @1, @2, @3, @4, @5, @6, @7
where not exists (select 1 from [consultant_events] with (updlock, holdlock) where [event_key] = @1);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table consultant_events', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [event_key], [kind], [number], cast([consultant_id] as int) as [consultant_id], [actor], [at],
    [detail] into #stage
from [consultant_events];
insert into [consultant_events] ([event_key], [kind], [number], [consultant_id], [actor], [at], [detail])
select s.[event_key], s.[kind], s.[number], s.[consultant_id], s.[actor], s.[at], s.[detail]
from #stage as s
where not exists (select 1 from [consultant_events] as t with (updlock, holdlock) where t.[event_key] = s.[event_key]);
drop table if exists #stage;
select top (0) [topic], [subject], [payload], [created_at], [claimed_until], [attempts] from [outbox];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table outbox', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [outbox] ([topic], [subject], [payload], [created_at], [claimed_until], [attempts])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [outbox] with (updlock, holdlock) where [topic] = @1 and [subject] = @2);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table outbox', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [topic], [subject], [payload], [created_at], [claimed_until],
    cast([attempts] as int) as [attempts] into #stage
from [outbox];
insert into [outbox] ([topic], [subject], [payload], [created_at], [claimed_until], [attempts])
select s.[topic], s.[subject], s.[payload], s.[created_at], s.[claimed_until], s.[attempts]
from #stage as s
where not exists (select 1 from [outbox] as t with (updlock, holdlock) where t.[topic] = s.[topic]
    and t.[subject] = s.[subject]);
drop table if exists #stage;
select * from "consultants" where "id" = @1;

-- consultants.consultant
select * from "consultants" where "id" = @1 and "deleted_at" is null;

-- consultants.listConsultants
select * from "consultants" where "deleted_at" is null order by "id";

-- consultants.changeConsultant
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table consultants', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
select *
from "consultants" with (updlock, holdlock, rowlock)
where "id" = @1 and "deleted_at" is null;
-- as migrations are taken one at a time, and noted
-- as consultants.createConsultant
update "consultants"
set "name" = @1, "email" = @2, "phone" = @3, "languages" = @4, "active" = @5, "in_rotation" = @6, "online" = @7,
    "presence_until" = @8, "not_responding_since" = @9, "pipedrive_id" = @10, "email_key" = @11, "version" = @12,
    "updated_at" = @13
where "id" = @14;

-- consultants.deleteConsultant
-- as consultants.changeConsultant
update "consultants" set "deleted_at" = @1, "email_key" = @2, "version" = @3, "updated_at" = @4 where "id" = @5;
-- as consultants.createConsultant

-- consultants.personalData
-- as consultants.createConsultant
select top(500) "id", "answer" from "consultant_answers" where "id" > @1 order by "id";
select top(500) "id", "number", "origin", "language", "created_at"
from "protocols"
where "consultant_id" = @1 and "id" > @2
order by "id";
select max("id") as "highest" from "consultant_events";
select "kind", "number", "at"
from "consultant_events"
where "consultant_id" = @1 and "id" > @2 and "id" <= @3
order by "id";
select count(*) as "found" from "consultant_offers" where "consultant_id" = @1 and "released_at" is null;

-- consultants.erasePersonalData
-- as migrations are taken one at a time, and noted
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table consultants', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
select "version", "deleted_at"
from "consultants" with (updlock, holdlock, rowlock)
where "id" = @1;
update "consultants"
set "name" = @1, "email" = @2, "email_key" = @3, "phone" = @4, "pipedrive_id" = @5, "deleted_at" = @6,
    "version" = @7, "updated_at" = @8
where "id" = @9;
-- as consultants.createConsultant
-- as consultants.personalData
delete
from "consultant_answers"
where "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@1) with ([value] nvarchar(400) '$'));

-- consultants.heartbeat
-- as consultants.changeConsultant
update "consultants" set "online" = @1, "presence_until" = @2, "not_responding_since" = @3 where "id" = @4;
-- as consultants.createConsultant

-- consultants.expirePresence
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table consultants', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
select "id", "presence_until"
from "consultants" with (updlock, holdlock, rowlock)
where "presence_until" <= @1 and "deleted_at" is null;
update "consultants" set "online" = @1, "presence_until" = @2 where "id" = @3;
-- as consultants.createConsultant

-- consultants.takeTurn
-- as migrations are taken one at a time, and noted
select * from "consultant_answers" where "id" = @1;
-- as consultants.listConsultants
select max(case when "series" = @1 then "last_number" else -1 end) as "reached", max("last_issued_at") as "at"
from "protocol_series";
insert into "protocols" ("number", "series", "sequence", "consultant_id", "origin", "language", "version",
    "created_at", "updated_at")
output inserted.id as "id"
values (@1, @2, @3, @4, @5, @6, @7, @8, @9);
update "protocol_series" set "last_number" = @1, "last_issued_at" = @2 where "series" = @3;
update "consultants" set "last_offered_at" = @1, "last_turn" = @2 where "id" = @3;
select top (0) [protocol_id], [number], [language], [phase], [offer_no], [consultant_id], [requested_at],
    [call_back_promised], [updated_at]
from [consultant_handovers];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table consultant_handovers', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [consultant_handovers] ([protocol_id], [number], [language], [phase], [offer_no], [consultant_id],
    [requested_at], [call_back_promised], [updated_at])
select @1, @2, @3, @4, @5, @6, @7, @8, @9
where not exists (select 1 from [consultant_handovers] with (updlock, holdlock) where [protocol_id] = @1);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table consultant_handovers', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) cast([protocol_id] as int) as [protocol_id], [number], [language], [phase],
    cast([offer_no] as int) as [offer_no], cast([consultant_id] as int) as [consultant_id], [requested_at],
    [call_back_promised], [updated_at] into #stage
from [consultant_handovers];
insert into [consultant_handovers] ([protocol_id], [number], [language], [phase], [offer_no], [consultant_id],
    [requested_at], [call_back_promised], [updated_at])
select s.[protocol_id], s.[number], s.[language], s.[phase], s.[offer_no], s.[consultant_id], s.[requested_at],
    s.[call_back_promised], s.[updated_at]
from #stage as s
where not exists (select 1 from [consultant_handovers] as t with (updlock,
    holdlock) where t.[protocol_id] = s.[protocol_id]);
drop table if exists #stage;
select top (0) [number], [offer_no], [consultant_id], [cost], [given_turn], [given_at], [taken_turn], [taken_at],
    [choice], [acquired_at]
from [consultant_offers];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table consultant_offers', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [consultant_offers] ([number], [offer_no], [consultant_id], [cost], [given_turn], [given_at],
    [taken_turn], [taken_at], [choice], [acquired_at])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10
where not exists (select 1 from [consultant_offers] with (updlock, holdlock) where [number] = @1 and [offer_no] = @2);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table consultant_offers', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [number], cast([offer_no] as int) as [offer_no], cast([consultant_id] as int) as [consultant_id],
    cast([cost] as int) as [cost], cast([given_turn] as int) as [given_turn], [given_at],
    cast([taken_turn] as int) as [taken_turn], [taken_at], [choice], [acquired_at] into #stage
from [consultant_offers];
insert into [consultant_offers] ([number], [offer_no], [consultant_id], [cost], [given_turn], [given_at],
    [taken_turn], [taken_at], [choice], [acquired_at])
select s.[number], s.[offer_no], s.[consultant_id], s.[cost], s.[given_turn], s.[given_at], s.[taken_turn],
    s.[taken_at], s.[choice], s.[acquired_at]
from #stage as s
where not exists (select 1 from [consultant_offers] as t with (updlock, holdlock) where t.[number] = s.[number]
    and t.[offer_no] = s.[offer_no]);
drop table if exists #stage;
-- as consultants.createConsultant

-- consultants.takeNumber
-- as migrations are taken one at a time, and noted
-- as consultants.takeTurn
-- as consultants.listConsultants
insert into "consultant_answers" ("id", "fingerprint", "answer", "expires_at") values (@1, @2, @3, @4);
-- as consultants.createConsultant

-- consultants.purgeAnswers
select top(500) "id", "expires_at" from "consultant_answers" where "id" > @1 order by "id";
delete from "consultant_answers" where "id" > @1 and "id" <= @2 and "expires_at" <= @3;

-- consultants.protocol
select * from "protocols" where "id" = @1;

-- consultants.protocolByNumber
select * from "protocols" where "number" = @1;

-- consultants.listProtocols
select * from "protocols" order by "id" offset @1 rows fetch next @2 rows only;
select * from "protocols" where "consultant_id" = @1 order by "id" offset @2 rows fetch next @3 rows only;

-- consultants.changeProtocol
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table protocols', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
select *
from "protocols" with (updlock, holdlock, rowlock)
where "id" = @1;
update "protocols"
set "description" = @1, "priority" = @2, "status" = @3, "version" = @4, "updated_at" = @5
where "id" = @6;
-- as consultants.createConsultant

-- consultants.handover
select * from "consultant_handovers" where "number" = @1;

-- consultants.listHandovers
select top(51) * from "consultant_handovers" order by "protocol_id" desc;
select top(51) *
from "consultant_handovers"
where "phase" = @1 and "consultant_id" = @2 and "protocol_id" < @3
order by "protocol_id" desc;

-- consultants.waitingHandovers
select top(10) * from "consultant_handovers" where "phase" = @1 order by "protocol_id";

-- consultants.recordHandover
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table consultant_handovers', @LockMode = 'Exclusive',
    @LockOwner = 'Transaction', @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
select *
from "consultant_handovers" with (updlock, holdlock, rowlock)
where "number" = @1;
update "consultant_handovers"
set "phase" = @1, "outcome" = @2, "offer_no" = @3, "consultant_id" = @4, "updated_at" = @5, "call_back_promised" = @6
where "number" = @7;
-- as consultants.createConsultant

-- consultants.recordEvent
-- as consultants.createConsultant

-- consultants.offerNext
-- as migrations are taken one at a time, and noted
select * from "consultant_offers" where "number" = @1 and "offer_no" = @2;
select "protocol_id", "language" from "consultant_handovers" where "number" = @1;
-- as consultants.listConsultants
-- as consultants.takeTurn
select "consultant_id", sum("cost") as "load"
from "consultant_offers"
where "released_at" is null and "consultant_id" is not null
group by "consultant_id";
insert into "consultant_offers" ("number", "offer_no", "consultant_id", "cost", "given_turn", "given_at",
    "taken_turn", "taken_at", "choice", "acquired_at")
values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10);
select top(1) "consultant_id"
from "consultant_offers"
where "number" = @1 and "offer_no" < @2 and "consultant_id" is not null
order by "offer_no" desc;
update "protocols" set "consultant_id" = @1 where "number" = @2;
update "consultant_handovers"
set "phase" = @1, "offer_no" = @2, "consultant_id" = @3, "updated_at" = @4
where "number" = @5;
-- as consultants.createConsultant
update "protocol_series" set "last_issued_at" = @1 where "last_issued_at" = @2;
update "consultants" set "owed" = @1 where "id" in (@2);
insert into "consultant_offers" ("number", "offer_no", "consultant_id", "cost", "given_turn", "given_at",
    "taken_turn", "taken_at", "choice", "acquired_at", "released_at", "released_because")
values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12);

-- consultants.releaseLease
-- as migrations are taken one at a time, and noted
-- as consultants.offerNext
update "consultant_offers" set "released_at" = @1, "released_because" = @2 where "number" = @3 and "offer_no" = @4;
select "id", "last_offered_at", "last_turn", "missed_in_a_row", "not_responding_since", "service_ended_at"
from "consultants"
where "id" = @1;
update "consultants"
set "last_offered_at" = @1, "last_turn" = @2, "missed_in_a_row" = @3, "not_responding_since" = @4,
    "service_ended_at" = @5
where "id" = @6;
-- as consultants.createConsultant

-- consultants.openWork
select top(10) "number", "offer_no", "consultant_id"
from "consultant_offers"
where "released_at" is null and "consultant_id" is not null
order by "number";
select top(10) "number", "phase", "outcome", "offer_no", "consultant_id", "requested_at", "call_back_promised"
from "consultant_handovers" as "handover"
where ("phase" in (@1, @2, @3, @4, @5)
    or "number" in (select [value] collate Latin1_General_100_BIN2 from openjson(@6) with ([value] nvarchar(400) '$')))
    and not exists (select "outbox"."id" from "outbox" where "topic" = @7 and "subject" = "handover"."number"
    and "done_at" is null)
order by "protocol_id";

-- consultants.openLoad
-- as consultants.offerNext

-- consultants.listEvents
select top(51) * from "consultant_events" order by "id" desc;
select top(51) *
from "consultant_events"
where "kind" = @1 and "number" = @2 and "consultant_id" = @3 and "at" >= @4 and "at" < @5 and "id" < @6
order by "id" desc;

-- consultants.counters
select count(*) as "found" from "consultants" where "deleted_at" is null;
select count(*) as "found"
from "consultants"
where "deleted_at" is null and "active" <> 0 and "in_rotation" <> 0 and "online" <> 0;
select count(*) as "found" from "protocols";
select "phase", count(*) as "found" from "consultant_handovers" group by "phase";

-- outbox.claim
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table outbox', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
select top(50) "id", "topic", "subject", "payload", "attempts"
from "outbox" with (updlock, holdlock, rowlock)
where "topic" = @1 and "done_at" is null and "claimed_until" <= @2
order by "id";
update "outbox" set "claimed_until" = @1, "attempts" = "attempts" + @2 where "id" in (@3);

-- outbox.settle
update "outbox" set "done_at" = @1 where "id" in (@2);

-- outbox.postpone
update "outbox" set "claimed_until" = @1 where "id" = @2;

-- outbox.purgeDone
select top(500) "id", "created_at" from "outbox" where "id" > @1 order by "id";
delete from "outbox" where "id" > @1 and "id" <= @2 and "done_at" < @3;

-- outbox.backlog
select "topic", count(*) as "waiting", min("created_at") as "oldest"
from "outbox"
where "done_at" is null
group by "topic";

-- tables of a legacy robot are taken over
-- as migrations are taken one at a time, and noted
select * into "legacy_execution_logs" from "execution_logs" with (tablockx, holdlock);
select count(*) as n from "execution_logs";
select count(*) as n from "legacy_execution_logs";
drop table "execution_logs";
create index "ix_legacy_execution_logs" on "legacy_execution_logs" ("id");
select * into "legacy_mailing_data" from "mailing_data" with (tablockx, holdlock);
select count(*) as n from "mailing_data";
select count(*) as n from "legacy_mailing_data";
drop table "mailing_data";
create index "ix_legacy_mailing_data" on "legacy_mailing_data" ("call_id", "id");
select * into "legacy_calls" from "calls" with (tablockx, holdlock);
select count(*) as n from "calls";
select count(*) as n from "legacy_calls";
drop table "calls";
create index "ix_legacy_calls" on "legacy_calls" ("id");
select top(1000) * from "legacy_calls" order by "id";
-- as calls.writeBatch
select top(1000) * from "legacy_calls" where "id" > @1 order by "id";
select top(1000) "m".*, "c"."id" as "idOfCall"
from "legacy_mailing_data" as "m"
inner join "legacy_calls" as "c" on "c"."id" = "m"."call_id"
order by "m"."call_id", "m"."id";
select top (0) [id], [account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier],
    [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling],
    [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep],
    [uf_mailing], [socio], [cpf], [data_json], [values_json]
from [mailing_data];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table mailing_data', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [mailing_data] ([id], [account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id],
    [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier],
    [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta],
    [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23,
    @24, @25, @26, @27, @28, @29, @30
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [id] = @1);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table mailing_data', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) cast([id] as int) as [id], [account], [call_id], cast([copy] as int) as [copy], [content_hash],
    [created_at], [updated_at], [_id], [identifier], cast([campaign_id] as int) as [campaign_id],
    cast([company_id] as int) as [company_id], cast([list_id] as int) as [list_id], [uf], [phone],
    cast([dialed_phone] as int) as [dialed_phone], cast([dialed_identifier] as int) as [dialed_identifier],
    cast([on_calling] as int) as [on_calling], cast([column_position] as int) as [column_position],
    cast([row_position] as int) as [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta],
    [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json] into #stage
from [mailing_data];
insert into [mailing_data] ([id], [account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id],
    [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier],
    [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta],
    [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select s.[id], s.[account], s.[call_id], s.[copy], s.[content_hash], s.[created_at], s.[updated_at], s.[_id],
    s.[identifier], s.[campaign_id], s.[company_id], s.[list_id], s.[uf], s.[phone], s.[dialed_phone],
    s.[dialed_identifier], s.[on_calling], s.[column_position], s.[row_position], s.[estrategia], s.[razao_social],
    s.[nome_fantasia], s.[valor_conta], s.[cidade], s.[cep], s.[uf_mailing], s.[socio], s.[cpf], s.[data_json],
    s.[values_json]
from #stage as s
where not exists (select 1 from [mailing_data] as t with (updlock, holdlock) where t.[id] = s.[id]);
drop table if exists #stage;
select top(1000) "m".*, "c"."id" as "idOfCall"
from "legacy_mailing_data" as "m"
inner join "legacy_calls" as "c" on "c"."id" = "m"."call_id"
where ("m"."call_id" >= @1 and ("m"."call_id" > @2 or "m"."id" > @3))
order by "m"."call_id", "m"."id";
select top(1000) * from "legacy_execution_logs" order by "id";
select top (0) [id], [workflow_id], [run_id], [account], [zone], [kind], [campaign_ids], [start_date], [end_date],
    [execution_date], [ended_at], [created_at], [status], [error_message], [execution_time_seconds], [total_records],
    [successful_records], [failed_records], [rows_fetched], [rows_failed]
from [execution_logs];
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table execution_logs', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [execution_logs] ([id], [workflow_id], [run_id], [account], [zone], [kind], [campaign_ids],
    [start_date], [end_date], [execution_date], [ended_at], [created_at], [status], [error_message],
    [execution_time_seconds], [total_records], [successful_records], [failed_records], [rows_fetched], [rows_failed])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20
where not exists (select 1 from [execution_logs] with (updlock, holdlock) where [id] = @1);
declare @lock int;
exec @lock = sp_getapplock @Resource = N'table execution_logs', @LockMode = 'Exclusive', @LockOwner = 'Transaction',
    @LockTimeout = 10000;
if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) cast([id] as int) as [id], [workflow_id], [run_id], [account], [zone], [kind], [campaign_ids],
    [start_date], [end_date], [execution_date], [ended_at], [created_at], [status], [error_message],
    cast([execution_time_seconds] as int) as [execution_time_seconds], cast([total_records] as int) as [total_records],
    cast([successful_records] as int) as [successful_records], cast([failed_records] as int) as [failed_records],
    cast([rows_fetched] as int) as [rows_fetched], cast([rows_failed] as int) as [rows_failed] into #stage
from [execution_logs];
insert into [execution_logs] ([id], [workflow_id], [run_id], [account], [zone], [kind], [campaign_ids],
    [start_date], [end_date], [execution_date], [ended_at], [created_at], [status], [error_message],
    [execution_time_seconds], [total_records], [successful_records], [failed_records], [rows_fetched], [rows_failed])
select s.[id], s.[workflow_id], s.[run_id], s.[account], s.[zone], s.[kind], s.[campaign_ids], s.[start_date],
    s.[end_date], s.[execution_date], s.[ended_at], s.[created_at], s.[status], s.[error_message],
    s.[execution_time_seconds], s.[total_records], s.[successful_records], s.[failed_records], s.[rows_fetched],
    s.[rows_failed]
from #stage as s
where not exists (select 1 from [execution_logs] as t with (updlock, holdlock) where t.[id] = s.[id]);
drop table if exists #stage;
select top(1000) * from "legacy_execution_logs" where "id" > @1 order by "id";
