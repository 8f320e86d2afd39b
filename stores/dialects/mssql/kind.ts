import type { DatabaseKind } from '../kind.ts';
import { mssql } from '../portable.ts';

/** Rows in SQL Server. */
export const mssqlKind: DatabaseKind = {
  name: 'mssql',
  schemes: ['mssql:', 'sqlserver:'],
  example: 'mssql://user:password@host:1433/database',
  portable: mssql,
  dialect() {
    throw new Error('SQL Server is not built yet.');
  },
};
