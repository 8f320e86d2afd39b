import { Kysely, type TableMetadata } from 'kysely';
import type { Database, StoreContext } from '../../../stores/database.ts';
import type { DatabaseKind } from '../../../stores/dialects/kind.ts';
import { createTransact } from '../../../stores/transact.ts';
import { columnTypes } from './columnTypes.ts';
import { recordingDialect, type Answer } from './recordingDialect.ts';
import type { Script } from './script.ts';
import { upsertTexts } from './upsertTexts.ts';

/** What Kysely asks a catalog before it migrates; it is not ours. */
const CATALOG = /\bsqlite_master\b|\bpg_catalog\b|\bsys\b/;

/** What repositories are made of, over no database: statements go into the script. */
export function contextOf(
  { name, portable, dialect, example }: DatabaseKind,
  script: Script,
  answer: Answer,
  tables?: TableMetadata[],
): StoreContext {
  const note: Answer = (sql) => {
    if (!CATALOG.test(sql)) script.add(sql);
    return answer(sql);
  };
  const recording = recordingDialect(dialect(example, { readOnly: true, durable: false }), note, tables);
  const db = new Kysely<Database>({ dialect: recording });
  const typeOf = columnTypes(script.statements());
  const upsert: typeof portable.upsert = async (_trx, table) => {
    for (const sql of upsertTexts[name](table, typeOf)) script.add(sql);
  };
  // SQL Server's own needs a connection to switch something on and off.
  const keepIds: typeof portable.keepIds =
    name === 'mssql' ? (_trx, _table, insert) => insert() : (...given) => portable.keepIds(...given);
  return { db, transact: createTransact(db), portable: { ...portable, upsert, keepIds } };
}
