import {
  sql,
  type Expression,
  type InsertQueryBuilder,
  type InsertResult,
  type RawBuilder,
  type SelectQueryBuilder,
} from 'kysely';
import type { Scalar } from '../../rules/calls/types.ts';
import type { Db, Trx } from '../database.ts';
import { mssqlKeepIds } from './mssql/keepIds.ts';
import { mssqlLock } from './mssql/lock.ts';
import { mssqlSnapshot } from './mssql/snapshot.ts';
import { mssqlUpsert } from './mssql/upsert.ts';
import { postgresUpsert } from './postgres/upsert.ts';
import { sqliteUpsert } from './sqlite/upsert.ts';

/** A table that rows are upserted into by the hundred. */
export interface UpsertTable {
  readonly name: string;
  /** In the order of the values of a row. */
  readonly columns: readonly string[];
  /** A primary key or unique index. */
  readonly key: readonly string[];
  /** Columns that only the insert fills. */
  readonly keep: readonly string[];
  /** Column whose equal value proves a row unchanged: it is not touched then. */
  readonly hash?: string;
}

type ColumnType = RawBuilder<unknown>;

/** Column types for DDL, by what they hold. Instants and local times are ISO texts for the program in every dialect. */
export interface ColumnTypes {
  /** Text compared byte for byte. */
  key(length: number): ColumnType;
  /** Text of people, `length` in UTF-16 units. */
  text(length: number | 'max'): ColumnType;
  readonly int: ColumnType;
  /** 0 or 1 for the program. */
  readonly bool: ColumnType;
  readonly real: ColumnType;
  /** 18 digits on either side of the point, written from decimal text. */
  readonly decimal: ColumnType;
  /** `YYYY-MM-DDTHH:mm:ss.SSSZ` for the program. */
  readonly instant: ColumnType;
  /** `YYYY-MM-DDTHH:mm:ss` for the program. */
  readonly localTime: ColumnType;
  /** The whole definition of a primary key that counts up by itself and is never used twice. */
  readonly autoId: ColumnType;
}

/** How a JSON array of `[name, value]` pairs is joined as rows. */
export interface PairRows {
  /** Follows the table in FROM. */
  readonly join: RawBuilder<unknown>;
  /** From 1, in document order. */
  readonly position: RawBuilder<number>;
  readonly name: RawBuilder<string>;
  readonly value: RawBuilder<string | null>;
}

export interface Slice {
  readonly skip: number;
  /** From 1. */
  readonly limit: number;
}

/** Everything in which the SQL of databases differs. Nothing else in stores/ may be written for one of them alone. */
export interface Portable {
  readonly types: ColumnTypes;
  /** Where tables are that are named without a schema; null where there are none. */
  readonly schema: RawBuilder<string | null>;
  /** A false as it is compared with a `bool` column. */
  readonly no: RawBuilder<number>;
  /** The first `n` rows of an ordered query. */
  first<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>, n: number): SelectQueryBuilder<DB, TB, O>;
  /** `limit` rows of an ordered query after the first `skip`. */
  slice<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>, range: Slice): SelectQueryBuilder<DB, TB, O>;
  /** Reads rows that this transaction is going to change: nobody else changes them before it ends. */
  forChange<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>): SelectQueryBuilder<DB, TB, O>;
  /** One transaction at a time goes on from here to its end with the same `resource`, a name of up to 200 characters. */
  serialise(trx: Trx, resource: string): Promise<void>;
  /** Any number of texts as the right side of IN with a `key` column, bound as one parameter. */
  texts(values: readonly string[]): RawBuilder<string>;
  pairs(json: Expression<unknown>): PairRows;
  /** Inserts rows or, where the key exists, updates every column that is neither key nor kept. Each key at most once. */
  upsert(trx: Trx, table: UpsertTable, rows: Iterable<readonly Scalar[]>): Promise<void>;
  /** Inserts one row. @returns the `id` that it was given */
  insertedId<DB, TB extends keyof DB>(query: InsertQueryBuilder<DB, TB, InsertResult>): Promise<number>;
  /** Makes a table with the columns and rows of another, which nobody else writes to from here to the transaction's end. */
  copyTable(trx: Trx, from: string, to: string): Promise<void>;
  /** Runs `work` over `tables` as they are at one instant; nothing is written. */
  snapshot<T>(db: Db, tables: readonly string[], work: (trx: Trx) => Promise<T>): Promise<T>;
  /** A decimal column with every digit, where a driver would read it as a number. */
  digits(column: Expression<unknown>): RawBuilder<string | number | null>;
  /** Lets `insert` bring the ids of a table that counts them up by itself, which then counts on after the highest. */
  keepIds(trx: Trx, table: string, insert: () => Promise<void>): Promise<void>;
  /** Said of a table that was filled at once, where a database would go on planning its queries as if it were empty. */
  filled(db: Db, table: string): Promise<void>;
}

const sized = (length: number | 'max'): ColumnType => (length === 'max' ? sql`text` : sql.raw(`varchar(${length})`));

const idOf = (row: object): number => Number(Reflect.get(row, 'id'));
const returnedId: Portable['insertedId'] = async (query) =>
  idOf(await query.returning(sql<number>`id`.as('id')).executeTakeFirstOrThrow());

