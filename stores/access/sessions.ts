import type { StoreContext } from '../database.ts';
import type { AccessStore } from './contract.ts';

type Sessions = Pick<AccessStore, 'createSession' | 'session' | 'rotateSession' | 'endSession'>;

export const createSessions = ({ db }: StoreContext): Sessions => ({
  async createSession({ id, userId, kind, tokenHash, expiresAt }) {
    await db
      .insertInto('access_sessions')
      .values({ id, user_id: userId, kind, token_hash: tokenHash, expires_at: expiresAt })
      .execute();
  },

  async session(id, now) {
    const row = await db
      .selectFrom('access_sessions')
      .selectAll()
      .where('id', '=', id)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return row
      ? { id: row.id, userId: row.user_id, kind: row.kind, tokenHash: row.token_hash, expiresAt: row.expires_at }
      : null;
  },

  async rotateSession(id, fromHash, toHash, expiresAt) {
    const { numUpdatedRows } = await db
      .updateTable('access_sessions')
      .set({ token_hash: toHash, expires_at: expiresAt })
      .where('id', '=', id)
      .where('token_hash', '=', fromHash)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  },

  async endSession(id) {
    await db.deleteFrom('access_sessions').where('id', '=', id).execute();
  },
});
