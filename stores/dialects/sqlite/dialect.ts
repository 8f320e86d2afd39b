import { DatabaseSync } from 'node:sqlite';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect, type Driver } from 'kysely';
import { whenFree } from './busy.ts';
import { SqliteConnection } from './connection.ts';

/** Before it, a checkpoint that races with a commit of another process can corrupt the file. */
const OLDEST_SQLITE = [3, 51, 3] as const;
const OPENING_PATIENCE_MS = 5_000;

export interface SqliteOptions {
  readonly file: string;
  readonly readOnly: boolean;
  /** Every commit reaches the disk before it is answered: for numbers that are told to people. */
  readonly durable: boolean;
}

/** @throws Error when this SQLite is too old to be shared among processes */
export function refuseOldSqlite(version: string): void {
  const parts = version.split('.').map(Number);
  const difference = OLDEST_SQLITE.map((oldest, i) => (parts[i] ?? 0) - oldest).find((d) => d !== 0) ?? 0;
  if (difference < 0) {
    throw new Error(`SQLite ${version} can corrupt a shared file; ${OLDEST_SQLITE.join('.')} or newer is needed.`);
  }
}

const pragmas = (durable: boolean): string[] => [
  `busy_timeout = ${OPENING_PATIENCE_MS}`,
  // Large pages: a call with its raw text is 5 KB, and every page written costs a checksum, a log frame and a checkpoint.
  'page_size = 16384',
  'journal_mode = WAL',
  `synchronous = ${durable ? 'FULL' : 'NORMAL'}`,
  'foreign_keys = ON',
  'temp_store = MEMORY',
  // 8 MB of cache: a worker must stay below 300 MB. 8 MB of log: the checkpoint of a full one holds up the loop for 20 ms.
  'cache_size = -8192',
  'wal_autocheckpoint = 500',
  'journal_size_limit = 67108864',
  // From here on waiting is asynchronous (whenFree).
  'busy_timeout = 0',
];

class NodeSqliteDriver implements Driver {
  readonly #options: SqliteOptions;
  #connection: SqliteConnection | undefined;

  constructor(options: SqliteOptions) {
    this.#options = options;
  }

  async init(): Promise<void> {
    const { file, readOnly, durable } = this.#options;
    refuseOldSqlite(process.versions.sqlite ?? '0');
    const database = new DatabaseSync(file, { readOnly, timeout: OPENING_PATIENCE_MS });
    if (!readOnly) for (const pragma of pragmas(durable)) database.exec(`PRAGMA ${pragma}`);
    this.#connection = new SqliteConnection(database);
  }

  async acquireConnection(): Promise<SqliteConnection> {
    if (!this.#connection) throw new Error('The database is not open.');
    return this.#connection;
  }

  /** IMMEDIATE: a transaction that starts by reading cannot get the write lock later, however long it waits. */
  async beginTransaction({ database }: SqliteConnection): Promise<void> {
    const begin = this.#options.readOnly ? 'BEGIN' : 'BEGIN IMMEDIATE';
    await whenFree(() => database.exec(begin));
  }

  async commitTransaction({ database }: SqliteConnection): Promise<void> {
    database.exec('COMMIT');
  }

  async rollbackTransaction({ database }: SqliteConnection): Promise<void> {
    // Some errors (a full disk) have rolled it back already.
    if (database.isTransaction) database.exec('ROLLBACK');
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#connection?.database.close();
    this.#connection = undefined;
  }
}

/** Migrations run inside one transaction: SQLite's DDL takes part in it. */
class NodeSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely over node:sqlite. One connection; Kysely hands it to one transaction at a time. */
export const sqliteDialect = (options: SqliteOptions): Dialect => ({
  createAdapter: () => new NodeSqliteAdapter(),
  createDriver: () => new NodeSqliteDriver(options),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
