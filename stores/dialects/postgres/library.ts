import { createRequire } from 'node:module';
import type pg from 'pg';

const require = createRequire(import.meta.url);
let loaded: typeof pg | undefined;

/** The driver of PostgreSQL, loaded when it is first asked for: it costs 10 MB, and most never need it. */
export const library = (): typeof pg => (loaded ??= require('pg') as typeof pg);
