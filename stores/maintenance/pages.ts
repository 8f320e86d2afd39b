import { sql } from 'kysely';
import { canonicalDecimal } from '../../rules/calls/values.ts';
import type { Scalar } from '../../rules/calls/types.ts';
import type { Trx } from '../database.ts';
import type { Portable } from '../dialects/portable.ts';

/** A table of which every row is read. */
export interface ReadTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** Those of them that hold decimals. */
  readonly decimals: ReadonlySet<string>;
}

type Row = Record<string, Scalar>;

/**
 * Every row of a table in the order of its key, page by page. Each page is looked up where the one before ended, so the
 * last costs no more than the first, and no more than one is held.
 */
export async function* pagesOf(
  trx: Trx,
  portable: Portable,
  table: ReadTable,
  pageRows: number,
): AsyncGenerator<Scalar[][]> {
  let page = await rowsAfter(trx, portable, table, [], pageRows);
  while (page.length > 0) {
    yield page.map((row) => table.columns.map((column) => valueOf(row, column, table)));
    const last = page.at(-1);
    page = last ? await nextPage(trx, portable, table, last, pageRows) : [];
  }
}

/**
 * The page after a row. `(a, b) > (1, 2)` is asked as `a = 1 and b > 2`, and when that is used up as `a > 1`: every
 * database answers each of the two from the index, and not every one knows how to compare rows.
 */
async function nextPage(trx: Trx, portable: Portable, table: ReadTable, last: Row, pageRows: number): Promise<Row[]> {
  const position = table.key.map((column) => last[column] ?? null);
  for (let depth = position.length; depth > 0; depth -= 1) {
    const page = await rowsAfter(trx, portable, table, position.slice(0, depth), pageRows);
    if (page.length > 0) return page;
  }
  return [];
}

/** Rows that begin with the same values as `position` up to the last, which is greater. */
function rowsAfter(
  trx: Trx,
  portable: Portable,
  { name, key, columns, decimals }: ReadTable,
  position: readonly Scalar[],
  pageRows: number,
): Promise<Row[]> {
  let query = trx
    .selectFrom(sql<Row>`${sql.table(name)}`.as('t'))
    .select(
      columns.map((column) => (decimals.has(column) ? portable.digits(sql.ref(column)) : sql.ref(column)).as(column)),
    );
  position.forEach((value, i) => {
    const operator = i === position.length - 1 ? sql`>` : sql`=`;
    query = query.where(sql<boolean>`${sql.ref(key[i] ?? '')} ${operator} ${value}`);
  });
  for (const column of key) query = query.orderBy(sql.ref(column));
  return portable.first(query, pageRows).execute() as Promise<Row[]>;
}

/** The same number has the same text wherever it was read. */
function valueOf(row: Row, column: string, { name, decimals }: ReadTable): Scalar {
  const value = row[column] ?? null;
  if (value === null || !decimals.has(column)) return value;
  const digits = canonicalDecimal(String(value));
  if (digits === null) throw new TypeError(`${name}.${column} holds a number that no other database could keep.`);
  return digits;
}
