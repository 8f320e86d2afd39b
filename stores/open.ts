import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Kysely, sql } from 'kysely';
import { createAccessStore } from './access/accessStore.ts';
import type { AccessStore } from './access/contract.ts';
import { createAlertStore } from './alerts/alertStore.ts';
import type { AlertStore } from './alerts/contract.ts';
import { createCallStore } from './calls/callStore.ts';
import type { CallStore } from './calls/contract.ts';
import type { Database, Db } from './database.ts';
import { sqlite } from './dialects/portable.ts';
import { sqliteDialect } from './dialects/sqlite.ts';
import { migrate, migrationLevel, type MigrationLevel } from './migrations/run.ts';

export interface StoreOptions {
  /** Never writes; the file must exist. */
  readonly readOnly?: boolean;
  /** Every commit is on the disk before it is answered. */
  readonly durable?: boolean;
}

/** An open database and its repositories. */
export interface Store {
  readonly db: Db;
  readonly calls: CallStore;
  readonly access: AccessStore;
  readonly alerts: AlertStore;
  /** Takes the pending steps. @returns their names */
  migrate(): Promise<string[]>;
  /** @throws DatabaseShapeError when the tables are not of this version */
  migrationLevel(): Promise<MigrationLevel>;
  /** Answers when the database does. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const SQLITE_PREFIX = 'sqlite:';

/** The file that a database URL names. The URL itself may hold a password, so no message repeats it. */
function sqliteFile(databaseUrl: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(databaseUrl)?.[0] ?? '';
  if (scheme.toLowerCase() !== SQLITE_PREFIX) {
    const found = scheme === '' ? 'has no scheme' : `begins with ${scheme}`;
    throw new Error(`DATABASE_URL ${found}; this version stores in SQLite only: write sqlite:path/to/file.`);
  }
  const path = databaseUrl.slice(SQLITE_PREFIX.length);
  if (path === '') throw new Error('DATABASE_URL names no file: write sqlite:path/to/file.');
  return resolve(path);
}

/**
 * Opens the database that a URL names, `sqlite:` followed by a relative or absolute path, and creates its folder.
 * @throws Error with a sentence for people when the URL is not one of ours or the file cannot be opened
 */
export async function openStore(databaseUrl: string, options: StoreOptions = {}): Promise<Store> {
  const { readOnly = false, durable = false } = options;
  const file = sqliteFile(databaseUrl);
  // Calls hold personal data: the folder is for this user alone.
  if (!readOnly) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Kysely<Database>({ dialect: sqliteDialect({ file, readOnly, durable }) });
  const context = { db, portable: sqlite };
  const store: Store = {
    db,
    calls: createCallStore(context),
    access: createAccessStore(context),
    alerts: createAlertStore(context),
    migrate: () => migrate(context),
    migrationLevel: () => migrationLevel(context),
    ping: async () => void (await sql`select 1`.execute(db)),
    close: () => db.destroy(),
  };
  // Kysely connects with the first query; a wrong path must be told now.
  await store.ping();
  return store;
}
