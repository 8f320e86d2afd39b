import { Command } from 'commander';
import { completeness, quarantine } from './records.ts';
import { backfill, cancel, pause, resume, status, tune, watchCommand } from './runs.ts';

/** What operators do with calls. */
export const calls = new Command('calls').description('copy calls from the 3C Plus dialer');
for (const command of [backfill, status, watchCommand, pause, resume, cancel, tune, quarantine, completeness])
  calls.addCommand(command);
