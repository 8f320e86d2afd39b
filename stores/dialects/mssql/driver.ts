import { createRequire } from 'node:module';
import type mssql from 'mssql';

const require = createRequire(import.meta.url);
let loaded: typeof mssql | undefined;

/** The driver of SQL Server, loaded when it is first asked for: it costs half a second and 47 MB, and most never need it. */
export const driver = (): typeof mssql => (loaded ??= require('mssql') as typeof mssql);
