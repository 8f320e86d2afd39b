import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { whenFree } from './busy.ts';

/** Enough for every statement of the program; a query text built from data would otherwise grow the cache for ever. */
const MAX_CACHED_STATEMENTS = 300;

interface Prepared {
  readonly statement: StatementSync;
  readonly returnsRows: boolean;
}

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

/** The one connection of a process to a SQLite file, with its prepared statements. */
export class SqliteConnection implements DatabaseConnection {
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, Prepared>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** The statement of a text, prepared once. For loops that write many rows; values must be texts, numbers or null. */
  prepare(sql: string): StatementSync {
    return this.#prepared(sql).statement;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, returnsRows } = this.#prepared(sql);
    const values = parameters.map(bindable);
    const execute = (): QueryResult<R> => {
      if (returnsRows) return { rows: statement.all(...values) as R[] };
      const { changes, lastInsertRowid } = statement.run(...values);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    };
    return this.database.isTransaction ? execute() : whenFree(execute);
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    // Not from the cache: a statement that is being iterated cannot serve a second query.
    for (const row of this.database.prepare(sql).iterate(...parameters.map(bindable))) yield { rows: [row as R] };
  }

  #prepared(sql: string): Prepared {
    const cached = this.#statements.get(sql);
    if (cached) return cached;
    const statement = this.database.prepare(sql);
    const prepared = { statement, returnsRows: statement.columns().length > 0 };
    const oldest = this.#statements.size >= MAX_CACHED_STATEMENTS && this.#statements.keys().next();
    if (oldest && !oldest.done) this.#statements.delete(oldest.value);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}
