import type { Scalar } from '../../../rules/calls/types.ts';
import type { Trx } from '../../database.ts';
import type { UpsertTable } from '../portable.ts';

export const postgresUpsert = async (
  _trx: Trx,
  _table: UpsertTable,
  _rows: Iterable<readonly Scalar[]>,
): Promise<void> => {
  throw new Error('PostgreSQL is not built yet.');
};
