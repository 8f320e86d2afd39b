import { once } from 'node:events';
import type { SQLInputValue } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { Answer, Reply, Request, ThreadOptions } from './sqliteMessages.ts';

/**
 * A value as SQLite binds it. A `Date` must never get through: as the first argument node:sqlite takes it for an object
 * of named parameters and shifts all the others.
 */
const bindable = (value: unknown): SQLInputValue => {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`A ${typeof value} cannot be stored in a column.`);
};

/** The thread needs little more than one batch of rows at a time. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 };

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The one connection of a process to a SQLite file. SQLite itself runs in a thread, so that to the event loop it is what a
 * database server is: statements, commits and checkpoints never hold up a heartbeat or a request, and while rows are being
 * written the next page is being read.
 */
export class SqliteConnection implements DatabaseConnection {
  readonly #thread: Worker;
  readonly #waiting: Waiting[] = [];

  private constructor(thread: Worker) {
    this.#thread = thread;
    thread.on('message', (reply: Reply) => this.#take(reply));
    thread.on('error', (error) => this.#fail(error));
    thread.on('exit', () => this.#fail(new Error('The database is closed.')));
  }

  /** @throws what opening the file threw */
  static async open(options: ThreadOptions): Promise<SqliteConnection> {
    const thread = new Worker(new URL('./sqliteThread.ts', import.meta.url), {
      workerData: options,
      resourceLimits: THREAD_LIMITS,
    });
    await once(thread, 'message');
    thread.unref();
    return new SqliteConnection(thread);
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.send({ kind: 'query', sql, values: parameters.map(bindable) });
    return { rows: rows as R[], numAffectedRows: BigInt(changes) };
  }

  /** Results come whole from the thread; every list of the program is paged. */
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  send(request: Request): Promise<Answer> {
    // The thread keeps the process alive only while somebody waits for it.
    if (this.#waiting.length === 0) this.#thread.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#thread.postMessage(request);
    });
  }

  async close(): Promise<void> {
    const exited = once(this.#thread, 'exit');
    await this.send({ kind: 'close' });
    this.#thread.ref();
    await exited;
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#thread.unref();
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(Object.assign(reply.error as Error, { errcode: reply.errcode }));
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
