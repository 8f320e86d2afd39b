import { sql, type TableMetadata } from 'kysely';
import type { StoreContext } from '../database.ts';

/** Tables and views that plain names mean: those of other schemas may be called as they like. */
export async function tablesHere({ db, portable }: Pick<StoreContext, 'db' | 'portable'>): Promise<TableMetadata[]> {
  const { rows } = await sql<{ schema: string | null }>`select ${portable.schema} as ${sql.ref('schema')}`.execute(db);
  const here = rows[0]?.schema ?? undefined;
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return tables.filter(({ schema }) => schema === here);
}
