import type { UpsertTable } from '../portable.ts';

const quoted = (name: string): string => `"${name}"`;
const list = (names: readonly string[]): string => names.map(quoted).join(', ');

/**
 * The statement that upserts any number of rows, each parameter one column of them.
 * @param arrayType type of an array of a column's values, e.g. `text[]`
 */
export function postgresUpsertSql(
  { name, columns, key, keep, hash }: UpsertTable,
  arrayType: (column: string) => string,
): string {
  const changed = columns.filter((column) => !key.includes(column) && !keep.includes(column)).map(quoted);
  const differs =
    hash === undefined ? '' : ` where ${quoted(name)}.${quoted(hash)} is distinct from excluded.${quoted(hash)}`;
  const action =
    changed.length > 0 ? `update set ${changed.map((c) => `${c} = excluded.${c}`).join(', ')}${differs}` : 'nothing';
  return (
    `insert into ${quoted(name)} (${list(columns)}) ` +
    `select * from unnest(${columns.map((column, i) => `$${i + 1}::${arrayType(column)}`).join(', ')}) ` +
    `on conflict (${list(key)}) do ${action}`
  );
}
