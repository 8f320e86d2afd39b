import type { DatabaseKind } from '../../../stores/dialects/kind.ts';
import type { Column, ColumnKind } from '../../../stores/dialects/mssql/columns.ts';
import { columnsSql, mergeSql, rowsSql, stageSql } from '../../../stores/dialects/mssql/upsertSql.ts';
import type { UpsertTable } from '../../../stores/dialects/portable.ts';
import { postgresUpsertSql } from '../../../stores/dialects/postgres/upsertSql.ts';
import { upsertSql } from '../../../stores/dialects/sqlite/upsert.ts';
import type { ColumnTypes } from './columnTypes.ts';

type UpsertTexts = (table: UpsertTable, typeOf: ColumnTypes) => readonly string[];

function mssqlKind(type: string): ColumnKind {
  const [name = '', first = '', second = ''] = type.split(/[(, )]+/);
  switch (name) {
    case 'int':
    case 'bit':
    case 'float':
      return { kind: name };
    case 'nvarchar':
      return { kind: 'text', length: first === 'max' ? Infinity : Number(first) };
    case 'decimal':
      return { kind: 'decimal', precision: Number(first), scale: Number(second) };
    case 'datetime2':
      return { kind: 'time', scale: Number(first) };
    default:
      throw new Error(`Nothing is known of the type ${type}.`);
  }
}

const mssqlTexts: UpsertTexts = (table, typeOf) => {
  const columns = table.columns.map((name): Column => ({ name, ...mssqlKind(typeOf(table.name, name)) }));
  return [columnsSql(table), rowsSql(table, columns, 1), stageSql(table, columns), mergeSql(table, columns)];
};

/** The statements of an upsert, which are not made by the compiler of queries. */
export const upsertTexts: Record<DatabaseKind['name'], UpsertTexts> = {
  sqlite: (table) => [upsertSql(table)],
  mssql: mssqlTexts,
  postgres: (table, typeOf) => [
    postgresUpsertSql(table, (column) => `${typeOf(table.name, column).replace(/\(.*/, '')}[]`),
  ],
};
