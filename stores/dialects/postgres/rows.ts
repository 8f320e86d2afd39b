import type { Scalar } from '../../../rules/calls/types.ts';
import type { UpsertTable } from '../portable.ts';

type Row = readonly Scalar[];

/**
 * Rows as one statement can write them: of a key the last row, and in the order of the keys, in which all writers take
 * their locks, so that two never wait for each other.
 * @throws TypeError when a row has not a value for each column
 */
export function inKeyOrder({ name, columns, key }: UpsertTable, rows: Iterable<Row>): Row[] {
  const places = key.map((column) => columns.indexOf(column));
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    if (row.length !== columns.length) {
      throw new TypeError(`A row for ${name} has ${row.length} values for ${columns.length} columns.`);
    }
    byKey.set(JSON.stringify(places.map((place) => row[place])), row);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
