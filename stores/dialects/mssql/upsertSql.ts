import type { UpsertTable } from '../portable.ts';
import type { Column } from './columns.ts';
import { quoted, tableLockSql } from './lockSql.ts';
import { DECIMAL_TEXT_LENGTH } from './wire.ts';

/** Decimals travel as texts, which lose nothing; the server makes decimals of them. */
const DECIMAL_TEXT = `nvarchar(${DECIMAL_TEXT_LENGTH})`;

/** Dropped first too: the pool gives connections on as they were left. */
export const DROP_STAGE = 'drop table if exists #stage;';

const list = (names: readonly string[]): string => names.map(quoted).join(', ');

/** Column types of a table, without a row. */
export const columnsSql = ({ name, columns }: UpsertTable): string =>
  `select top (0) ${list(columns)} from ${quoted(name)};`;

/** A column of `#stage`. An int that counts up by itself would go on doing so there, were it not cast. */
function stageColumn({ kind, name }: Column): string {
  const type = kind === 'decimal' ? DECIMAL_TEXT : kind === 'int' ? 'int' : undefined;
  return type === undefined ? quoted(name) : `cast(${quoted(name)} as ${type}) as ${quoted(name)}`;
}

/**
 * Takes the table's lock and makes `#stage` with the columns of the table: their types, and their collations, which keys
 * are compared by. Must be a batch: a temporary table dies with the statement that made it.
 */
export const stageSql = (table: UpsertTable, columns: readonly Column[]): string =>
  `${tableLockSql(table.name)}\n${DROP_STAGE}\nselect top (0) ${columns.map(stageColumn).join(', ')}\n` +
  `into #stage from ${quoted(table.name)};`;

const decimalOf = (column: Column, text: string): string =>
  column.kind === 'decimal' ? `cast(${text} as decimal(${column.precision}, ${column.scale}))` : text;

const changedColumns = ({ key, keep }: UpsertTable, columns: readonly Column[]): Column[] =>
  columns.filter(({ name }) => !key.includes(name) && !keep.includes(name));

/**
 * Updates the rows that are there and differ, inserts those that are not, and drops `#stage`. The hints keep others out
 * who do not take the table's lock.
 */
export function mergeSql(table: UpsertTable, columns: readonly Column[]): string {
  const name = quoted(table.name);
  const sameKey = table.key.map((key) => `t.${quoted(key)} = s.${quoted(key)}`).join(' and ');
  const changed = changedColumns(table, columns);
  const staged = (column: Column) => decimalOf(column, `s.${quoted(column.name)}`);
  const set = changed.map((column) => `${quoted(column.name)} = ${staged(column)}`).join(', ');
  const differs = table.hash === undefined ? '' : `\nwhere t.${quoted(table.hash)} <> s.${quoted(table.hash)}`;
  const update =
    `update t set ${set}\n` + `from ${name} as t with (updlock, holdlock) join #stage as s on ${sameKey}${differs};\n`;
  const values = columns.map(staged).join(', ');
  return (
    `${changed.length > 0 ? update : ''}insert into ${name} (${list(table.columns)})\nselect ${values}\n` +
    `from #stage as s where not exists (select 1 from ${name} as t with (updlock, holdlock) where ${sameKey});\n` +
    DROP_STAGE
  );
}

/** One row after the other, each value a parameter: a round trip for all, and no temporary table. */
export function rowsSql(table: UpsertTable, columns: readonly Column[], rows: number): string {
  const name = quoted(table.name);
  const changed = changedColumns(table, columns);
  const oneRow = (row: number): string => {
    const value = (column: Column) => decimalOf(column, `@${row * columns.length + columns.indexOf(column) + 1}`);
    const ofNames = (names: readonly string[], operator: string) =>
      columns.filter((column) => names.includes(column.name)).map((c) => `${quoted(c.name)} ${operator} ${value(c)}`);
    const sameKey = ofNames(table.key, '=').join(' and ');
    const differs = table.hash === undefined ? '' : ` and ${ofNames([table.hash], '<>').join('')}`;
    const set = changed.map((column) => `${quoted(column.name)} = ${value(column)}`).join(', ');
    const update = `update ${name} with (updlock, holdlock) set ${set}\nwhere ${sameKey}${differs};\n`;
    return (
      `${changed.length > 0 ? update : ''}insert into ${name} (${list(table.columns)})\nselect ${columns.map(value).join(', ')}\n` +
      `where not exists (select 1 from ${name} with (updlock, holdlock) where ${sameKey});`
    );
  };
  return [tableLockSql(table.name), ...Array.from({ length: rows }, (_, row) => oneRow(row))].join('\n');
}
