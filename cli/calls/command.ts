import { Command } from 'commander';
import { alertsCommand } from '../alerts.ts';
import { backfill } from './backfill.ts';
import { completeness, quarantine } from './records.ts';
import { robot } from './robot/command.ts';
import { cancel, pause, resume, status, tune, watchCommand } from './runs.ts';
import { schedule } from './schedule.ts';

/** What operators do with calls. */
export const calls = new Command('calls').description('copy calls from the 3C Plus dialer');
for (const command of [
  robot,
  backfill,
  status,
  watchCommand,
  pause,
  resume,
  cancel,
  tune,
  schedule,
  quarantine,
  completeness,
  alertsCommand('calls', ({ CALLS_ZONE }) => CALLS_ZONE),
])
  calls.addCommand(command);
