import { Command } from 'commander';
import { databaseUrl } from '../../runtime/databaseUrl.ts';
import { loadConfig } from '../../schemas/config.ts';
import { robotOwner } from '../../stores/migrations/legacy/robotOwner.ts';
import { migrate, migrationLevel } from '../../stores/migrations/run.ts';
import { json, print } from '../calls/output.ts';
import { withDatabase } from './open.ts';

/** Brings the database up to date, with a login that may do so; the others then need only read and write. */
export const migrateCommand = new Command('migrate')
  .description('take the steps that the database lacks')
  .option('--check', 'take none; end with 1 when any is lacking', false)
  .option(...json)
  .action((options: { check: boolean; json: boolean }) => {
    const config = loadConfig();
    return withDatabase(databaseUrl(config), { readOnly: options.check }, async (connection) => {
      if (options.check) {
        const { applied, pending } = await migrationLevel(connection);
        print(options.json, { applied, pending }, () => listed(pending, 'lacking', 'Nothing is lacking.'));
        process.exitCode = pending.length > 0 ? 1 : 0;
        return;
      }
      const say = (sentence: string) => void (options.json || console.error(sentence));
      const taken = await migrate(connection, { owner: robotOwner(config), say });
      print(options.json, { taken }, () => listed(taken, 'taken', 'Nothing was lacking.'));
    });
  });

const listed = (steps: readonly string[], what: string, none: string): string =>
  steps.length === 0 ? none : steps.map((step) => `${what}: ${step}`).join('\n');
