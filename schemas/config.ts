import type { z } from 'zod';
import { withSecretFiles } from './secretFiles.ts';
import { callSettings } from './settings/calls.ts';
import { consultantSettings } from './settings/consultants.ts';
import { houseSettings } from './settings/house.ts';
import { port, type Setting } from './settings/setting.ts';

/**
 * Every setting: one name, one default, one line in `settings/` and one in `.env.example`. This is the only file that reads
 * `process.env`.
 */
export const settings = { ...houseSettings, ...callSettings, ...consultantSettings } as const;

export type SettingName = keyof typeof settings;
export type Config = { readonly [K in SettingName]: z.output<(typeof settings)[K]['schema']> };

/** A setting that is missing or wrong; the message is a sentence that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const SQL_SERVER = ['DB_SERVER', 'DB_DATABASE', 'DB_USERNAME', 'DB_PASSWORD'] as const;
const POSTGRES = ['POSTGRES_DATABASE', 'POSTGRES_USERNAME', 'POSTGRES_PASSWORD'] as const;

/** A database is named once, and wholly; but DATABASE_URL wins over POSTGRES_…, as in the old consultants service. */
function databaseFaults(config: Config): string[] {
  const lacking = (names: readonly SettingName[], given: string): string[] =>
    names.filter((name) => config[name] === undefined).map((name) => `${name}: must be set, as ${given} is`);
  const sqlServer = SQL_SERVER.filter((name) => config[name] !== undefined).join(', ');
  const other = (['DATABASE_URL', 'POSTGRES_HOST'] as const).find((name) => config[name] !== undefined);
  if (sqlServer === '') return other === 'POSTGRES_HOST' ? [...lacking(POSTGRES, other), ...portFaults(config)] : [];
  if (other === undefined) return lacking(SQL_SERVER, sqlServer);
  return [`${other} and ${sqlServer}: both say where rows are kept, so leave one of the two out`];
}

const portFaults = ({ POSTGRES_PORT }: Config): string[] =>
  port.min(1).safeParse(POSTGRES_PORT).success ? [] : ['POSTGRES_PORT: must be a number from 1 to 65535'];

const refuse = (wrong: readonly string[]): void => {
  if (wrong.length > 0) throw new ConfigError(`Configuration refused. ${wrong.join('; ')}.`);
};

/** Secrets that a file may hold instead, named by `<NAME>_FILE`; the dialer's token has its own way (re-read when it changes). */
export const secretsFromFiles = Object.entries<Setting>(settings)
  .filter(([name, { secret }]) => secret && !(`${name}_FILE` in settings))
  .map(([name]) => name);

/**
 * Reads and checks every setting. Empty text counts as unset; a secret may stand in the file that `<NAME>_FILE` names.
 * @throws ConfigError naming each wrong setting and its rule
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const { texts, wrong } = withSecretFiles(environment, secretsFromFiles);
  const entries = Object.entries<Setting>(settings).map(([name, { schema, default: fallback }]) => {
    const parsed = schema.safeParse(texts[name] || fallback);
    if (!parsed.success) wrong.push(`${name}: ${parsed.error.issues.map((issue) => issue.message).join(', ')}`);
    return [name, parsed.data];
  });
  refuse(wrong);
  const config = Object.fromEntries(entries) as Config;
  refuse(databaseFaults(config));
  return config;
}

/** The environment of this process, for reading the settings of another program (schemas/robot.ts). */
export const environment = (): Readonly<Record<string, string | undefined>> => process.env;

/** The environment that a child process inherits: ours, with `overrides` in place. */
export const childEnvironment = (overrides: Readonly<Record<string, string>> = {}) => ({
  ...process.env,
  ...overrides,
});
