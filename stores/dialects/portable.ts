import { sql, type Expression, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Scalar } from '../../rules/calls/types.ts';
import type { Trx } from '../database.ts';
import { mssqlLock } from './mssql/lock.ts';
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

/** Everything in which the SQL of databases differs. Nothing else in stores/ may be written for one of them alone. */
export interface Portable {
  readonly types: ColumnTypes;
  /** A false as it is compared with a `bool` column. */
  readonly no: RawBuilder<number>;
  /** The first `n` rows of an ordered query. */
  first<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>, n: number): SelectQueryBuilder<DB, TB, O>;
  /** Reads rows that this transaction is going to change: nobody else changes them before it ends. */
  forChange<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>): SelectQueryBuilder<DB, TB, O>;
  /** One transaction at a time goes on from here to its end with the same `resource`, a name of up to 200 characters. */
  serialise(trx: Trx, resource: string): Promise<void>;
  /** Any number of texts as the right side of IN with a `key` column, bound as one parameter. */
  texts(values: readonly string[]): RawBuilder<string>;
  pairs(json: Expression<unknown>): PairRows;
  /** Inserts rows or, where the key exists, updates every column that is neither key nor kept. Each key at most once. */
  upsert(trx: Trx, table: UpsertTable, rows: Iterable<readonly Scalar[]>): Promise<void>;
}

const sized = (length: number | 'max'): ColumnType => (length === 'max' ? sql`text` : sql.raw(`varchar(${length})`));

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
  no: sql`0`,
  first: (query, n) => query.limit(n),
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
  no: sql`0`,
  first: (query, n) => query.top(n),
  // The compiler turns it into hints and a lock that is taken first.
  forChange: (query) => query.forUpdate(),
  serialise: mssqlLock,
  texts: (values) =>
    sql`(select [value] ${BINARY} from openjson(${JSON.stringify(values)}) with ([value] nvarchar(400) '$'))`,
  pairs: (json) => ({
    // JSON_VALUE would cut texts after 4,000 characters.
    join: sql`cross apply openjson(${json}) as [element] cross apply openjson(concat('[', [element].[value], ']')) with ([name] nvarchar(400) ${BINARY} '$[0]', [value] nvarchar(max) '$[1]') as [pair]`,
    position: sql`cast([element].[key] as int) + 1`,
    name: sql`[pair].[name]`,
    value: sql`[pair].[value]`,
  }),
  upsert: mssqlUpsert,
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
  no: sql`false`,
  first: (query, n) => query.limit(n),
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
};