export const sqlite: Portable = {
  types: {
    key: sized,
    text: sized,
    int: sql`integer`,
    bool: sql`integer`,
    real: sql`real`,
    decimal: sql`numeric`,
    instant: sql`text`,
    localTime: sql`text`,
    autoId: sql`integer primary key autoincrement`,
  },
  schema: sql`null`,
  no: sql`0`,
  first: (query, n) => query.limit(n),
  slice: (query, { skip, limit }) => query.limit(limit).offset(skip),
  // A transaction of ours holds the write lock of the whole file from its beginning.
  forChange: (query) => query,
  serialise: async () => {},
  texts: (values) => sql`(select value from json_each(${JSON.stringify(values)}))`,
  pairs: (json) => ({
    join: sql`cross join json_each(${json}) as pair`,
    position: sql`pair.key + 1`,
    name: sql`pair.value ->> 0`,
    value: sql`pair.value ->> 1`,
  }),
  upsert: sqliteUpsert,
  insertedId: returnedId,
  copyTable: async (trx, from, to) => {
    await sql`create table ${sql.table(to)} as select * from ${sql.table(from)}`.execute(trx);
  },
  // Opened for reading only, a transaction reads what was there at its first query and holds nobody up.
  snapshot: (db, _tables, work) => db.transaction().execute(work),
  digits: (column) => sql`${column}`,
  keepIds: (_trx, _table, insert) => insert(),
  filled: async () => {},
};

/** Binary, so that ids are compared byte for byte whatever the collation of the database (C-21). */
const BINARY = sql`collate Latin1_General_100_BIN2`;

export const mssql: Portable = {
  types: {
    key: (length) => sql`${sql.raw(`nvarchar(${length})`)} ${BINARY}`,
    text: (length) => sql.raw(`nvarchar(${length})`),
    int: sql`int`,
    bool: sql`bit`,
    real: sql`float`,
    decimal: sql`decimal(36, 18)`,
    instant: sql`datetime2(3)`,
    localTime: sql`datetime2(0)`,
    autoId: sql`int identity(1, 1) primary key`,
  },
  schema: sql`schema_name()`,
  no: sql`0`,
  first: (query, n) => query.top(n),
  slice: (query, { skip, limit }) => query.offset(skip).fetch(limit),
  // The compiler turns it into hints and a lock that is taken first.
  forChange: (query) => query.forUpdate(),
  serialise: mssqlLock,
  texts: (values) =>
    sql`(select [value] ${BINARY} from openjson(${JSON.stringify(values)}) with ([value] nvarchar(400) '$'))`,
  pairs: (json) => ({
    // JSON_VALUE would cut texts after 4,000 characters.
    join: sql`cross apply openjson(${json}) as [element] cross apply openjson(concat('[', [element].[value], ']')) with ([name] nvarchar(400) '$[0]', [value] nvarchar(max) '$[1]') as [pair]`,
    position: sql`cast([element].[key] as int) + 1`,
    name: sql`[pair].[name] ${BINARY}`,
    value: sql`[pair].[value]`,
  }),
  upsert: mssqlUpsert,
  insertedId: async (query) => idOf(await query.output(sql<number>`inserted.id`.as('id')).executeTakeFirstOrThrow()),
  copyTable: async (trx, from, to) => {
    await sql`select * into ${sql.table(to)} from ${sql.table(from)} with (tablockx, holdlock)`.execute(trx);
  },
  snapshot: mssqlSnapshot,
  digits: (column) => sql`cast(${column} as nvarchar(40))`,
  keepIds: mssqlKeepIds,
  // It notices by itself.
  filled: async () => {},
};

export const postgres: Portable = {
  types: {
    key: (length) => sql`${sized(length)} collate "C"`,
    text: sized,
    int: sql`integer`,
    bool: sql`boolean`,
    real: sql`double precision`,
    decimal: sql`numeric(36, 18)`,
    instant: sql`timestamptz(3)`,
    localTime: sql`timestamp(0)`,
    autoId: sql`integer generated by default as identity primary key`,
  },
  schema: sql`current_schema()`,
  no: sql`false`,
  first: (query, n) => query.limit(n),
  slice: (query, { skip, limit }) => query.limit(limit).offset(skip),
  forChange: (query) => query.forUpdate(),
  serialise: async (trx, resource) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${resource}, 0))`.execute(trx);
  },
  texts: (values) => sql`(select unnest(${values}::text[]) collate "C")`,
  pairs: (json) => ({
    join: sql`cross join lateral json_array_elements((${json})::json) with ordinality as pair(value, position)`,
    position: sql`pair.position::integer`,
    name: sql`pair.value ->> 0`,
    value: sql`pair.value ->> 1`,
  }),
  upsert: postgresUpsert,
  insertedId: returnedId,
  copyTable: async (trx, from, to) => {
    await sql`lock table ${sql.table(from)} in access exclusive mode`.execute(trx);
    await sql`create table ${sql.table(to)} as select * from ${sql.table(from)}`.execute(trx);
  },
  snapshot: (db, _tables, work) =>
    db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
  digits: (column) => sql`cast(${column} as text)`,
  keepIds: async (trx, table, insert) => {
    await insert();
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), max(id)) from ${sql.table(table)}`.execute(trx);
  },
  // It would notice within minutes; until then a foreign key looks its rows up by an index that does not fit.
  filled: async (db, table) => {
    await sql`analyze ${sql.table(table)}`.execute(db);
  },
};
