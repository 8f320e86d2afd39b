import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { MAX_PROTOCOL_LENGTH } from '../../rules/consultants/protocolPattern.ts';
import type { ColumnTypes, Portable } from '../dialects/portable.ts';

type Schema = Kysely<unknown>;

/** 255 characters of two UTF-16 units each. */
const NAME = 510;
const EMAIL = 320;
const WORD = 32;
const HASH = 64;
const ACTOR = 100;
const EVENT_KEY = 150;
const SERIES = 40;

async function createConsultants(db: Schema, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('consultants')
    .addColumn('id', types.autoId)
    .addColumn('name', types.text(NAME), (c) => c.notNull())
    .addColumn('email', types.text('max'))
    .addColumn('email_key', types.key(EMAIL))
    .addColumn('phone', types.text(100))
    .addColumn('languages', types.text('max'), (c) => c.notNull())
    .addColumn('active', types.bool)
    .addColumn('in_rotation', types.bool)
    .addColumn('online', types.bool)
    .addColumn('pipedrive_id', types.int)
    .addColumn('last_offered_at', types.instant)
    .addColumn('last_turn', types.int, (c) => c.notNull())
    .addColumn('service_ended_at', types.instant)
    .addColumn('capacity', types.int)
    .addColumn('presence_until', types.instant)
    .addColumn('not_responding_since', types.instant)
    .addColumn('missed_in_a_row', types.int, (c) => c.notNull())
    .addColumn('owed', types.real, (c) => c.notNull())
    .addColumn('version', types.int, (c) => c.notNull())
    .addColumn('created_at', types.instant, (c) => c.notNull())
    .addColumn('updated_at', types.instant, (c) => c.notNull())
    .addColumn('deleted_at', types.instant)
    .execute();
  // SQL Server counts nulls as equal; only addresses that are there are compared (D-16).
  await db.schema
    .createIndex('uq_consultants_email')
    .on('consultants')
    .column('email_key')
    .unique()
    .where(sql.ref('email_key'), 'is not', null)
    .execute();
}

async function createProtocols(db: Schema, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('protocol_series')
    .addColumn('series', types.key(SERIES), (c) => c.notNull().primaryKey())
    .addColumn('last_number', types.int, (c) => c.notNull())
    .addColumn('last_issued_at', types.instant, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('protocols')
    .addColumn('id', types.autoId)
    .addColumn('number', types.key(MAX_PROTOCOL_LENGTH), (c) => c.notNull().unique())
    .addColumn('series', types.key(SERIES), (c) => c.notNull())
    .addColumn('sequence', types.int, (c) => c.notNull())
    .addColumn('consultant_id', types.int)
    .addColumn('origin', types.key(WORD), (c) => c.notNull())
    .addColumn('language', types.text('max'))
    .addColumn('description', types.text('max'))
    .addColumn('priority', types.text('max'))
    .addColumn('status', types.text('max'))
    .addColumn('version', types.int, (c) => c.notNull())
    .addColumn('created_at', types.instant, (c) => c.notNull())
    .addColumn('updated_at', types.instant, (c) => c.notNull())
    .addUniqueConstraint('uq_protocols_sequence', ['series', 'sequence'])
    .execute();
  await db.schema.createIndex('ix_protocols_consultant').on('protocols').columns(['consultant_id', 'id']).execute();
}

async function createHandovers(db: Schema, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('consultant_handovers')
    .addColumn('protocol_id', types.int, (c) => c.notNull().primaryKey())
    .addColumn('number', types.key(MAX_PROTOCOL_LENGTH), (c) => c.notNull().unique())
    .addColumn('language', types.text('max'), (c) => c.notNull())
    .addColumn('phase', types.key(WORD), (c) => c.notNull())
    .addColumn('outcome', types.key(WORD))
    .addColumn('offer_no', types.int, (c) => c.notNull())
    .addColumn('consultant_id', types.int)
    .addColumn('requested_at', types.instant, (c) => c.notNull())
    .addColumn('call_back_promised', types.bool, (c) => c.notNull())
    .addColumn('updated_at', types.instant, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_consultant_handovers_phase')
    .on('consultant_handovers')
    .columns(['phase', 'protocol_id'])
    .execute();
  await db.schema
    .createTable('consultant_offers')
    .addColumn('number', types.key(MAX_PROTOCOL_LENGTH), (c) => c.notNull())
    .addColumn('offer_no', types.int, (c) => c.notNull())
    .addColumn('consultant_id', types.int)
    .addColumn('cost', types.int, (c) => c.notNull())
    .addColumn('given_turn', types.int, (c) => c.notNull())
    .addColumn('given_at', types.instant, (c) => c.notNull())
    .addColumn('taken_turn', types.int, (c) => c.notNull())
    .addColumn('taken_at', types.instant)
    .addColumn('choice', types.text('max'), (c) => c.notNull())
    .addColumn('acquired_at', types.instant, (c) => c.notNull())
    .addColumn('released_at', types.instant)
    .addColumn('released_because', types.key(WORD))
    .addPrimaryKeyConstraint('pk_consultant_offers', ['number', 'offer_no'])
    .execute();
  await db.schema
    .createIndex('ix_consultant_offers_open')
    .on('consultant_offers')
    .column('consultant_id')
    .where(sql.ref('released_at'), 'is', null)
    .execute();
}

async function createRecords(db: Schema, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('consultant_events')
    .addColumn('id', types.autoId)
    .addColumn('event_key', types.key(EVENT_KEY), (c) => c.notNull().unique())
    .addColumn('kind', types.key(WORD), (c) => c.notNull())
    .addColumn('number', types.key(MAX_PROTOCOL_LENGTH))
    .addColumn('consultant_id', types.int)
    .addColumn('actor', types.key(ACTOR), (c) => c.notNull())
    .addColumn('at', types.instant, (c) => c.notNull())
    .addColumn('detail', types.text('max'), (c) => c.notNull())
    .execute();
  await db.schema.createIndex('ix_consultant_events_number').on('consultant_events').column('number').execute();
  await db.schema.createIndex('ix_consultant_events_at').on('consultant_events').column('at').execute();
  await db.schema
    .createTable('consultant_answers')
    .addColumn('id', types.key(HASH), (c) => c.notNull().primaryKey())
    .addColumn('fingerprint', types.key(HASH), (c) => c.notNull())
    .addColumn('answer', types.text('max'), (c) => c.notNull())
    .addColumn('expires_at', types.instant, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('outbox')
    .addColumn('id', types.autoId)
    .addColumn('topic', types.key(WORD), (c) => c.notNull())
    .addColumn('subject', types.key(ACTOR), (c) => c.notNull())
    .addColumn('payload', types.text('max'), (c) => c.notNull())
    .addColumn('created_at', types.instant, (c) => c.notNull())
    .addColumn('claimed_until', types.instant, (c) => c.notNull())
    .addColumn('attempts', types.int, (c) => c.notNull())
    .addColumn('done_at', types.instant)
    .addUniqueConstraint('uq_outbox', ['topic', 'subject'])
    .execute();
  await db.schema
    .createIndex('ix_outbox_waiting')
    .on('outbox')
    .columns(['topic', 'claimed_until'])
    .where(sql.ref('done_at'), 'is', null)
    .execute();
}

/** Consultants, protocols, hand-overs and what happened to them; the outbox of every integration (specs/consultants.md 4). */
export const consultants = ({ types }: Portable): Migration => ({
  async up(db: Schema) {
    await createConsultants(db, types);
    await createProtocols(db, types);
    await createHandovers(db, types);
    await createRecords(db, types);
  },
});
