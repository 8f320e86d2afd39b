import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Portable } from '../dialects/portable.ts';

const ACCOUNT = 40;
const NAME = 100;
const UNIT = 255;

/** Alerts of every integration; what the vendor's events told, and the days that they want read again. */
export const alerts = ({ types }: Portable): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('alerts')
      .addColumn('id', types.autoId)
      .addColumn('integration', types.key(NAME), (c) => c.notNull())
      .addColumn('kind', types.key(NAME), (c) => c.notNull())
      .addColumn('unit', types.key(UNIT), (c) => c.notNull())
      .addColumn('detail', types.text('max'), (c) => c.notNull())
      .addColumn('raised_at', types.instant, (c) => c.notNull())
      .addColumn('last_seen_at', types.instant, (c) => c.notNull())
      .addColumn('cleared_at', types.instant)
      .execute();
    await db.schema
      .createIndex('uq_alerts_open')
      .on('alerts')
      .columns(['integration', 'kind', 'unit'])
      .unique()
      .where(sql.ref('cleared_at'), 'is', null)
      .execute();

    await db.schema
      .createTable('call_resync')
      .addColumn('account', types.key(ACCOUNT), (c) => c.notNull())
      .addColumn('campaign_id', types.int, (c) => c.notNull())
      .addColumn('day', types.key(10), (c) => c.notNull())
      .addColumn('requested_at', types.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('pk_call_resync', ['account', 'campaign_id', 'day'])
      .execute();
    await db.schema
      .createTable('call_events')
      .addColumn('account', types.key(ACCOUNT), (c) => c.notNull())
      .addColumn('outcome', types.key(32), (c) => c.notNull())
      .addColumn('events', types.int, (c) => c.notNull())
      .addColumn('last_at', types.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('pk_call_events', ['account', 'outcome'])
      .execute();
  },
});
