import { CompiledQuery } from 'kysely';
import type { Trx } from '../../database.ts';
import { lockSql } from './lockSql.ts';

const text = lockSql('@1');

/** One transaction at a time goes on from here to its end with the same `resource`. */
export const mssqlLock = async (trx: Trx, resource: string): Promise<void> => {
  await trx.executeQuery(CompiledQuery.raw(text, [resource]));
};
