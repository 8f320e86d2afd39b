import { once } from 'node:events';
import { scheduledCampaigns } from '../../../activities/calls/settings.ts';
import { lastFire } from '../../../rules/calls/schedule.ts';
import { dayRange, localDay, yesterday } from '../../../rules/calls/windows.ts';
import type { RobotTask } from '../../../schemas/robot.ts';
import { createOutput } from '../../up/output.ts';
import { makePlan } from '../../up/plan.ts';
import { supervised } from '../../up/supervised.ts';
import { withCalls, type CallsContext } from '../context.ts';
import { localTime } from '../output.ts';
import { fireTimes } from '../schedule.ts';
import { checkStart } from './checks.ts';
import type { RobotSettings } from './robot.ts';

type ScheduledTask = Extract<RobotTask, { mode: 'scheduled' }>;

/** Copies every day by the robot's cron until Ctrl-C, beginning with the days that were missed (C-8, C-31). */
export async function runScheduled({ config, settings }: RobotSettings, { cron }: ScheduledTask): Promise<number> {
  const zone = config.CALLS_ZONE;
  const next = fireTimes('CRON_SCHEDULE', cron, zone);
  await checkStart(config);
  const { say, writeLine } = createOutput(process.stdout);
  const plan = () => makePlan(config, { settings, bare: true });
  await supervised({ config, writeLine, say, plan }, async ({ addresses, config: running }, signal) => {
    say(`copies the calls of campaigns ${config.CALLS_CAMPAIGNS} at ${cron} (${zone}); the next times are`);
    for (const at of next) say(`  ${localTime(at, zone)}`);
    if (addresses.temporalWeb !== null) say(`Temporal Web is at ${addresses.temporalWeb}`);
    await withCalls(async (context) => {
      const since = await missedSince(context, cron);
      if (since === null) return;
      say(`catching up with the days since ${localDay(since, zone)}`);
      await context.schedules.trigger('calls-daily');
    }, running);
    say('stop with Ctrl-C');
    if (!signal.aborted) await once(signal, 'abort');
  });
  return 0;
}

/** Up to where the campaign is complete that is furthest behind the last fire time; null when none is. */
async function missedSince({ store, config }: CallsContext, cron: string): Promise<string | null> {
  const { CALLS_ZONE: zone, CALLS_ACCOUNT: account } = config;
  const due = dayRange(yesterday(new Date(lastFire(cron, zone, new Date())), zone), zone).to;
  const campaigns = scheduledCampaigns(config) ?? [];
  const watermarks = await Promise.all(campaigns.map((campaign) => store.watermark(account, campaign)));
  return watermarks.reduce((oldest, mark) => (mark !== null && mark < (oldest ?? due) ? mark : oldest), null);
}
