import { sql, type CreateTableBuilder, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { CALL_COLUMNS, MAILING_COLUMNS, type Column } from '../../rules/calls/columns.ts';
import type { ColumnTypes, Portable } from '../dialects/portable.ts';

type Schema = Kysely<unknown>;

const ACCOUNT = 40;
const ID = 50;
const HASH = 64;
const NAME = 255;

function columnType(types: ColumnTypes, { kind, length }: Column) {
  switch (kind) {
    case 'int':
    case 'seconds':
      return types.int;
    case 'bool':
      return types.bool;
    case 'decimal':
      return length === undefined ? types.decimal : types.text(length);
    case 'id':
      return types.key(length === undefined || length === 'max' ? ID : length);
    case 'text':
    case 'duration':
      return types.text(length ?? 'max');
    case 'instant':
      return types.instant;
    case 'localTime':
      return types.localTime;
  }
}

const addColumns = (
  table: CreateTableBuilder<string, string>,
  columns: readonly Column[],
  types: ColumnTypes,
): CreateTableBuilder<string, string> =>
  columns.reduce(
    (builder, column) =>
      builder.addColumn(column.name, columnType(types, column), (c) => (column.kind === 'id' ? c.notNull() : c)),
    table,
  );

const addCounts = (table: CreateTableBuilder<string, string>, types: ColumnTypes, names: readonly string[]) =>
  names.reduce((builder, name) => builder.addColumn(name, types.int, (c) => c.notNull().defaultTo(0)), table);

const ROW_COUNTS = [
  'pages',
  'rows_fetched',
  'rows_inserted',
  'rows_updated',
  'rows_unchanged',
  'rows_quarantined',
  'rows_failed',
] as const;

async function createCalls(db: Schema, { types, no }: Portable): Promise<void> {
  const table = db.schema
    .createTable('calls')
    .addColumn('account', types.key(ACCOUNT), (c) => c.notNull())
    .addColumn('content_hash', types.key(HASH), (c) => c.notNull())
    .addColumn('placed_campaign', types.int, (c) => c.notNull())
    .addColumn('placed_at', types.instant, (c) => c.notNull())
    .addColumn('missing_since', types.instant)
    .addColumn('first_seen', types.instant, (c) => c.notNull())
    .addColumn('last_changed', types.instant, (c) => c.notNull())
    .addColumn('created_at', types.instant, (c) => c.notNull())
    .addColumn('updated_at', types.instant, (c) => c.notNull());
  await addColumns(table, CALL_COLUMNS, types).addPrimaryKeyConstraint('pk_calls', ['account', 'id']).execute();
  await db.schema.createIndex('ix_calls_call_date').on('calls').column('call_date').execute();
  // Counting a window and listing its ids are answered from the index alone.
  await db.schema
    .createIndex('ix_calls_window')
    .on('calls')
    .columns(['account', 'placed_campaign', 'placed_at', 'id', 'missing_since'])
    .execute();
  await db.schema.createIndex('ix_calls_instant').on('calls').columns(['placed_at', 'id']).execute();
  await db.schema
    .createIndex('ix_calls_not_final')
    .on('calls')
    .columns(['account', 'placed_at'])
    .where(sql.ref('is_final'), '=', no)
    .execute();
}

async function createCallParts(db: Schema, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('call_raw')
    .addColumn('account', types.key(ACCOUNT), (c) => c.notNull())
    .addColumn('call_id', types.key(ID), (c) => c.notNull())
    .addColumn('content_hash', types.key(HASH), (c) => c.notNull())
    .addColumn('fetched_at', types.instant, (c) => c.notNull())
    .addColumn('execution_id', types.int)
    .addColumn('raw', types.text('max'), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_call_raw', ['account', 'call_id'])
    .execute();
  await db.schema
    .createTable('call_oddities')
    .addColumn('account', types.key(ACCOUNT), (c) => c.notNull())
    .addColumn('call_id', types.key(ID), (c) => c.notNull())
    .addColumn('field', types.key(NAME), (c) => c.notNull())
    .addColumn('rule', types.key(100), (c) => c.notNull())
    .addColumn('original', types.text('max'), (c) => c.notNull())
    .addColumn('execution_id', types.int)
    .addPrimaryKeyConstraint('pk_call_oddities', ['account', 'call_id', 'field', 'rule'])
    .execute();
}

async function createMailing(db: Schema, { types, pairs }: Portable): Promise<void> {
  const table = db.schema
    .createTable('mailing_data')
    .addColumn('id', types.autoId)
    .addColumn('account', types.key(ACCOUNT), (c) => c.notNull())
    .addColumn('call_id', types.key(ID), (c) => c.notNull())
    .addColumn('content_hash', types.key(HASH), (c) => c.notNull())
    .addColumn('created_at', types.instant, (c) => c.notNull())
    .addColumn('updated_at', types.instant, (c) => c.notNull())
    .addColumn('_id', types.key(ID), (c) => c.notNull())
    .addColumn('copy', types.int, (c) => c.notNull());
  const others = MAILING_COLUMNS.filter(({ name }) => name !== '_id');
  await addColumns(table, others, types)
    .addColumn('values_json', types.text('max'), (c) => c.notNull())
    // Led by the call, so that it is the index of C-40 and of the foreign key as well.
    .addUniqueConstraint('uq_mailing_data', ['call_id', 'account', '_id', 'copy'])
    .addForeignKeyConstraint('fk_mailing_data_call', ['account', 'call_id'], 'calls', ['account', 'id'], (fk) =>
      fk.onDelete('cascade'),
    )
    .execute();
  await db.schema
    .createTable('mailing_columns')
    .addColumn('name', types.key(400), (c) => c.notNull().primaryKey())
    .addColumn('normalised_name', types.text(400), (c) => c.notNull())
    .execute();
  // A table of its own would cost a dozen inserts a call.
  const pair = pairs(sql.ref('mailing_data.values_json'));
  await sql`create view mailing_values as
    select mailing_data.account, mailing_data.call_id, mailing_data.id as mailing_id, ${pair.position} as position,
      ${pair.name} as name, mailing_columns.normalised_name, ${pair.value} as value
    from mailing_data ${pair.join} left join mailing_columns on mailing_columns.name = ${pair.name}`.execute(db);
  await db.schema
    .createTable('mailing_aliases')
    .addColumn('id', types.autoId)
    .addColumn('account', types.key(ACCOUNT), (c) => c.notNull())
    .addColumn('campaign_id', types.int)
    .addColumn('normalised_name', types.key(400), (c) => c.notNull())
    .addColumn('legacy_column', types.key(100), (c) => c.notNull())
    .addUniqueConstraint('uq_mailing_aliases', ['account', 'campaign_id', 'normalised_name'])
    .execute();
}

async function createQuarantine(db: Schema, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('call_quarantine')
    .addColumn('id', types.autoId)
    .addColumn('account', types.key(ACCOUNT), (c) => c.notNull())
    .addColumn('campaign_id', types.int, (c) => c.notNull())
    .addColumn('reason', types.key(100), (c) => c.notNull())
    .addColumn('raw_hash', types.key(HASH), (c) => c.notNull())
    .addColumn('execution_id', types.int, (c) => c.notNull())
    .addColumn('ordinal', types.int, (c) => c.notNull())
    .addColumn('page', types.int, (c) => c.notNull())
    .addColumn('raw', types.text('max'), (c) => c.notNull())
    .addColumn('call_at_utc', types.instant)
    .addColumn('quarantined_at', types.instant, (c) => c.notNull())
    .addColumn('resolved_at', types.instant)
    .addColumn('resolution', types.text(NAME))
    .addUniqueConstraint('uq_call_quarantine', ['account', 'campaign_id', 'reason', 'raw_hash'])
    .execute();
}

async function createRuns(db: Schema, types: ColumnTypes): Promise<void> {
  const executions = db.schema
    .createTable('execution_logs')
    .addColumn('id', types.autoId)
    .addColumn('execution_date', types.instant, (c) => c.notNull())
    .addColumn('start_date', types.text(50), (c) => c.notNull())
    .addColumn('end_date', types.text(50), (c) => c.notNull())
    .addColumn('campaign_ids', types.text('max'), (c) => c.notNull())
    .addColumn('execution_time_seconds', types.int)
    // The robot's 20 characters could not hold its own COMPLETED_WITH_ERRORS.
    .addColumn('status', types.text(32), (c) => c.notNull())
    .addColumn('error_message', types.text('max'))
    .addColumn('created_at', types.instant, (c) => c.notNull())
    .addColumn('workflow_id', types.key(NAME), (c) => c.notNull())
    .addColumn('run_id', types.key(100), (c) => c.notNull())
    .addColumn('account', types.key(ACCOUNT), (c) => c.notNull())
    .addColumn('zone', types.text(64), (c) => c.notNull())
    .addColumn('kind', types.text(32), (c) => c.notNull())
    .addColumn('ended_at', types.instant)
    .addColumn('expected_rows', types.int);
  const counts = ['total_records', 'successful_records', 'failed_records', ...ROW_COUNTS];
  const windows = ['windows_total', 'windows_complete', 'windows_partial', 'windows_failed'];
  await addCounts(executions, types, [...counts, ...windows])
    .addUniqueConstraint('uq_execution_logs_run', ['workflow_id', 'run_id'])
    .execute();
  await db.schema.createIndex('ix_execution_logs_status').on('execution_logs').column('status').execute();

  await db.schema
    .createTable('call_plans')
    .addColumn('execution_id', types.int, (c) => c.notNull())
    .addColumn('batch', types.key(100), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_call_plans', ['execution_id', 'batch'])
    .execute();
  const ledger = db.schema
    .createTable('call_windows')
    .addColumn('execution_id', types.int, (c) => c.notNull())
    .addColumn('ordinal', types.int, (c) => c.notNull())
    .addColumn('batch', types.key(100), (c) => c.notNull())
    .addColumn('account', types.key(ACCOUNT), (c) => c.notNull())
    .addColumn('campaign_id', types.int, (c) => c.notNull())
    .addColumn('from_utc', types.instant, (c) => c.notNull())
    .addColumn('to_utc', types.instant, (c) => c.notNull())
    .addColumn('state', types.text(32), (c) => c.notNull())
    .addColumn('expected_total', types.int)
    .addColumn('stored_total', types.int)
    .addColumn('cursor', types.text('max'))
    .addColumn('reason', types.text(100))
    .addColumn('detail', types.text('max'))
    .addColumn('started_at', types.instant)
    .addColumn('finished_at', types.instant);
  await addCounts(ledger, types, ['passes', ...ROW_COUNTS])
    .addPrimaryKeyConstraint('pk_call_windows', ['execution_id', 'ordinal'])
    .execute();
  await db.schema
    .createIndex('ix_call_windows_range')
    .on('call_windows')
    .columns(['account', 'campaign_id', 'from_utc'])
    .execute();
}

async function createPace(db: Schema, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('call_watermarks')
    .addColumn('account', types.key(ACCOUNT), (c) => c.notNull())
    .addColumn('campaign_id', types.int, (c) => c.notNull())
    .addColumn('complete_to', types.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_call_watermarks', ['account', 'campaign_id'])
    .execute();
  await db.schema
    .createTable('request_budgets')
    .addColumn('account', types.key(ACCOUNT), (c) => c.notNull().primaryKey())
    .addColumn('rate', types.real, (c) => c.notNull())
    .addColumn('max_rate', types.real, (c) => c.notNull())
    .addColumn('configured_rate', types.real, (c) => c.notNull())
    .addColumn('next_free_at_ms', types.real, (c) => c.notNull())
    .addColumn('limited_at_ms', types.real, (c) => c.notNull())
    .addColumn('recovered_at_ms', types.real, (c) => c.notNull())
    .execute();
}

/** Calls, their mailing, quarantine and ledger (spec 4). */
export const calls = (portable: Portable): Migration => ({
  async up(db: Schema) {
    await createCalls(db, portable);
    await createCallParts(db, portable.types);
    await createMailing(db, portable);
    await createQuarantine(db, portable.types);
    await createRuns(db, portable.types);
    await createPace(db, portable.types);
  },
});
