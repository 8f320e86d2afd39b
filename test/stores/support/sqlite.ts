import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOn, type TestDatabase, type TestDialect } from './testDialect.ts';

/** A folder for a SQLite file, and its URL. */
export async function sqliteFolder(): Promise<TestDatabase & { file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'plantao-store-'));
  const file = join(folder, 'test.db');
  return { file, url: `sqlite:${file}`, remove: () => rm(folder, { recursive: true, force: true }) };
}

export const sqlite: TestDialect = {
  name: `sqlite (${process.versions.sqlite})`,
  empty: sqliteFolder,
  open: async () => openOn(await sqliteFolder()),
};
