import { Command } from 'commander';
import { loadConfig, type Config } from '../schemas/config.ts';
import { json, localTime, print, table } from './calls/output.ts';
import { openDatabase } from './openDatabase.ts';

const MOST_ALERTS = 100;

/** What is wrong with an integration beyond a single run. @param zoneOf whose clocks times are shown by */
export const alertsCommand = (integration: string, zoneOf: (config: Config) => string): Command =>
  new Command('alerts')
    .description('what is wrong beyond a single run, newest first')
    .option('--all', 'also those that were cleared', false)
    .option(...json)
    .action(async (options: { all: boolean; json: boolean }) => {
      const config = loadConfig();
      const store = await openDatabase(config);
      try {
        const wanted = { integration, limit: MOST_ALERTS, ...(options.all ? {} : { open: true }) };
        const { items } = await store.alerts.listAlerts(wanted);
        const at = (instant: string | null) => (instant === null ? '' : localTime(instant, zoneOf(config)));
        print(options.json, items, () =>
          table(
            ['kind', 'unit', 'since', 'last seen', 'cleared', 'what'],
            items.map((row) => [
              row.kind,
              row.unit,
              at(row.raisedAt),
              at(row.lastSeenAt),
              at(row.clearedAt),
              row.detail,
            ]),
          ),
        );
      } finally {
        await store.close();
      }
    });
