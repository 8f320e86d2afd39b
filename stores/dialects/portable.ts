import { sql, type Expression, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Scalar } from '../../rules/calls/types.ts';
import type { Trx } from '../database.ts';
import { sqliteUpsert } from './sqliteUpsert.ts';

/** A table that rows are upserted into by the hundred. */
export interface UpsertTable {
  readonly name: string;
  /** In the order of the values of a row. */
  readonly columns: readonly string[];
  /** A primary key or unique index. */
  readonly key: readonly string[];
  /** Columns that only the insert fills. */
  readonly keep: readonly string[];
}

type ColumnType = RawBuilder<unknown>;

/** Column types for DDL, by what they hold. Instants and local times are ISO texts for the program in every dialect. */
export interface ColumnTypes {
  /** Text compared byte for byte. */
  key(length: number): ColumnType;
  text(length: number | 'max'): ColumnType;
  readonly int: ColumnType;
  readonly bool: ColumnType;
  readonly real: ColumnType;
  readonly decimal: ColumnType;
  readonly instant: ColumnType;
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
  /** The first `n` rows of an ordered query. */
  first<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>, n: number): SelectQueryBuilder<DB, TB, O>;
  /** Reads rows that this transaction is going to change: nobody else changes them before it ends. */
  forChange<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>): SelectQueryBuilder<DB, TB, O>;
  /** Any number of texts as the right side of IN, bound as one parameter. */
  texts(values: readonly string[]): RawBuilder<string>;
  pairs(json: Expression<unknown>): PairRows;
  /** Inserts rows or, where the key exists, updates every column that is neither key nor kept. */
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
  first: (query, n) => query.limit(n),
  // A transaction of ours holds the write lock of the whole file from its beginning.
  forChange: (query) => query,
  texts: (values) => sql`(select value from json_each(${JSON.stringify(values)}))`,
  pairs: (json) => ({
    join: sql`cross join json_each(${json}) as pair`,
    position: sql`pair.key + 1`,
    name: sql`pair.value ->> 0`,
    value: sql`pair.value ->> 1`,
  }),
  upsert: sqliteUpsert,
};
