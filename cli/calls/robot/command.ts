import { Command, Option } from 'commander';
import { runRobot, type RobotOptions } from './robot.ts';

/** Stands in for the legacy robot: the same `.env`, the same two modes. */
export const robot = new Command('robot')
  .description("run from the legacy robot's .env: once (EXECUTION_MODE=manual) or every day (scheduled)")
  .option('--env-file <file>', "the robot's settings; default: .env of this folder")
  .addOption(
    new Option('--store <kind>', 'keep rows in the embedded database, whatever DB_SERVER says').choices(['sqlite']),
  )
  .action(async (options: RobotOptions) => {
    process.exitCode = await runRobot(options);
  });
