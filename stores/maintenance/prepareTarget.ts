import type { StoreContext } from '../database.ts';
import { migrate, migrationLevel } from '../migrations/run.ts';
import { MaintenanceError } from './maintenanceError.ts';
import type { RowSource } from './rowSource.ts';
import { countRows } from './snapshot.ts';
import { bookkeeping, tableNames, viewNames } from './tables.ts';
import { UNFINISHED } from './unfinished.ts';

/**
 * Makes a database ready to take in every row of `source`: empty, and at the same level. What an earlier attempt has left
 * is dropped first.
 * @throws MaintenanceError when it holds rows, or has taken steps that the source has not
 */
export async function prepareTarget(target: StoreContext, { migrations }: RowSource): Promise<void> {
  await dropUnfinished(target);
  await refuseRows(target);
  const { applied, pending } = await migrationLevel(target);
  const unknown = migrations.filter((name) => !applied.includes(name) && !pending.includes(name));
  if (unknown.length > 0) {
    throw new MaintenanceError(
      `The rows come from a newer version (${unknown.join(', ')}): use that version or a newer one.`,
    );
  }
  const ahead = applied.filter((name) => !migrations.includes(name));
  if (ahead.length > 0) {
    throw new MaintenanceError(
      `The database has taken steps that the rows have not (${ahead.join(', ')}): name a database without tables.`,
    );
  }
  await migrate(target, { last: migrations.at(-1) });
}

/**
 * Drops every table of ours when an attempt was broken off: all of them at once and the mark with them, so that this may
 * be broken off as well, and the next attempt may come from elsewhere.
 */
const dropUnfinished = ({ transact }: StoreContext): Promise<void> =>
  transact(async (trx) => {
    const found = await trx.introspection.getTables({ withInternalKyselyTables: true });
    const present = new Set(found.map(({ name }) => name));
    if (!present.has(UNFINISHED)) return;
    for (const view of viewNames) if (present.has(view)) await trx.schema.dropView(view).execute();
    const tables = [...tableNames.toReversed(), ...bookkeeping, UNFINISHED];
    for (const table of tables) if (present.has(table)) await trx.schema.dropTable(table).execute();
  });

async function refuseRows({ db }: StoreContext): Promise<void> {
  const present = new Set((await db.introspection.getTables()).map(({ name }) => name));
  const held: string[] = [];
  for (const table of tableNames.filter((name) => present.has(name))) {
    const rows = await countRows(db, table);
    if (rows > 0) held.push(`${table} ${rows}`);
  }
  if (held.length > 0) {
    throw new MaintenanceError(`The database is not empty (rows in ${held.join(', ')}): name one that holds none.`);
  }
}
