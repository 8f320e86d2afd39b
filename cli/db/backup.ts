import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { databaseUrl } from '../../runtime/databaseUrl.ts';
import { root } from '../../runtime/paths.ts';
import { loadConfig } from '../../schemas/config.ts';
import type { TableSums } from '../../stores/maintenance/backupLines.ts';
import { writeBackup } from '../../stores/maintenance/writeBackup.ts';
import { json, print, table } from '../calls/output.ts';
import { withDatabase } from './open.ts';
import { watched } from './watched.ts';

/** Everything that the database holds at one instant, in one file; the product may run meanwhile. */
export const backup = new Command('backup')
  .description('write everything that the database holds into one file')
  .argument('[file]', 'the file to make; default: plantao-<utc>.backup in this folder')
  .option(...json)
  .action((file: string | undefined, options: { json: boolean }) => {
    const config = loadConfig();
    const createdAt = new Date().toISOString();
    const path = file ?? `plantao-${createdAt.replace(/\.\d+Z$/, 'Z').replaceAll(':', '')}.backup`;
    return watched({ ...options, left: 'No file was made.' }, async (progress) => {
      const sums = await withDatabase(databaseUrl(config), { readOnly: true }, (connection) =>
        writeBackup(connection, path, {
          version: versionHere(),
          createdAt,
          onTables: (source) => progress.begin('backup', source),
          onBatch: progress.add,
        }),
      );
      progress.end();
      print(options.json, { file: path, tables: sums }, () => `${countsTable(sums)}\n${path} is written.`);
    });
  });

function versionHere(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}

const countsTable = (sums: Readonly<Record<string, TableSums>>): string =>
  table(
    ['table', 'rows'],
    Object.entries(sums).map(([name, { rows }]) => [name, rows]),
  );
