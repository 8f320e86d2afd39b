import type { ZodType } from 'zod';
import { bodyLine, createSums, FORMAT, headerLine, type BackupHeader, type TableSums } from './backupLines.ts';
import { linesIn } from './linesIn.ts';
import type { OnBatch } from './load.ts';
import { MaintenanceError } from './maintenanceError.ts';
import type { Batch, RowSource } from './rowSource.ts';

/** A backup whose header is known. */
export interface Backup extends RowSource {
  readonly header: BackupHeader;
}

/**
 * Opens a backup. `batches()` reads it from its beginning each time, and throws MaintenanceError at the end when the file
 * is not what was written.
 * @throws MaintenanceError when it is no backup, or of a newer version; what the file system says
 */
export async function openBackup(file: string): Promise<Backup> {
  const header = await readHeader(file);
  return { header, migrations: header.migrations, tables: header.tables, batches: () => readBatches(file, header) };
}

/** Reads a backup to its end and keeps nothing. @throws MaintenanceError when it is damaged or cut */
export async function verify(backup: Backup, onBatch: OnBatch = () => {}): Promise<void> {
  for await (const batch of backup.batches()) onBatch(batch);
}

async function readHeader(file: string): Promise<BackupHeader> {
  for await (const line of readableLines(file)) {
    const header = read(headerLine, line);
    if (!header) break;
    if (header.format === FORMAT) return header;
    throw new MaintenanceError(`${file} was written by another version (${header.version}): restore it with that one.`);
  }
  throw notWhole(file);
}

async function* readBatches(file: string, { tables }: BackupHeader): AsyncGenerator<Batch> {
  const sums = new Map(tables.map(({ name }) => [name, createSums()]));
  let end: Record<string, TableSums> = {};
  for await (const line of readableLines(file)) {
    const body = read(bodyLine, line);
    if (body && 'end' in body) end = body.end;
    else if (body) {
      const table = tables.find(({ name }) => name === body.table);
      if (!table) throw notWhole(file);
      sums.get(table.name)?.add(line, body.rows.length);
      yield { table, rows: body.rows };
    }
  }
  for (const { name, rows: announced } of tables) {
    const { rows, sha256 } = sums.get(name)?.end() ?? {};
    if (rows !== announced || end[name]?.rows !== rows || end[name].sha256 !== sha256) throw notWhole(file);
  }
}

/** What a line holds; undefined when it is something else. */
function read<T>(schema: ZodType<T>, line: Buffer): T | undefined {
  try {
    return schema.safeParse(JSON.parse(line.toString())).data;
  } catch {
    // No JSON. Its message would repeat a part of the line, which may be somebody's name.
    return undefined;
  }
}

async function* readableLines(file: string): AsyncGenerator<Buffer> {
  try {
    yield* linesIn(file);
  } catch (error) {
    const isOfZlib = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    throw isOfZlib ? notWhole(file) : error;
  }
}

const notWhole = (file: string): MaintenanceError =>
  new MaintenanceError(`${file} is no whole backup: it is damaged, cut short, or another kind of file.`);
