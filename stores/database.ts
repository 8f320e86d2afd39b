import type { Kysely, Transaction } from 'kysely';
import type { AccessTables } from './access/tables.ts';
import type { AlertTables } from './alerts/tables.ts';
import type { CallTables } from './calls/tables.ts';
import type { Portable } from './dialects/portable.ts';

/** Every table of the program. */
export type Database = CallTables & AccessTables & AlertTables;
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

/** What a repository is made of: the database and the way its SQL is spoken. */
export interface StoreContext {
  readonly db: Db;
  readonly portable: Portable;
}
