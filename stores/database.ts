import type { Kysely, Transaction } from 'kysely';
import type { AccessTables } from './access/tables.ts';
import type { AlertTables } from './alerts/tables.ts';
import type { CallTables } from './calls/tables.ts';
import type { ConsultantTables } from './consultants/tables.ts';
import type { Portable } from './dialects/portable.ts';
import type { OutboxTables } from './outbox/tables.ts';
import type { Transact } from './transact.ts';

/** Every table of the program. */
export type Database = CallTables & AccessTables & AlertTables & ConsultantTables & OutboxTables;
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

/** What a repository is made of: the database, its transactions, and the way its SQL is spoken. */
export interface StoreContext {
  readonly db: Db;
  readonly transact: Transact;
  readonly portable: Portable;
}
