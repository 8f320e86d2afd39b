import { scheduledCampaigns } from '../../../activities/calls/settings.ts';
import { databaseUrl } from '../../../runtime/databaseUrl.ts';
import { loadConfig, secretsFromFiles, settings as known, type Config } from '../../../schemas/config.ts';
import { readRobot } from '../../../schemas/robot.ts';
import type { Settings } from '../../up/plan.ts';
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
  const settings = { ...oursIn(environment), ...mapped, ...(store === 'sqlite' && embedded(environment)) };
  const config = loadConfig(settings);
  scheduledCampaigns(config); // refused now rather than at the first run
  for (const warning of warnings) console.error(warning);
  if (store === 'sqlite' && sqlServer.length > 0)
    console.error(`SQL Server is left alone; rows go to ${databaseUrl(config).slice('sqlite:'.length)}.`);
  const robot = { config, settings };
  return task.mode === 'manual' ? runManual(robot, task) : runScheduled(robot, task);
}

/** Whatever server is configured is put out of force; a file is kept. */
const embedded = ({ DATABASE_URL = '' }: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  DATABASE_URL: DATABASE_URL.startsWith('sqlite:') ? DATABASE_URL : '',
  DATABASE_URL_FILE: '',
  DB_SERVER: '',
  DB_DATABASE: '',
  DB_USERNAME: '',
  DB_PASSWORD: '',
  DB_PASSWORD_FILE: '',
  POSTGRES_HOST: '',
});

const ours = [...Object.keys(known), ...secretsFromFiles.map((name) => `${name}_FILE`)];

const oursIn = (environment: Readonly<Record<string, string>>): Settings =>
  Object.fromEntries(ours.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])));
