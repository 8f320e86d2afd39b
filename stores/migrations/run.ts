import { Migrator } from 'kysely/migration';
import type { Db, StoreContext } from '../database.ts';
import { migrations } from './registry.ts';
import { DatabaseShapeError, refuseForeignShape } from './shape.ts';

export interface MigrationLevel {
  applied: string[];
  pending: string[];
}

const migratorOf = (db: Db, context: StoreContext) =>
  new Migrator({ db, provider: { getMigrations: async () => migrations(context.portable) } });

async function appliedNames(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name).sort();
}

/**
 * Which steps the database has taken, and which it lacks.
 * @throws DatabaseShapeError when its tables are not ours, or newer than this version
 */
export async function migrationLevel({ db, portable }: StoreContext): Promise<MigrationLevel> {
  await refuseForeignShape(db);
  const applied = await appliedNames(db);
  const known = Object.keys(migrations(portable));
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new DatabaseShapeError(
      `This database was migrated by a newer version (${unknown.join(', ')}): run that version or a newer one.`,
    );
  }
  return { applied, pending: known.filter((name) => !applied.includes(name)) };
}

/**
 * Takes every pending step, all in one transaction that holds the write lock from its beginning: of two processes that
 * start at once one migrates, and the other finds it done.
 * @returns the steps taken now
 * @throws DatabaseShapeError as `migrationLevel` does
 */
export async function migrate(context: StoreContext): Promise<string[]> {
  return context.transact(async (trx) => {
    await context.portable.serialise(trx, 'migrations');
    const { pending } = await migrationLevel({ ...context, db: trx });
    if (pending.length === 0) return [];
    const { error } = await migratorOf(trx, context).migrateToLatest();
    if (error) throw error;
    return pending;
  });
}
