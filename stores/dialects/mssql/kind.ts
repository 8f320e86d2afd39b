import type { DatabaseKind } from '../kind.ts';
import { mssql } from '../portable.ts';
import { mssqlDialect } from './dialect.ts';
import { parseMssqlUrl } from './url.ts';

/** Rows in SQL Server or Azure SQL. */
export const mssqlKind: DatabaseKind = {
  name: 'mssql',
  schemes: ['mssql:', 'sqlserver:'],
  example: 'mssql://user:password@host:1433/database',
  portable: mssql,
  // A server keeps what it has committed, whatever `durable` says; there is no file that only reading would have to find.
  dialect: (url) => mssqlDialect(parseMssqlUrl(url)),
};
