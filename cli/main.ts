import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { root, TemporalBinaryError } from '../runtime/paths.ts';
import { PortInUseError } from '../runtime/ports.ts';
import { ConfigError } from '../schemas/config.ts';
import { commands } from './commands.ts';
import { CommandFailed } from './failure.ts';

const FAILED = 1;
const BAD_USAGE = 2;
/** Failures whose message is all the reader needs; anything else is a defect and shows where it happened. */
const explained = [CommandFailed, ConfigError, PortInUseError, TemporalBinaryError];

// Settings of this folder; those of the environment win.
if (existsSync('.env')) process.loadEnvFile('.env');

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const program = new Command('plantao')
  .description('One durable hub for a Brazilian contact centre')
  .version(version, '--version');
for (const command of commands) program.addCommand(command);
throwInsteadOfExit(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwInsteadOfExit);
}

/** Says what went wrong and returns the exit code. Commander has already said what is wrong with the usage. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_USAGE;
  console.error(explained.some((kind) => error instanceof kind) ? (error as Error).message : error);
  if (error instanceof CommandFailed) return error.exitCode;
  return error instanceof ConfigError ? BAD_USAGE : FAILED;
}
