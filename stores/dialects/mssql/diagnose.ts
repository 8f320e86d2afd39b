import { sql } from 'kysely';
import type { Db } from '../../database.ts';
import { primaryKeys } from '../../maintenance/tables.ts';
import type { Diagnosis, Verdict } from '../diagnosis.ts';
import { allowsSnapshots } from './snapshot.ts';

async function collation(db: Db): Promise<Verdict> {
  const { rows } = await sql<{ table_name: string; column_name: string; collation_name: string }>`
    select [tables].[name] as [table_name], [columns].[name] as [column_name], [columns].[collation_name]
    from sys.columns as [columns] join sys.tables as [tables] on [tables].[object_id] = [columns].[object_id]
    where [tables].[schema_id] = schema_id() and [columns].[collation_name] is not null`.execute(db);
  const keys = rows.filter((row) => primaryKeys[row.table_name]?.includes(row.column_name));
  const wrong = keys.filter((row) => !/_BIN2?$/i.test(row.collation_name));
  if (wrong.length === 0) return { state: 'ok', says: 'keys are compared byte for byte' };
  const names = wrong.map((row) => `${row.table_name}.${row.column_name}`).join(', ');
  return { state: 'warn', says: `ids that differ may count as the same in ${names}` };
}

async function readCommitted(db: Db): Promise<Verdict> {
  const { rows } = await sql<{ state: number }>`select cast(is_read_committed_snapshot_on as int) as [state]
    from sys.databases where database_id = db_id()`.execute(db);
  if (rows[0]?.state === 1) return { state: 'ok', says: 'on' };
  return { state: 'warn', says: 'off: readers and writers wait for each other; switch it on' };
}

async function snapshots(db: Db): Promise<Verdict> {
  if (await allowsSnapshots(db)) return { state: 'ok', says: 'on' };
  return { state: 'warn', says: 'off: writers wait while a backup or a copy is made; switch it on' };
}

/** Compatibility levels below 130 do not know it. */
const openJson = (db: Db): Promise<Verdict> =>
  sql`select [value] from openjson(N'[1]')`.execute(db).then(
    () => ({ state: 'ok', says: 'known' }),
    () => ({ state: 'fail', says: "not known: raise the database's compatibility level to 130 or more" }),
  );

async function updateability(db: Db): Promise<Verdict> {
  const { rows } = await sql<{ found: string }>`
    select cast(databasepropertyex(db_name(), 'Updateability') as nvarchar(60)) as [found]`.execute(db);
  const found = rows[0]?.found;
  if (found === 'READ_ONLY') return { state: 'fail', says: 'the database is read-only' };
  return { state: 'ok', says: found ?? 'not told' };
}

/** SQL Server. */
export const mssqlDiagnosis: Diagnosis = {
  server: async (db) => {
    const { rows } = await sql<{ version: string }>`
      select cast(serverproperty('ProductVersion') as nvarchar(60)) as [version]`.execute(db);
    return `SQL Server ${rows[0]?.version}`;
  },
  clockMs: async (db) => {
    const { rows } = await sql<{ at: string }>`select cast(sysutcdatetime() as datetime2(3)) as [at]`.execute(db);
    return Date.parse(rows[0]?.at ?? '');
  },
  mayMigrate: async (db) => {
    const { rows } = await sql<{ may: number }>`select cast(
      has_perms_by_name(db_name(), 'DATABASE', 'CREATE TABLE') & has_perms_by_name(schema_name(), 'SCHEMA', 'ALTER')
      as int) as [may]`.execute(db);
    return rows[0]?.may === 1;
  },
  checks: {
    collation,
    READ_COMMITTED_SNAPSHOT: readCommitted,
    ALLOW_SNAPSHOT_ISOLATION: snapshots,
    OPENJSON: openJson,
    updateability,
  },
};
