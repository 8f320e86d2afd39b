import type { Db } from '../database.ts';

/**
 * This table is there while rows are brought into a database, and stays when that is broken off: nothing works with such
 * a database but another restore or copy. A table, because every database can be asked for it before any migration.
 */
export const UNFINISHED = 'unfinished_load';

export const markUnfinished = async (db: Db): Promise<void> => {
  await db.schema.createTable(UNFINISHED).addColumn('id', 'integer').execute();
};

export const markFinished = async (db: Db): Promise<void> => {
  await db.schema.dropTable(UNFINISHED).execute();
};
