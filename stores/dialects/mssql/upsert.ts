import type { Scalar } from '../../../rules/calls/types.ts';
import type { Trx } from '../../database.ts';
import type { UpsertTable } from '../portable.ts';

export const mssqlUpsert = async (
  _trx: Trx,
  _table: UpsertTable,
  _rows: Iterable<readonly Scalar[]>,
): Promise<void> => {
  throw new Error('SQL Server is not built yet.');
};
