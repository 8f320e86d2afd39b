import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Scalar } from '../../../rules/calls/types.ts';
import type { Trx } from '../../database.ts';
import type { UpsertTable } from '../portable.ts';
import { SqliteConnection } from './connection.ts';

/** Rows written between two turns of the event loop: heartbeats go on while a thousand of them are written. */
const ROWS_A_TURN = 250;

const quoted = (name: string): string => `"${name}"`;

/** The statement that upserts one row. */
export function upsertSql({ name, columns, key, keep, hash }: UpsertTable): string {
  const changed = columns.filter((column) => !key.includes(column) && !keep.includes(column)).map(quoted);
  const differs = hash === undefined ? '' : ` where ${quoted(name)}.${quoted(hash)} <> excluded.${quoted(hash)}`;
  const action =
    changed.length > 0 ? `update set ${changed.map((c) => `${c} = excluded.${c}`).join(', ')}${differs}` : 'nothing';
  return (
    `insert into ${quoted(name)} (${columns.map(quoted).join(', ')}) values (${columns.map(() => '?').join(', ')}) ` +
    `on conflict (${key.map(quoted).join(', ')}) do ${action}`
  );
}

const texts = new WeakMap<UpsertTable, string>();
const textOf = (table: UpsertTable): string => {
  const text = texts.get(table) ?? upsertSql(table);
  texts.set(table, text);
  return text;
};

/**
 * One prepared statement in a loop: in SQLite the fastest way; many rows a statement gain nothing, and rows as one JSON
 * parameter cost three times as much.
 */
export const sqliteUpsert = (trx: Trx, table: UpsertTable, rows: Iterable<readonly Scalar[]>): Promise<void> =>
  trx.getExecutor().provideConnection(async (connection) => {
    if (!(connection instanceof SqliteConnection)) throw new TypeError('This transaction is not of a SQLite database.');
    const statement = connection.prepare(textOf(table));
    let written = 0;
    for (const row of rows) {
      statement.run(...row);
      if (++written % ROWS_A_TURN === 0) await nextTurn();
    }
  });
