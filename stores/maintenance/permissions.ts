import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../database.ts';
import { countsUp, tableNames } from './tables.ts';

/** Statements that touch no row but need the right to; the database checks it before it looks. */
function statements(table: string, columns: readonly string[]): Record<string, RawBuilder<unknown>> {
  const name = sql.table(table);
  const refs = columns.map((column) => sql.ref(column));
  const list = sql.join(refs);
  return {
    select: sql`select ${list} from ${name} where 1 = 0`,
    insert: sql`insert into ${name} (${list}) select ${list} from ${name} where 1 = 0`,
    update: sql`update ${name} set ${refs[0]} = ${refs[0]} where 1 = 0`,
    delete: sql`delete from ${name} where 1 = 0`,
  };
}

/** What this login may not do with our tables, e.g. `delete on calls`; and how many tables there are. */
export async function missingPermissions(db: Db): Promise<{ tables: number; missing: string[] }> {
  const present = (await db.introspection.getTables()).filter(({ name }) => tableNames.includes(name));
  const missing: string[] = [];
  for (const { name, columns: all } of present) {
    const columns = all.map((column) => column.name).filter((column) => !countsUp.has(name) || column !== 'id');
    for (const [right, statement] of Object.entries(statements(name, columns))) {
      await statement.execute(db).catch(() => missing.push(`${right} on ${name}`));
    }
  }
  return { tables: present.length, missing };
}
