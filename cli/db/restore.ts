import { Command } from 'commander';
import { databaseUrl } from '../../runtime/databaseUrl.ts';
import { loadConfig } from '../../schemas/config.ts';
import { load } from '../../stores/maintenance/load.ts';
import { openBackup, verify } from '../../stores/maintenance/readBackup.ts';
import { json } from '../calls/output.ts';
import { printCounts } from './counts.ts';
import { withDatabase } from './open.ts';
import { shownUrl } from './shownUrl.ts';
import { LEFT_UNFINISHED, watched } from './watched.ts';

/** A backup back into the configured database, which must be empty. The file is proven before anything is written. */
export const restore = new Command('restore')
  .description('bring a backup into the configured database, which must hold no rows')
  .argument('<file>', 'what `db backup` has written')
  .option(...json)
  .action((file: string, options: { json: boolean }) => {
    const url = databaseUrl(loadConfig());
    return watched({ ...options, left: LEFT_UNFINISHED }, async (progress) => {
      const backup = await openBackup(file);
      progress.begin('verify', backup);
      await verify(backup, progress.add);
      progress.begin('restore', backup);
      const counts = await withDatabase(url, { readOnly: false }, (target) => load(target, backup, progress.add));
      progress.end();
      printCounts(options.json, counts, `${shownUrl(url)} holds everything of ${file} (${backup.header.createdAt}).`);
    });
  });
