import type { StoreContext } from '../../../../stores/database.ts';
import { withSnapshot } from '../../../../stores/maintenance/snapshot.ts';
import type { Scalar } from '../../../../rules/calls/types.ts';

/** Everything that a database holds, by table, each row by its columns; the order of rows is left to the database. */
export const contentOf = (store: StoreContext): Promise<Record<string, Record<string, Scalar>[]>> =>
  withSnapshot(store, async (source) => {
    const content: Record<string, Record<string, Scalar>[]> = {};
    for (const { name } of source.tables) content[name] = [];
    for await (const { table, rows } of source.batches()) {
      const named = rows.map((row) => Object.fromEntries(table.columns.map((column, i) => [column, row[i] ?? null])));
      content[table.name]?.push(...named);
    }
    for (const rows of Object.values(content)) rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    return content;
  });
