import { Command } from 'commander';
import { up as runEverything, type UpOptions } from './up.ts';

/** `plantao up`: what `npm start` runs. */
export const up = new Command('up')
  .description('run Temporal, the simulators, the worker and the API together, and show that they work')
  .option('--no-demo', 'start without the demonstration')
  .option('--exit', 'end after the demonstration: code 0 when it came out well, 1 when not', false)
  .action(async (options: UpOptions) => {
    if (!(await runEverything(options))) process.exitCode = 1;
  });
