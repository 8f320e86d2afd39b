import { scheduledCampaigns } from '../../../activities/calls/settings.ts';
import { pathsIn } from '../../../runtime/paths.ts';
import { loadConfig, settings as known, type Config, type SettingName } from '../../../schemas/config.ts';
import { readRobot } from '../../../schemas/robot.ts';
import type { Settings } from '../../up/plan.ts';
import { CommandFailed } from '../../failure.ts';
import { robotEnvironment } from './environment.ts';
import { runManual } from './manual.ts';
import { runScheduled } from './scheduled.ts';

export interface RobotOptions {
  readonly envFile?: string;
  readonly store?: 'sqlite';
}

/** The robot's settings in our terms. */
export interface RobotSettings {
  readonly config: Config;
  /** The same as text, for the children. */
  readonly settings: Settings;
}

/**
 * Does what the legacy robot does with these settings (C-51).
 * @returns the exit code of C-32
 * @throws ConfigError, CommandFailed
 */
export async function runRobot({ envFile, store }: RobotOptions): Promise<number> {
  const environment = robotEnvironment(envFile);
  const { task, settings: mapped, sqlServer, warnings } = readRobot(environment);
  const settings = { ...oursIn(environment), ...mapped };
  const config = loadConfig(settings);
  scheduledCampaigns(config); // refused now rather than at the first run
  if (sqlServer.length > 0 && store === undefined) {
    throw new CommandFailed(
      `${sqlServer.join(', ')}: this version stores in its embedded database only; \`--store sqlite\` goes on with that.`,
      2,
    );
  }
  for (const warning of warnings) console.error(warning);
  if (sqlServer.length > 0)
    console.error(`SQL Server is left alone; rows go to ${pathsIn(config.PLANTAO_HOME).database}.`);
  const robot = { config, settings };
  return task.mode === 'manual' ? runManual(robot, task) : runScheduled(robot, task);
}

const oursIn = (environment: Readonly<Record<string, string>>): Settings =>
  Object.fromEntries(
    (Object.keys(known) as SettingName[])
      .filter((name) => environment[name] !== undefined)
      .map((name) => [name, environment[name]]),
  );
