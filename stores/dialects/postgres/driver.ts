import type { Driver, TransactionSettings } from 'kysely';
import type pg from 'pg';
import type { OpenOptions } from '../kind.ts';
import { PostgresConnection } from './connection.ts';
import { postgresFailure } from './failures.ts';
import type { KnownTables } from './knownTable.ts';
import { library } from './library.ts';
import type { PostgresOptions } from './options.ts';
import { resultTypes } from './values.ts';

/** The server ends a statement at its time; beyond this much more nobody is there to do so. */
const SILENCE_MS = 5_000;

/**
 * Stands for a password that was not given. Asked for one it has not, the driver would leave the connection as it is and
 * the server waiting for a minute; a wrong one is refused at once.
 */
const NO_PASSWORD = 'none given';

/** What every session is given when it begins, whatever role, database or server have set. */
const sessionOptions = ({ readOnly, durable }: OpenOptions): string =>
  [
    '-c TimeZone=UTC',
    '-c DateStyle=ISO',
    ...(readOnly ? ['-c default_transaction_read_only=on'] : []),
    ...(durable ? ['-c synchronous_commit=on'] : []),
  ].join(' ');

const poolConfig = (options: PostgresOptions, open: OpenOptions): pg.PoolConfig => ({
  host: options.host,
  port: options.port,
  database: options.database,
  user: options.user,
  password: options.password || NO_PASSWORD,
  ssl: options.tls,
  max: options.poolMax,
  connectionTimeoutMillis: options.connectTimeoutMs,
  statement_timeout: options.requestTimeoutMs,
  query_timeout: options.requestTimeoutMs + SILENCE_MS,
  application_name: options.applicationName,
  options: sessionOptions(open),
  keepAlive: true,
  types: resultTypes(),
});

/** Kysely over one pool of connections to a PostgreSQL server. */
export class PostgresPoolDriver implements Driver {
  readonly #options: PostgresOptions;
  readonly #pool: pg.Pool;
  readonly #tables: KnownTables = new Map();

  constructor(options: PostgresOptions, open: OpenOptions) {
    this.#options = options;
    this.#pool = new (library().Pool)(poolConfig(options, open));
    // An idle connection that is cut has left the pool already; the next query takes a new one.
    this.#pool.on('error', () => undefined);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    try {
      return new PostgresConnection(await this.#pool.connect(), this.#options, this.#tables);
    } catch (error) {
      throw postgresFailure(error, this.#options);
    }
  }

  async beginTransaction(connection: PostgresConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings;
    const level = isolationLevel ? ` isolation level ${isolationLevel}` : '';
    await connection.executeQuery({ sql: `begin${level}${accessMode ? ` ${accessMode}` : ''}`, parameters: [] });
  }

  commitTransaction = (connection: PostgresConnection): Promise<void> => connection.commit();

  rollbackTransaction = (connection: PostgresConnection): Promise<void> => connection.rollback();

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}
