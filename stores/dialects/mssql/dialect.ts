import type mssql from 'mssql';
import { MssqlAdapter, MssqlIntrospector, type Dialect, type Driver, type TransactionSettings } from 'kysely';
import { MssqlCompiler } from './compiler.ts';
import { MssqlConnection } from './connection.ts';
import { createTranslate, type Translate } from './failures.ts';
import { pinConnection } from './pinned.ts';
import { createPool } from './pool.ts';
import type { MssqlAddress } from './url.ts';

class MssqlDriver implements Driver {
  readonly #pool: mssql.ConnectionPool;
  readonly #translate: Translate;

  constructor(address: MssqlAddress) {
    const { pool, loginErrors } = createPool(address);
    this.#pool = pool;
    this.#translate = createTranslate(address, loginErrors);
  }

  async init(): Promise<void> {
    await this.#connecting(() => this.#pool.connect());
  }

  async acquireConnection(): Promise<MssqlConnection> {
    return new MssqlConnection(await this.#connecting(() => pinConnection(this.#pool)), this.#translate);
  }

  beginTransaction(connection: MssqlConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    return connection.begin(isolationLevel);
  }

  commitTransaction(connection: MssqlConnection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: MssqlConnection): Promise<void> {
    return connection.rollback();
  }

  async releaseConnection(connection: MssqlConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.close();
  }

  async #connecting<T>(connect: () => Promise<T>): Promise<T> {
    try {
      return await connect();
    } catch (error) {
      throw this.#translate(error, 'connect');
    }
  }
}

/** Migrations run in a transaction that has taken its lock; one of the session would outlive it on a pooled connection. */
class LockedMssqlAdapter extends MssqlAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** Kysely over one pool of connections to a SQL Server. */
export const mssqlDialect = (address: MssqlAddress): Dialect => ({
  createAdapter: () => new LockedMssqlAdapter(),
  createDriver: () => new MssqlDriver(address),
  createIntrospector: (db) => new MssqlIntrospector(db),
  createQueryCompiler: () => new MssqlCompiler(),
});
