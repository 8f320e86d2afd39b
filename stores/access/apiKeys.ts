import type { Selectable } from 'kysely';
import type { StoreContext } from '../database.ts';
import type { AccessStore, ApiKeyRow } from './contract.ts';
import type { AccessTables } from './tables.ts';

type ApiKeys = Pick<AccessStore, 'createApiKey' | 'apiKeyByHash' | 'listApiKeys' | 'deleteApiKey'>;

const keyOf = (row: Selectable<AccessTables['access_api_keys']>): ApiKeyRow => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  keyHash: row.key_hash,
  integration: row.integration,
  role: row.role,
  createdAt: row.created_at,
});

export const createApiKeys = ({ db }: StoreContext): ApiKeys => ({
  async createApiKey({ id, name, prefix, keyHash, integration, role, createdAt }) {
    await db
      .insertInto('access_api_keys')
      .values({ id, name, prefix, key_hash: keyHash, integration, role, created_at: createdAt })
      .execute();
  },

  async apiKeyByHash(keyHash) {
    const row = await db.selectFrom('access_api_keys').selectAll().where('key_hash', '=', keyHash).executeTakeFirst();
    return row ? keyOf(row) : null;
  },

  async listApiKeys() {
    return (await db.selectFrom('access_api_keys').selectAll().orderBy('created_at').orderBy('id').execute()).map(
      keyOf,
    );
  },

  async deleteApiKey(id) {
    const { numDeletedRows } = await db.deleteFrom('access_api_keys').where('id', '=', id).executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  },
});
