import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { pino, type DestinationStream, type Logger } from 'pino';
import { REDACTED, redactedPaths, redactText } from './redact.ts';

export type { Logger } from 'pino';

/** What every line of a piece of work carries, whoever writes it. */
export interface LogFields {
  readonly requestId?: string;
  readonly workflowId?: string;
  readonly runId?: string;
  readonly activityId?: string;
}

export interface LoggerOptions {
  /** Process that speaks, e.g. `worker`; also the name of its file. */
  readonly name: string;
  /** Least severe level that is written. */
  readonly level: string;
  /** Folder of the rotated file `<name>.<n>.log`; absent = no file. One process per name. */
  readonly directory?: string;
  /**
   * How the terminal shows a line; `auto` = pretty on a terminal, JSON elsewhere.
   * @default 'auto'
   */
  readonly format?: 'auto' | 'pretty' | 'json';
  /** Where the terminal's lines go instead, for tests. */
  readonly terminal?: Writable;
}

/** Counts the file in use; earlier runs' files too. */
const ROTATION = { size: '10m', limit: { count: 5, removeOtherLogFiles: true } };
const fields = new AsyncLocalStorage<LogFields>();

/** Runs `work` so that every line written meanwhile, by any logger, carries `added`. */
export const withLogFields = <T>(added: LogFields, work: () => T): T =>
  fields.run({ ...fields.getStore(), ...added }, work);

/**
 * The process's logger: JSON to a rotated file (10 MB × 5) and lines to the terminal. Both are written at once and without
 * a thread of their own, so that a process that dies has said all it had to say.
 */
export async function createLogger(options: LoggerOptions): Promise<Logger> {
  const { name, level, directory } = options;
  const streams = [await terminalStream(options), ...(directory ? [await fileStream(join(directory, name))] : [])];
  return pino(
    {
      name,
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => fields.getStore() ?? {},
      redact: { paths: redactedPaths, censor: REDACTED },
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: redactText },
    },
    pino.multistream(streams.map((stream) => ({ stream, level: 'trace' }))),
  );
}

async function terminalStream({ format = 'auto', terminal }: LoggerOptions): Promise<DestinationStream> {
  const pretty = format === 'pretty' || (format === 'auto' && process.stdout.isTTY);
  if (!pretty) return terminal ?? pino.destination({ fd: 1, sync: true });
  const { default: prettyStream } = await import('pino-pretty');
  return prettyStream({
    sync: true,
    ignore: 'pid,hostname,name',
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
    ...(terminal && { destination: terminal }),
  });
}

async function fileStream(file: string): Promise<DestinationStream> {
  const { default: roll } = await import('pino-roll');
  return roll({ file, extension: '.log', mkdir: true, sync: true, ...ROTATION });
}
