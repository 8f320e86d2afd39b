import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Connection } from '../open.ts';
import { createSums, FORMAT, type BackupHeader, type TableSums } from './backupLines.ts';
import type { OnBatch } from './load.ts';
import { MaintenanceError } from './maintenanceError.ts';
import type { RowSource } from './rowSource.ts';
import { withSnapshot } from './snapshot.ts';

/** Four fifths of what the best level saves, at a third of its time. */
const GZIP_LEVEL = 3;

export interface BackupOptions {
  /** Of this program. */
  readonly version: string;
  readonly createdAt: string;
  /** Told once, before the first row. */
  readonly onTables?: (source: RowSource) => void;
  readonly onBatch?: OnBatch;
}

/**
 * Writes everything that the database holds at one instant into one file that this user alone can read. It has its name
 * only when it is whole; nothing is left of one that failed.
 * @returns rows and sums of each table
 * @throws MaintenanceError when the file exists, as `withSnapshot` does, and what the file system says
 */
export async function writeBackup(
  store: Connection,
  file: string,
  options: BackupOptions,
): Promise<Record<string, TableSums>> {
  if (existsSync(file)) throw new MaintenanceError(`${file} exists; a backup overwrites nothing.`);
  const part = `${file}.part`;
  const handle = await open(part, 'wx', 0o600);
  try {
    const sums: Record<string, TableSums> = {};
    await withSnapshot(store, (source) => {
      options.onTables?.(source);
      const output = handle.createWriteStream({ flush: true });
      const lines = linesOf(source, headerOf(store, source, options), sums, options.onBatch);
      return pipeline(lines, createGzip({ level: GZIP_LEVEL }), output);
    });
    await rename(part, file);
    return sums;
  } catch (error) {
    await handle.close().catch(() => undefined); // the stream has closed it, unless it was never made
    await rm(part, { force: true });
    throw error;
  }
}

const headerOf = ({ kind }: Connection, source: RowSource, { version, createdAt }: BackupOptions): BackupHeader => ({
  plantao: 'backup',
  format: FORMAT,
  version,
  createdAt,
  dialect: kind,
  migrations: [...source.migrations],
  tables: source.tables.map(({ name, columns, rows }) => ({ name, columns: [...columns], rows })),
});

/** The lines of a backup; fills `end` as it goes. */
async function* linesOf(
  source: RowSource,
  header: BackupHeader,
  end: Record<string, TableSums>,
  onBatch: OnBatch = () => {},
): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`;
  const sums = new Map(source.tables.map(({ name }) => [name, createSums()]));
  for await (const batch of source.batches()) {
    const { table, rows } = batch;
    const line = JSON.stringify({ table: table.name, rows });
    sums.get(table.name)?.add(line, rows.length);
    yield `${line}\n`;
    onBatch(batch);
  }
  for (const { name, rows } of source.tables) {
    const found = sums.get(name)?.end();
    if (found?.rows !== rows) throw new Error(`${name} holds ${rows} rows, but ${found?.rows} were read.`);
    end[name] = found;
  }
  yield `${JSON.stringify({ end })}\n`;
}
