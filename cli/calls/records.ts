import { Command, InvalidArgumentError } from 'commander';
import { completeness as paint } from '../../rules/calls/completeness.ts';
import { daysBack, dayRange, yesterday } from '../../rules/calls/windows.ts';
import { day } from '../../schemas/common.ts';
import { loadConfig } from '../../schemas/config.ts';
import { CommandFailed } from '../failure.ts';
import { withCalls } from './context.ts';
import { json, print, table } from './output.ts';
import { campaignList } from './range.ts';

const localDay = (text: string): string => {
  if (!day.safeParse(text).success) throw new InvalidArgumentError('It must be a day, YYYY-MM-DD.');
  return text;
};

const rowNumber = (text: string): number => {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It must be the number of a row.');
  return Number(text);
};

const noRow = (id: number) => new CommandFailed(`There is no row ${id} in quarantine.`);

/** Rows that could not be stored as calls. The payload is personal data: shown only when one row is asked for. */
export const quarantine = new Command('quarantine').description('rows that could not be stored');

quarantine
  .command('list', { isDefault: true })
  .description('open rows, newest first')
  .option('--all', 'also those that were resolved', false)
  .option(...json)
  .action((options: { all: boolean; json: boolean }) =>
    withCalls(async ({ store }) => {
      const { items } = await store.listQuarantine({ limit: 100, ...(options.all ? {} : { resolved: false }) });
      const rows = items.map(({ raw: _raw, ...row }) => row);
      print(options.json, rows, () =>
        table(
          ['id', 'campaign', 'run', 'page', 'reason', 'since'],
          rows.map((row) => [String(row.id), String(row.campaign), row.executionId, row.page, row.reason, row.at]),
        ),
      );
    }),
  );

quarantine
  .command('show')
  .description('one row with its payload')
  .argument('<id>', 'number of the row', rowNumber)
  .option(...json)
  .action((id: number, options: { json: boolean }) =>
    withCalls(async ({ store }) => {
      const row = await store.quarantined(id);
      if (!row) throw noRow(id);
      print(options.json, row, () => JSON.stringify(row, null, 2));
    }),
  );

quarantine
  .command('replay')
  .description('read a row again with the parser of today')
  .argument('<id>', 'number of the row', rowNumber)
  .option(...json)
  .action((id: number, options: { json: boolean }) =>
    withCalls(async ({ starters }) => {
      const result = await starters.replayQuarantine(id);
      if (result.reason === 'not-found') throw noRow(id);
      print(options.json, result, () => `${result.outcome}${result.reason ? ` (${result.reason})` : ''}`);
      process.exitCode = result.outcome === 'rejected' ? 1 : 0;
    }),
  );

/** Campaign × day: complete, partial, failed, running, open, or never asked for. */
export const completeness = new Command('completeness')
  .description('which days are complete, campaign by campaign')
  .option('--campaigns <list>', 'comma list of campaign numbers; default: all that were ever asked for', campaignList)
  .option('--from <day>', 'first local day; default: 14 days back', localDay)
  .option('--to <day>', 'last local day; default: yesterday', localDay)
  .option(...json)
  .action((options: { campaigns?: number[]; from?: string; to?: string; json: boolean }) => {
    const config = loadConfig();
    const zone = config.CALLS_ZONE;
    const now = new Date();
    const { from } = dayRange(options.from ?? daysBack(now, zone, 14), zone);
    const { to } = dayRange(options.to ?? yesterday(now, zone), zone);
    if (from >= to) throw new CommandFailed('--to: must not be before --from', 2);
    return withCalls(async ({ store }) => {
      const windows = await store.windowsOverlapping(config.CALLS_ACCOUNT, options.campaigns ?? null, from, to);
      const campaigns = options.campaigns ?? [...new Set(windows.map(({ campaign }) => campaign))];
      const days = paint({ windows, campaigns, from, to, zone, now, lagMinutes: config.CALLS_LAG_MINUTES });
      print(options.json, days, () =>
        table(
          ['day', 'campaign', 'state', 'calls'],
          days.map((row) => [row.day, String(row.campaign), row.state, row.calls ?? null]),
        ),
      );
    }, config);
  });
