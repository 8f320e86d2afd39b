import type { UpsertTable } from '../portable.ts';
import type { PostgresConnection } from './connection.ts';

/** What must be known of a table to write into it. */
export interface KnownTable {
  /** Type of an array by column, e.g. `timestamp with time zone[]`: as the table has it, which another program may have made. */
  readonly arrayTypes: ReadonlyMap<string, string>;
  /** Whether the planner has counted it. */
  isCounted: boolean;
}

/** By name; shared by the connections of a pool. */
export type KnownTables = Map<string, KnownTable>;

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly is_counted: number;
}

/** Asked once, and again when a column is new. */
export async function knownTable(connection: PostgresConnection, table: UpsertTable): Promise<KnownTable> {
  const known = connection.tables.get(table.name);
  if (known && table.columns.every((column) => known.arrayTypes.has(column))) return known;
  const { rows } = await connection.executeQuery<ColumnRow>({
    sql: `select a.attname as name, format_type(a.atttypid, null) || '[]' as type, c.reltuples > 0 as is_counted
      from pg_attribute as a join pg_class as c on c.oid = a.attrelid
      where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped`,
    parameters: [`"${table.name}"`],
  });
  const found: KnownTable = {
    arrayTypes: new Map(rows.map(({ name, type }) => [name, type])),
    isCounted: rows[0]?.is_counted === 1,
  };
  connection.tables.set(table.name, found);
  return found;
}
