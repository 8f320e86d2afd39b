import type { Selectable } from 'kysely';
import type { StoreContext } from '../database.ts';
import type { AccessStore, UserRow } from './contract.ts';
import { inserted } from './inserted.ts';
import type { AccessTables } from './tables.ts';

type Users = Pick<AccessStore, 'createUser' | 'user' | 'userByName' | 'listUsers' | 'updateUser' | 'deleteUser'>;

const userOf = (row: Selectable<AccessTables['access_users']>): UserRow => ({
  id: row.id,
  name: row.name,
  role: row.role,
  passwordHash: row.password_hash,
  createdAt: row.created_at,
});

export function createUsers({ db, portable, transact }: StoreContext): Users {
  const find = async (column: 'id' | 'name', value: string): Promise<UserRow | null> => {
    const row = await db.selectFrom('access_users').selectAll().where(column, '=', value).executeTakeFirst();
    return row ? userOf(row) : null;
  };

  /** Runs `change` on a user unless it would take the last admin's role away. */
  const unlessLastAdmin = (
    id: string,
    staysAdmin: boolean,
    change: (trx: StoreContext['db']) => Promise<unknown>,
  ): ReturnType<Users['deleteUser']> =>
    transact(async (trx) => {
      const admins = trx.selectFrom('access_users').select('id').where('role', '=', 'admin');
      const adminIds = (await portable.forChange(admins).execute()).map((admin) => admin.id);
      if (!(await trx.selectFrom('access_users').select('id').where('id', '=', id).executeTakeFirst()))
        return 'unknown';
      if (!staysAdmin && adminIds.length === 1 && adminIds[0] === id) return 'last-admin';
      await trx.deleteFrom('access_sessions').where('user_id', '=', id).execute();
      await change(trx);
      return 'done';
    });

  return {
    createUser: ({ id, name, role, passwordHash, createdAt }) =>
      inserted(
        () =>
          db
            .insertInto('access_users')
            .values({ id, name, role, password_hash: passwordHash, created_at: createdAt })
            .execute(),
        () => find('name', name),
      ),
    user: (id) => find('id', id),
    userByName: (name) => find('name', name),
    async listUsers() {
      return (await db.selectFrom('access_users').selectAll().orderBy('name').execute()).map(userOf);
    },
    updateUser: (id, { role, passwordHash }) =>
      unlessLastAdmin(id, role === undefined || role === 'admin', (trx) =>
        trx
          .updateTable('access_users')
          .set({ ...(role && { role }), ...(passwordHash && { password_hash: passwordHash }) })
          .where('id', '=', id)
          .execute(),
      ),
    deleteUser: (id) =>
      unlessLastAdmin(id, false, (trx) => trx.deleteFrom('access_users').where('id', '=', id).execute()),
  };
}
