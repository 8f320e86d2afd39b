import type { Trx } from '../../database.ts';
import { MssqlConnection } from './connection.ts';
import { quoted } from './lockSql.ts';

/** A transaction lends its connection to one at a time: it is given back before anything else is asked of it. */
const allow = (trx: Trx, table: string, state: 'on' | 'off'): Promise<void> =>
  trx.getExecutor().provideConnection((connection) => {
    if (!(connection instanceof MssqlConnection)) throw new TypeError('This transaction is not of a SQL Server.');
    return connection.batch(`set identity_insert ${quoted(table)} ${state}`);
  });

/**
 * The permission belongs to the session: given and taken back in batches of their own, since one that is given within
 * sp_executesql ends with it. An id that was brought along moves the count by itself.
 */
export async function mssqlKeepIds(trx: Trx, table: string, insert: () => Promise<void>): Promise<void> {
  await allow(trx, table, 'on');
  try {
    await insert();
  } finally {
    await allow(trx, table, 'off');
  }
}
