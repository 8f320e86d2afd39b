import type mssql from 'mssql';
import type { CompiledQuery, DatabaseConnection, IsolationLevel, QueryResult } from 'kysely';
import { driver } from './driver.ts';
import type { Phase, Translate } from './failures.ts';
import { bind } from './parameters.ts';
import type { PinnedConnection } from './pinned.ts';
import { rowReader, type RawResult, type ResultColumn } from './results.ts';

const levels = (): Record<IsolationLevel, number> => {
  const { READ_UNCOMMITTED, READ_COMMITTED, REPEATABLE_READ, SERIALIZABLE, SNAPSHOT } = driver().ISOLATION_LEVEL;
  return {
    'read uncommitted': READ_UNCOMMITTED,
    'read committed': READ_COMMITTED,
    'repeatable read': REPEATABLE_READ,
    serializable: SERIALIZABLE,
    snapshot: SNAPSHOT,
  };
};

/** What the driver answers when rows are asked for as arrays; its types know of objects only. */
interface ArrayResult {
  readonly recordset?: unknown[][] & { readonly columns: readonly ResultColumn[] };
  readonly rowsAffected: readonly number[];
}

/** One physical connection, in or out of a transaction. */
export class MssqlConnection implements DatabaseConnection {
  readonly #pinned: PinnedConnection;
  readonly #translate: Translate;
  #transaction: mssql.Transaction | undefined;
  #level: IsolationLevel | undefined;
  /** Why the server has ended the transaction by itself, until we end it too. */
  #brokenOff: Error | undefined;

  constructor(pinned: PinnedConnection, translate: Translate) {
    this.#pinned = pinned;
    this.#translate = translate;
  }

  /** Stands for the database: the same for all connections to it. */
  get pool(): object {
    return this.#pinned.pool;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { columns, rows, affected } = await this.run(sql, parameters);
    return { rows: rows.map(rowReader(columns)) as R[], numAffectedRows: BigInt(affected) };
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const request = this.#request();
    parameters.forEach((value, i) => bind(request, String(i + 1), value));
    const rows = request.toReadableStream();
    let read = rowReader([]);
    request.on('recordset', (columns: readonly ResultColumn[]) => (read = rowReader(columns)));
    const finished = request.query(sql).catch((error: Error) => rows.destroy(error));
    try {
      for await (const row of rows) yield { rows: [read(row) as R] };
    } catch (error) {
      throw this.#failed(error, 'request');
    } finally {
      // Whoever stops reading leaves the connection as busy as it was.
      request.cancel();
      await finished;
    }
  }

  /** Runs one statement with parameters `@1`, `@2` … */
  run(sql: string, parameters: readonly unknown[]): Promise<RawResult> {
    return this.#try('request', async () => {
      const request = this.#request();
      parameters.forEach((value, i) => bind(request, String(i + 1), value));
      const { recordset, rowsAffected } = (await request.query(sql)) as unknown as ArrayResult;
      return {
        columns: recordset?.columns ?? [],
        rows: recordset ?? [],
        affected: rowsAffected.reduce((sum, n) => sum + n, 0),
      };
    });
  }

  /** Runs a text as it is, outside sp_executesql, at whose end temporary tables vanish. */
  batch(sql: string): Promise<void> {
    return this.#try('request', async () => void (await this.#request().batch(sql)));
  }

  bulk(table: mssql.Table): Promise<void> {
    return this.#try('request', async () => void (await this.#request().bulk(table, { keepNulls: true })));
  }

  async begin(level: IsolationLevel | undefined): Promise<void> {
    const { Transaction } = driver();
    const transaction = new Transaction(this.#pinned.parent);
    transaction.once('rollback', (byServer: boolean) => {
      if (byServer) this.#brokenOff = new Error('SQL Server has rolled the transaction back.');
    });
    await this.#try('request', () => transaction.begin(level && levels()[level]));
    this.#transaction = transaction;
    this.#level = level;
  }

  async commit(): Promise<void> {
    const { transaction, brokenOff } = this.#ended();
    if (brokenOff) throw brokenOff;
    try {
      await transaction?.commit();
    } catch (error) {
      this.#pinned.discard();
      throw this.#translate(error, 'commit');
    }
    await this.#resetLevel();
  }

  async rollback(): Promise<void> {
    const { transaction, brokenOff } = this.#ended();
    try {
      if (!brokenOff) await transaction?.rollback();
    } catch {
      // Why we roll back is what the caller must hear; a connection that ends takes its transaction with it.
      this.#pinned.discard();
      return;
    }
    await this.#resetLevel();
  }

  release(): void {
    this.#pinned.release();
  }

  /** A level outlives its transaction, and the pool gives connections on as they were left. */
  async #resetLevel(): Promise<void> {
    const level = this.#level;
    this.#level = undefined;
    if (level === undefined) return;
    try {
      await this.batch('set transaction isolation level read committed');
    } catch {
      // What was committed stays committed: it is the connection that is given up.
      this.#pinned.discard();
    }
  }

  #ended() {
    const ended = { transaction: this.#transaction, brokenOff: this.#brokenOff };
    this.#transaction = undefined;
    this.#brokenOff = undefined;
    return ended;
  }

  #request(): mssql.Request {
    if (this.#brokenOff) throw this.#brokenOff;
    const { Request } = driver();
    const request = this.#transaction ? new Request(this.#transaction) : new Request(this.#pinned.parent);
    request.arrayRowMode = true;
    return request;
  }

  async #try<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#failed(error, phase);
    }
  }

  #failed(error: unknown, phase: Phase): Error {
    const failure = this.#translate(error, phase);
    if (this.#brokenOff) this.#brokenOff = failure;
    return failure;
  }
}
