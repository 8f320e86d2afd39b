import { listItems } from './parameterChecks.ts';
import type { BulkColumn, BulkLoad } from './requests.ts';
import { refusal, showType, typeFrom, type SqlType } from './sqlTypes.ts';
import { showColumn, type Columns } from './tables.ts';

export interface InsertBulk {
  /** In lower case. */
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
}

/** @throws Error when the text is no INSERT BULK */
export function readInsertBulk(sql: string): InsertBulk {
  const [, path, list] = /^\s*insert bulk\s+([^\s(]+)\s*\((.*?)\)(?:\s*with\s*\(.*\))?\s*;?\s*$/is.exec(sql) ?? [];
  if (path === undefined || list === undefined) throw new Error(`This is no INSERT BULK: ${sql}`);
  const table = (path.split('.').at(-1) ?? '').replace(/[[\]"]/g, '').toLowerCase();
  const columns = listItems(list).map((item) => {
    const [, name = '', type = ''] = /^\[([^\]]+)\]\s+(.+?)(?:\s+collate\s+\w+)?$/i.exec(item) ?? [];
    return { name, type: typeFrom(type) };
  });
  return { table, columns };
}

/** @returns in what the columns of an INSERT BULK differ from those of its table */
export function columnProblems({ table, columns }: InsertBulk, target: Columns): string[] {
  const problems: string[] = [];
  for (const { name, type } of columns) {
    const column = target.find((one) => one.name === name);
    if (!column) problems.push(`${table} has no column ${name}.`);
    else if (column.identity) problems.push(`${table}.${name} counts up by itself and cannot be loaded.`);
    else if (showType(column.type) !== showType(type)) {
      problems.push(`${table}.${name} is ${showType(column.type)} and is loaded as ${showType(type)}.`);
    }
  }
  for (const column of target) {
    if (!column.nullable && !column.identity && !columns.some(({ name }) => name === column.name)) {
      problems.push(`${table} needs a value for ${showColumn(column)}.`);
    }
  }
  return problems;
}

const sameColumns = (sent: readonly BulkColumn[], announced: InsertBulk['columns']): boolean =>
  sent.length === announced.length &&
  sent.every(({ name, type }, i) => {
    const other = announced[i];
    return other?.name === name && showType(other.type) === showType(type);
  });

/** @param target null when the server did not see the table being made */
export function loadProblems(bulk: InsertBulk, { columns, rows }: BulkLoad, target: Columns | null): string[] {
  const shown = (list: InsertBulk['columns']) => list.map(({ name, type }) => `${name} ${showType(type)}`).join(', ');
  if (!sameColumns(columns, bulk.columns)) {
    return [`INSERT BULK announced (${shown(bulk.columns)}) and (${shown(columns)}) came.`];
  }
  if (rows.length === 0) return [`A bulk load without rows was sent to ${bulk.table}.`];
  const problems: string[] = [];
  const notNull = columns.map(
    ({ name, nullable }) => !nullable || target?.find((one) => one.name === name)?.nullable === false,
  );
  rows.forEach((row, index) => {
    columns.forEach(({ name, type }, i) => {
      const value = row[i] ?? null;
      const refused = value === null && notNull[i] ? 'null where the column has none' : refusal(type, value);
      if (refused !== null) problems.push(`Row ${index + 1} of ${bulk.table}, ${name}: ${refused}.`);
    });
  });
  return problems;
}
