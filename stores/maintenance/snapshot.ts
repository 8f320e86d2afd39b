import { sql, type TableMetadata } from 'kysely';
import type { StoreContext, Trx } from '../database.ts';
import { migrationLevel } from '../migrations/run.ts';
import { MaintenanceError } from './maintenanceError.ts';
import { pagesOf, type ReadTable } from './pages.ts';
import type { Batch, RowSource, SourceTable } from './rowSource.ts';
import { primaryKeys, tableNames } from './tables.ts';

/** A call with its raw text is some 5 KB: a page stays in the low megabytes, and in one short transaction of a copy. */
const PAGE_ROWS = 500;

/**
 * Runs `work` over everything that a database holds at one instant.
 * @throws DatabaseShapeError when the tables are not ours, MaintenanceError when there are none
 */
export const withSnapshot = <T>(store: StoreContext, work: (source: RowSource) => Promise<T>): Promise<T> =>
  store.portable.snapshot(store.db, tableNames, async (trx) => {
    const { applied } = await migrationLevel({ ...store, db: trx });
    if (applied.length === 0) throw new MaintenanceError('The database holds no tables of Plantão.');
    const tables = await readTables(trx);
    return work({
      migrations: applied,
      tables,
      async *batches(): AsyncGenerator<Batch> {
        for (const table of tables) {
          for await (const rows of pagesOf(trx, store.portable, table, PAGE_ROWS)) yield { table, rows };
        }
      },
    });
  });

/** Tables that are known and present, in the order of `tableNames`; an older level has fewer. */
async function readTables(trx: Trx): Promise<(ReadTable & SourceTable)[]> {
  const present = await trx.introspection.getTables();
  const tables: (ReadTable & SourceTable)[] = [];
  for (const name of tableNames) {
    const found = present.find((table) => table.name === name && !table.isView);
    if (found) tables.push({ ...described(found), rows: await countRows(trx, name) });
  }
  return tables;
}

/** Columns by name, so that the same content makes the same lines of a backup wherever it comes from. */
function described({ name, columns: found }: TableMetadata): ReadTable {
  const columns = found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const decimals = columns.filter(({ dataType }) => /^(numeric|decimal)\b/i.test(dataType));
  return {
    name,
    key: primaryKeys[name] ?? [],
    columns: columns.map((column) => column.name),
    decimals: new Set(decimals.map((column) => column.name)),
  };
}

/** How many rows a table holds. */
export async function countRows(db: StoreContext['db'], table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
  return Number(rows[0]?.n ?? 0);
}
