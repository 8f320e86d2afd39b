import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { environment } from '../../../schemas/config.ts';
import { CommandFailed } from '../../failure.ts';

const DEFAULT_FILE = '.env';

/**
 * The robot's settings: those of its file, and before them what the process environment says.
 * @param file absent = `.env` of this folder, if there is one
 * @throws CommandFailed with exit code 2 when a file that was named is not there
 */
export function robotEnvironment(file: string | undefined): Record<string, string> {
  if (file !== undefined && !existsSync(file)) throw new CommandFailed(`--env-file: there is no file ${file}.`, 2);
  const path = file ?? DEFAULT_FILE;
  const fromFile = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
  const ours = Object.entries(environment()).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return { ...definedOnly(fromFile), ...Object.fromEntries(ours) };
}

const definedOnly = (texts: NodeJS.Dict<string>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined));
