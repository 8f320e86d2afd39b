import type { Trx } from '../../database.ts';

export const mssqlLock = async (_trx: Trx, _resource: string): Promise<void> => {
  throw new Error('SQL Server is not built yet.');
};
