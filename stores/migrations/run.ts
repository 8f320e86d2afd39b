import type { TableMetadata } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Db, StoreContext } from '../database.ts';
import type { Say } from './legacy/progress.ts';
import { usualOwner, type RobotOwner } from './legacy/robotOwner.ts';
import { setAside } from './legacy/setAside.ts';
import { takeOver } from './legacy/takeOver.ts';
import { migrations } from './registry.ts';
import { DatabaseShapeError, refuseForeignShape } from './shape.ts';
import { tablesHere } from './tablesHere.ts';

export interface MigrationLevel {
  applied: string[];
  pending: string[];
}

export interface MigrateOptions {
  /** The last step to take; absent = take all. */
  readonly last?: string | undefined;
  /** Whose rows the tables of a legacy robot hold, where the database has them. @default that of no configuration */
  readonly owner?: RobotOwner;
  /** Told how taking them over goes on. */
  readonly say?: Say;
}

/** The step that makes the tables whose names the legacy robot used. */
const ROBOT_STEP = '0001-calls';

const migratorOf = (db: Db, context: StoreContext) =>
  new Migrator({ db, provider: { getMigrations: async () => migrations(context.portable) } });

async function appliedNames(db: Db, tables: readonly TableMetadata[]): Promise<string[]> {
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name).sort();
}

/**
 * Which steps the database has taken, and which it lacks. Tables of the legacy robot are no fault: the first step takes
 * them over.
 * @throws DatabaseShapeError when its tables are not ours, or newer than this version
 */
export async function migrationLevel({ db, portable }: StoreContext): Promise<MigrationLevel> {
  const tables = await tablesHere({ db, portable });
  const applied = await appliedNames(db, tables);
  refuseForeignShape(tables, { robotsToo: applied.includes(ROBOT_STEP) });
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
 * start at once one migrates, and the other finds it done. What the legacy robot stored is taken over in the same
 * transaction: broken off at any moment, it has never begun.
 * @returns the steps taken now
 * @throws DatabaseShapeError as `migrationLevel` does
 */
export async function migrate(context: StoreContext, options: MigrateOptions = {}): Promise<string[]> {
  const { last, owner = usualOwner(), say = () => {} } = options;
  const { portable } = context;
  return context.transact(async (trx) => {
    await portable.serialise(trx, 'migrations');
    const { pending } = await migrationLevel({ ...context, db: trx });
    const steps = pending.filter((name) => last === undefined || name <= last);
    const lastStep = steps.at(-1);
    if (lastStep === undefined) return [];
    const robotTables = steps.includes(ROBOT_STEP) ? await setAside(trx, portable) : [];
    const { error } = await migratorOf(trx, context).migrateTo(lastStep);
    if (error) throw error;
    await takeOver(trx, portable, robotTables, { owner, say, at: new Date().toISOString() });
    return steps;
  });
}
