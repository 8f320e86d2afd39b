import type { Scalar } from '../../../rules/calls/types.ts';

type Row = readonly Scalar[];

/** In the order of the key, so that two transactions that lock the same rows lock them one after the other. */
export const byKey =
  (positions: readonly number[]) =>
  (a: Row, b: Row): number => {
    for (const i of positions) {
      const [x, y] = [a[i] ?? null, b[i] ?? null];
      if (x !== y) return x === null || (y !== null && x < y) ? -1 : 1;
    }
    return 0;
  };

/** The last row of each key; rows of one key must stand together. A bulk load inserts all that it has at once. */
export function lastOfEachKey(rows: readonly Row[], positions: readonly number[]): readonly Row[] {
  const compare = byKey(positions);
  return rows.filter((row, i) => {
    const next = rows[i + 1];
    return next === undefined || compare(row, next) !== 0;
  });
}
