import { Command } from 'commander';
import { checkCron } from '../../rules/calls/schedule.ts';
import { ConfigError, type Config } from '../../schemas/config.ts';
import { CommandFailed } from '../failure.ts';
import { withCalls, type CallsContext } from './context.ts';
import { explain } from './failures.ts';
import { json, localTime, print, table } from './output.ts';

const CRONS = { 'calls-daily': 'CALLS_DAILY_CRON', 'calls-sweep': 'CALLS_SWEEP_CRON' } as const;

interface Shown {
  readonly id: string;
  /** null = not known here. */
  readonly cron: string | null;
  readonly paused: boolean;
  readonly next: readonly string[];
}

/** Schedules and when they fire next: what the server says, or while it is away what the configuration says. */
export const schedule = new Command('schedule')
  .description('the schedules and their next fire times')
  .option(...json)
  .action((options: { json: boolean }) =>
    withCalls(async (context) => {
      const declared = configured(context.config);
      const { reached, schedules } = await fromServer(context);
      const shown = reached
        ? schedules.map((found) => ({ ...found, cron: declared.find(({ id }) => id === found.id)?.cron ?? null }))
        : declared;
      const zone = context.config.CALLS_ZONE;
      print(options.json, { source: reached ? 'server' : 'configuration', zone, schedules: shown }, () =>
        [
          table(
            ['schedule', 'cron', 'paused', `next fire times (${zone})`],
            shown.map(({ id, cron, paused, next }) => [
              id,
              cron ?? '',
              paused ? 'yes' : 'no',
              next
                .slice(0, 3)
                .map((at) => localTime(at, zone))
                .join('\n'),
            ]),
          ),
          ...(reached ? [] : ['Temporal cannot be reached: this is what the configuration says.']),
          ...(reached && shown.length === 0 ? ['The server has none: a worker declares them when it starts.'] : []),
        ].join('\n'),
      );
    }),
  );

async function fromServer({ schedules, config }: CallsContext) {
  try {
    return { reached: true, schedules: await schedules.list() } as const;
  } catch (error) {
    if (!(explain(error, config) instanceof CommandFailed)) throw error;
    return { reached: false, schedules: [] } as const;
  }
}

const configured = (config: Config): Shown[] =>
  Object.entries(CRONS).map(([id, name]) => {
    const next = fireTimes(name, config[name], config.CALLS_ZONE);
    return { id, cron: config[name], paused: false, next };
  });

/**
 * Next fire times (UTC) of a cron expression that a setting holds.
 * @throws ConfigError naming the setting
 */
export function fireTimes(setting: string, cron: string, zone: string): readonly string[] {
  const check = checkCron(cron, zone, new Date());
  if (!check.ok) throw new ConfigError(`Configuration refused. ${setting}: ${check.reason}`);
  return check.next;
}
