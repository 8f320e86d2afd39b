import { Command } from 'commander';
import { databaseUrl } from '../../runtime/databaseUrl.ts';
import { loadConfig } from '../../schemas/config.ts';
import { diagnose, type Finding } from '../../stores/maintenance/diagnose.ts';
import { json, print } from '../calls/output.ts';
import { CommandFailed } from '../failure.ts';
import { withDatabase } from './open.ts';
import { shownUrl } from './shownUrl.ts';

/** What is wrong with the configured database, if anything. */
export const doctor = new Command('doctor')
  .description('look at connection, permissions, schema version, clock and collation of the database')
  .option(...json)
  .action(async (options: { json: boolean }) => {
    const url = databaseUrl(loadConfig());
    const checks = await examined(url).catch(notOpened);
    const ok = checks.every(({ state }) => state !== 'fail');
    print(options.json, { database: shownUrl(url), ok, checks }, () => [shownUrl(url), ...checks.map(line)].join('\n'));
    if (!ok) process.exitCode = 1;
  });

async function examined(url: string): Promise<Finding[]> {
  // Opened for writing, SQLite makes a file that is not there: a look must not.
  await withDatabase(url, { readOnly: true }, async () => {});
  return withDatabase(url, { readOnly: false }, (connection) => diagnose(connection));
}

function notOpened(error: unknown): Finding[] {
  if (!(error instanceof CommandFailed)) throw error;
  return [{ check: 'connection', state: 'fail', says: error.message }];
}

const line = ({ check, state, says }: Finding): string => `${state.padEnd(4)}  ${check}: ${says}`;
