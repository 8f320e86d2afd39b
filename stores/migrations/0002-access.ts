import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Portable } from '../dialects/portable.ts';

const ID = 36;
const HASH = 64;
const NAME = 60;
const ROLE = 20;

/** Users, their logins, API keys, and the answers kept for repeated requests. */
export const access = ({ types }: Portable): Migration => ({
  async up(db: Kysely<unknown>) {
    const key = types.key(ID);
    const hash = types.key(HASH);

    await db.schema
      .createTable('access_users')
      .addColumn('id', key, (c) => c.primaryKey().notNull())
      .addColumn('name', types.key(NAME), (c) => c.notNull().unique())
      .addColumn('role', types.key(ROLE), (c) => c.notNull())
      .addColumn('password_hash', types.text(300), (c) => c.notNull())
      .addColumn('created_at', types.instant, (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('access_sessions')
      .addColumn('id', key, (c) => c.primaryKey().notNull())
      .addColumn('user_id', key, (c) => c.notNull())
      .addColumn('kind', types.key(ROLE), (c) => c.notNull())
      .addColumn('token_hash', hash, (c) => c.notNull())
      .addColumn('expires_at', types.instant, (c) => c.notNull())
      .execute();
    await db.schema.createIndex('access_sessions_user').on('access_sessions').column('user_id').execute();

    await db.schema
      .createTable('access_api_keys')
      .addColumn('id', key, (c) => c.primaryKey().notNull())
      .addColumn('name', types.text(NAME), (c) => c.notNull())
      .addColumn('prefix', types.key(ROLE), (c) => c.notNull())
      .addColumn('key_hash', hash, (c) => c.notNull().unique())
      .addColumn('integration', types.key(NAME), (c) => c.notNull())
      .addColumn('role', types.key(ROLE), (c) => c.notNull())
      .addColumn('created_at', types.instant, (c) => c.notNull())
      .execute();

    await db.schema
      .createTable('access_answers')
      .addColumn('id', hash, (c) => c.primaryKey().notNull())
      .addColumn('fingerprint', hash, (c) => c.notNull())
      .addColumn('owner', key, (c) => c.notNull())
      .addColumn('claimed_until', types.instant, (c) => c.notNull())
      .addColumn('answer', types.text('max'))
      .addColumn('expires_at', types.instant, (c) => c.notNull())
      .execute();
  },
});
