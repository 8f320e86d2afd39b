import { sql } from 'kysely';
import type { Db } from '../../database.ts';
import { primaryKeys, tableNames } from '../../maintenance/tables.ts';
import type { Diagnosis, Verdict } from '../diagnosis.ts';

const ours = sql`(select unnest(${tableNames}::text[]))`;

async function encoding(db: Db): Promise<Verdict> {
  const { rows } = await sql<{ name: string }>`select current_setting('server_encoding') as name`.execute(db);
  const found = rows[0]?.name;
  const says = found === 'UTF8' ? 'UTF8' : `${found} cannot keep every text: make the database with encoding UTF8`;
  return { state: found === 'UTF8' ? 'ok' : 'fail', says };
}

async function collation(db: Db): Promise<Verdict> {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select table_name::text, column_name::text from information_schema.columns
    where table_schema = current_schema() and table_name in ${ours}
      and character_maximum_length is not null and collation_name is distinct from 'C'`.execute(db);
  const wrong = rows.filter((row) => primaryKeys[row.table_name]?.includes(row.column_name));
  if (wrong.length === 0) return { state: 'ok', says: 'keys are compared byte for byte' };
  const names = wrong.map((row) => `${row.table_name}.${row.column_name}`).join(', ');
  return { state: 'warn', says: `ids that differ may count as the same in ${names}` };
}

async function role(db: Db): Promise<Verdict> {
  const { rows } = await sql<{ standby: number }>`select pg_is_in_recovery()::int as standby`.execute(db);
  if (rows[0]?.standby === 0) return { state: 'ok', says: 'primary' };
  return { state: 'fail', says: 'standby: it can be read only; name the primary' };
}

/** A PostgreSQL server. */
export const postgresDiagnosis: Diagnosis = {
  server: async (db) => {
    const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
    return `PostgreSQL ${rows[0]?.version}`;
  },
  clockMs: async (db) => {
    const { rows } = await sql<{ ms: number }>`
      select (extract(epoch from clock_timestamp()) * 1000)::double precision as ms`.execute(db);
    return Number(rows[0]?.ms);
  },
  // A step makes tables, and changes those that are there, which only their owner may.
  mayMigrate: async (db) => {
    const { rows } = await sql<{ may: number }>`
      select (has_schema_privilege(current_schema(), 'CREATE') and not exists (
        select 1 from pg_tables where schemaname = current_schema() and tablename in ${ours}
          and not pg_has_role(tableowner, 'USAGE')))::int as may`.execute(db);
    return rows[0]?.may === 1;
  },
  checks: { encoding, collation, 'role of the server': role },
};
