import type { StoreContext } from '../database.ts';
import { load, type OnBatch, type TableCount } from './load.ts';
import type { RowSource } from './rowSource.ts';
import { withSnapshot } from './snapshot.ts';

export interface CopyOptions {
  /** Told once, before the first row. */
  readonly onTables?: (source: RowSource) => void;
  readonly onBatch?: OnBatch;
}

/**
 * Copies everything that `from` holds at one instant into `to`, which is empty; both may be of any kind.
 * @returns the counts of every table; where they differ `to` stays unfinished
 * @throws as `withSnapshot` and `load` do
 */
export const copy = (from: StoreContext, to: StoreContext, options: CopyOptions = {}): Promise<TableCount[]> =>
  withSnapshot(from, (source) => {
    options.onTables?.(source);
    return load(to, source, options.onBatch);
  });
