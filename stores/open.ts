import { Kysely, sql } from 'kysely';
import { createAccessStore } from './access/accessStore.ts';
import type { AccessStore } from './access/contract.ts';
import { createAlertStore } from './alerts/alertStore.ts';
import type { AlertStore } from './alerts/contract.ts';
import { createConsultantStore } from './consultants/consultantStore.ts';
import type { ConsultantStore } from './consultants/contract.ts';
import { createOutboxStore } from './outbox/outboxStore.ts';
import type { OutboxStore } from './outbox/contract.ts';
import { createCallStore } from './calls/callStore.ts';
import type { CallStore } from './calls/contract.ts';
import type { Database, Db, StoreContext } from './database.ts';
import { kindOf, type DatabaseKind, type OpenOptions } from './dialects/kind.ts';
import { migrate, migrationLevel, type MigrateOptions, type MigrationLevel } from './migrations/run.ts';
import { createTransact } from './transact.ts';

/** An open database. */
export interface Connection extends StoreContext {
  readonly kind: DatabaseKind['name'];
  close(): Promise<void>;
}

/** An open database and its repositories. */
export interface Store {
  readonly kind: DatabaseKind['name'];
  readonly db: Db;
  readonly calls: CallStore;
  readonly access: AccessStore;
  readonly alerts: AlertStore;
  readonly consultants: ConsultantStore;
  readonly outbox: OutboxStore;
  /** Takes the pending steps. @returns their names */
  migrate(options?: MigrateOptions): Promise<string[]>;
  /** @throws DatabaseShapeError when the tables are not of this version */
  migrationLevel(): Promise<MigrationLevel>;
  /** Answers when the database does. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database that a URL names: `sqlite:` and a path (its folder is created), `mssql://…` or `postgresql://…`.
 * @throws Error with a sentence for people when the URL is not one of ours, StoreError when the database refuses us
 */
export async function connect(databaseUrl: string, options: Partial<OpenOptions> = {}): Promise<Connection> {
  const kind = kindOf(databaseUrl);
  const db = new Kysely<Database>({
    dialect: kind.dialect(databaseUrl, { readOnly: false, durable: false, ...options }),
  });
  try {
    // Kysely connects with the first query; a wrong address must be told now.
    await ping(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { kind: kind.name, db, transact: createTransact(db), portable: kind.portable, close: () => db.destroy() };
}

/** Opens a database as `connect` does, with its repositories. */
export async function openStore(databaseUrl: string, options: Partial<OpenOptions> = {}): Promise<Store> {
  const { kind, close, ...context } = await connect(databaseUrl, options);
  return {
    kind,
    db: context.db,
    calls: createCallStore(context),
    access: createAccessStore(context),
    alerts: createAlertStore(context),
    consultants: createConsultantStore(context),
    outbox: createOutboxStore(context),
    migrate: (options) => migrate(context, options),
    migrationLevel: () => migrationLevel(context),
    ping: () => ping(context.db),
    close,
  };
}

const ping = async (db: Db): Promise<void> => void (await sql`select 1`.execute(db));
