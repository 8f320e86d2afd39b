import { AbortedTransactionError, type CompiledQuery, type DatabaseConnection, type QueryResult } from 'kysely';
import type pg from 'pg';
import { StoreError } from '../../failures.ts';
import { commitUnknown, postgresFailure } from './failures.ts';
import type { KnownTables } from './knownTable.ts';
import { library } from './library.ts';
import type { PostgresOptions } from './options.ts';
import { bindable } from './values.ts';

const COUNTED = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** A connection of the pool while one query or one transaction has it. */
export class PostgresConnection implements DatabaseConnection {
  readonly tables: KnownTables;
  readonly #client: pg.PoolClient;
  readonly #options: PostgresOptions;
  #lost = false;

  constructor(client: pg.PoolClient, options: PostgresOptions, tables: KnownTables) {
    this.tables = tables;
    this.#client = client;
    this.#options = options;
    // The pool listens to idle clients only: lost between two statements, ours would end the process.
    client.on('error', this.#lose);
  }

  async executeQuery<R>({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.#query(sql, parameters.map(bindable));
    return COUNTED.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }

  // oxlint-disable-next-line require-yield -- it refuses before the first row
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('PostgreSQL is read page by page here, not as a stream.');
  }

  /** @throws StoreError `store-commit-unknown` when the connection is lost before the answer is there */
  async commit(): Promise<void> {
    const wasLost = this.#lost;
    const { command } = await this.#query('commit').catch((error: unknown) => {
      throw this.#lost && !wasLost ? commitUnknown(this.#options) : error;
    });
    if (command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  async rollback(): Promise<void> {
    if (this.#lost) return;
    await this.#query('rollback').catch((error: unknown) => {
      // The server rolls back what its client has left; what led here is worth telling, not this.
      if (!this.#lost) throw error;
    });
  }

  /** Gives the connection back, or away when it is of no more use. */
  release(): void {
    this.#client.off('error', this.#lose);
    this.#client.release(this.#lost);
  }

  async #query(sql: string, parameters: (string | null)[] = []): Promise<pg.QueryResult> {
    try {
      return await this.#client.query(sql, parameters);
    } catch (error) {
      const failure = postgresFailure(error, this.#options);
      // One that still waits for an answer cannot take the next question.
      if (!(error instanceof library().DatabaseError) || isUnreachable(failure)) this.#lose();
      throw failure;
    }
  }

  #lose = (): void => {
    this.#lost = true;
  };
}

const isUnreachable = (failure: unknown): boolean =>
  failure instanceof StoreError && failure.type === 'store-unreachable';
