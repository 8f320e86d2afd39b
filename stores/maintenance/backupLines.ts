import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Scalar } from '../../rules/calls/types.ts';

/**
 * A backup is gzipped lines of JSON: a header; pages of rows, table after table; at the end the number of rows of each
 * table and the SHA-256 of its lines. A file without its last line has been cut.
 */
export const FORMAT = 1;

export const headerLine = z.object({
  plantao: z.literal('backup'),
  format: z.number(),
  /** Of the program that wrote it. */
  version: z.string(),
  createdAt: z.string(),
  dialect: z.string(),
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number() })),
});
export type BackupHeader = z.infer<typeof headerLine>;

const tableSums = z.object({ rows: z.number(), sha256: z.string() });
export type TableSums = z.infer<typeof tableSums>;

export const bodyLine = z.union([
  // Rows are as they were written: the sums prove it.
  z.object({ table: z.string(), rows: z.custom<Scalar[][]>(Array.isArray) }),
  z.object({ end: z.record(z.string(), tableSums) }),
]);

/** Counts the rows of a table and sums its lines up. */
export function createSums() {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(line: string | Uint8Array, count: number): void {
      hash.update(line);
      rows += count;
    },
    end: (): TableSums => ({ rows, sha256: hash.digest('hex') }),
  };
}
