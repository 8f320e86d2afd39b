import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { whenFree } from './sqliteBusy.ts';
import type { Answer, Request, ThreadOptions } from './sqliteMessages.ts';

// The thread of a process in which SQLite runs: its statements block, and nothing but this thread.

/** Enough for every statement of the program; a query text built from data would otherwise grow the cache for ever. */
const MAX_CACHED_STATEMENTS = 300;

interface Prepared {
  readonly statement: StatementSync;
  readonly returnsRows: boolean;
}

if (!parentPort) throw new Error('This file runs in a thread of its own.');
const port = parentPort;
const { file, readOnly, openingPatienceMs, pragmas } = workerData as ThreadOptions;
const database = new DatabaseSync(file, { readOnly, timeout: openingPatienceMs });
for (const pragma of pragmas) database.exec(`PRAGMA ${pragma}`);

const statements = new Map<string, Prepared>();

function prepared(sql: string): Prepared {
  const cached = statements.get(sql);
  if (cached) return cached;
  const statement = database.prepare(sql);
  const made = { statement, returnsRows: statement.columns().length > 0 };
  const oldest = statements.size >= MAX_CACHED_STATEMENTS && statements.keys().next();
  if (oldest && !oldest.done) statements.delete(oldest.value);
  statements.set(sql, made);
  return made;
}

function query(sql: string, values: readonly SQLInputValue[]): Answer {
  const { statement, returnsRows } = prepared(sql);
  if (returnsRows) return { rows: statement.all(...values), changes: 0 };
  return { rows: [], changes: Number(statement.run(...values).changes) };
}

const NOTHING: Answer = { rows: [], changes: 0 };

/** Waits only where the write lock may be taken: within a transaction it is held already. */
function perform(request: Request): Answer | Promise<Answer> {
  switch (request.kind) {
    case 'query':
      return database.isTransaction
        ? query(request.sql, request.values)
        : whenFree(() => query(request.sql, request.values));
    case 'insert': {
      const { statement } = prepared(request.sql);
      for (const row of request.rows) statement.run(...row);
      return NOTHING;
    }
    case 'begin':
      return whenFree(() => (database.exec(readOnly ? 'BEGIN' : 'BEGIN IMMEDIATE'), NOTHING));
    case 'commit':
      database.exec('COMMIT');
      return NOTHING;
    case 'rollback':
      // Some errors (a full disk) have rolled it back already.
      if (database.isTransaction) database.exec('ROLLBACK');
      return NOTHING;
    case 'close':
      database.close();
      return NOTHING;
  }
}

port.on('message', (request: Request) => {
  void (async () => {
    try {
      port.postMessage({ answer: await perform(request) });
      if (request.kind === 'close') port.close();
    } catch (error) {
      // An error loses its own properties on the way; the one that callers look at travels beside it.
      const errcode = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
      port.postMessage({ error, errcode });
    }
  })();
});
port.postMessage({ answer: NOTHING });
