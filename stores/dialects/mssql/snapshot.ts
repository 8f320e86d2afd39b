import { sql } from 'kysely';
import type { Db, Trx } from '../../database.ts';

/** Whether a transaction may read row versions: ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON. */
export async function allowsSnapshots(db: Db): Promise<boolean> {
  const { rows } = await sql<{ state: number }>`select cast(snapshot_isolation_state as int) as [state]
    from sys.databases where database_id = db_id()`.execute(db);
  return rows[0]?.state === 1;
}

/**
 * Reads at one instant. Where the database keeps row versions nobody waits; elsewhere every table is locked for reading
 * before the first row is read, and writers wait until `work` is done.
 */
export async function mssqlSnapshot<T>(db: Db, tables: readonly string[], work: (trx: Trx) => Promise<T>): Promise<T> {
  if (await allowsSnapshots(db)) return db.transaction().setIsolationLevel('snapshot').execute(work);
  return db
    .transaction()
    .setIsolationLevel('serializable')
    .execute(async (trx) => {
      // One after the other in a fixed order, so that a writer in the middle of its work is waited for at the beginning.
      for (const table of tables) {
        const lock = `if object_id(N'${table}') is not null exec(N'select top (0) 1 from [${table}] with (tablock, holdlock)')`;
        await sql.raw(lock).execute(trx);
      }
      return work(trx);
    });
}
