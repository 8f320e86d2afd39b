import { Command } from 'commander';
import { databaseUrl } from '../../runtime/databaseUrl.ts';
import { loadConfig } from '../../schemas/config.ts';
import { copy } from '../../stores/maintenance/copy.ts';
import { json } from '../calls/output.ts';
import { CommandFailed } from '../failure.ts';
import { printCounts } from './counts.ts';
import { withDatabase } from './open.ts';
import { shownUrl } from './shownUrl.ts';
import { LEFT_UNFINISHED, watched } from './watched.ts';

/** From any database into any other. */
export const copyCommand = new Command('copy')
  .description('copy everything into another database, of any kind, that holds no rows')
  .option('--from <url>', 'where the rows are; default: the configured database')
  .option('--to <url>', 'where they go; default: the configured database')
  .option(...json)
  .action((options: { from?: string; to?: string; json: boolean }) => {
    const { from, to } = ends(options);
    return watched({ ...options, left: LEFT_UNFINISHED }, async (progress) => {
      const counts = await withDatabase(from, { readOnly: true }, (source) =>
        withDatabase(to, { readOnly: false }, (target) =>
          copy(source, target, { onTables: (rows) => progress.begin('copy', rows), onBatch: progress.add }),
        ),
      );
      progress.end();
      printCounts(options.json, counts, `${shownUrl(to)} holds everything of ${shownUrl(from)}.`);
    });
  });

function ends(options: { from?: string; to?: string }): { from: string; to: string } {
  const configured = databaseUrl(loadConfig());
  const { from = configured, to = configured } = options;
  if (from === to) throw new CommandFailed('Name --from or --to: another database than the configured one.', 2);
  return { from, to };
}
