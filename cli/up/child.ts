import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { childEnvironment } from '../../schemas/config.ts';
import { processIdentity } from '../../tools/lock.mjs';
import { CommandFailed } from '../failure.ts';

const LOG_FILE_BYTES = 10 * 1024 * 1024;

/** What a child needs to be run and known. */
export interface ChildSpec {
  /** Short: it stands before each of its lines. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Resolves when the child can be used. `said` resolves when it sends that message; `signal` fires when it is too late. */
  readonly healthy: (life: { said: (message: string) => Promise<void>; signal: AbortSignal }) => Promise<void>;
  readonly healthyWithinMs: number;
  /** From SIGTERM to SIGKILL. */
  readonly stopWithinMs: number;
  /** A Node process of ours: gets an IPC channel, so that it can say `ready` and notices our end. */
  readonly ipc?: boolean;
  /** Keeps the identity of a program that cannot notice our end, for the next start to find. */
  readonly pidFile?: string;
  /** Where its output goes instead of the terminal. */
  readonly logFile?: string;
}

export interface Child {
  readonly name: string;
  /** How it ended, e.g. `ended with code 1`. Never rejects. */
  readonly ended: Promise<string>;
  /** Rejects with CommandFailed when it ends first or takes too long. */
  readonly healthy: Promise<void>;
  /** SIGTERM, then SIGKILL after `withinMs`; resolves true when the first was enough. */
  stop(withinMs: number): Promise<boolean>;
  kill(): void;
}

/**
 * Starts a child in a process group of its own: Ctrl-C at the terminal must reach us alone, who stop them in order.
 * @param writeLine receives each line of its output
 */
export function startChild(spec: ChildSpec, writeLine: (line: string) => void): Child {
  const output = spec.logFile === undefined ? 'pipe' : openLog(spec.logFile);
  const process_ = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: childEnvironment(spec.env),
    detached: true,
    stdio: ['ignore', output, output, ...(spec.ipc ? (['ipc'] as const) : [])],
  });
  if (typeof output === 'number') closeSync(output);
  for (const stream of [process_.stdout, process_.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', writeLine);
  }
  const ended = ending(process_);
  if (spec.pidFile !== undefined && process_.pid !== undefined) keepPid(spec.pidFile, process_.pid, ended);
  return {
    name: spec.name,
    ended,
    healthy: healthyInTime(spec, process_, ended),
    stop: async (withinMs) => {
      const force = setTimeout(() => killGroup(process_), withinMs);
      process_.kill('SIGTERM');
      await ended;
      clearTimeout(force);
      return process_.signalCode !== 'SIGKILL';
    },
    kill: () => killGroup(process_),
  };
}

function ending(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`));
    child.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
  });
}

async function healthyInTime(spec: ChildSpec, child: ChildProcess, ended: Promise<string>): Promise<void> {
  const tooLate = new AbortController();
  const where = spec.logFile === undefined ? '' : `; its log is ${spec.logFile}`;
  const fail = (what: string) => new CommandFailed(`${spec.name} ${what}${where}.`);
  const said = (expected: string) =>
    new Promise<void>((resolve) => child.on('message', (message) => message === expected && resolve()));
  const timer = setTimeout(
    () => tooLate.abort(fail(`was not ready within ${spec.healthyWithinMs / 1_000} s`)),
    spec.healthyWithinMs,
  );
  void ended.then((how) => tooLate.abort(fail(`${how} before it was ready`)));
  const late = new Promise<never>((_, reject) => {
    tooLate.signal.addEventListener('abort', () => reject(tooLate.signal.reason as CommandFailed));
  });
  try {
    await Promise.race([spec.healthy({ said, signal: tooLate.signal }), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The whole group: whatever the child started goes with it. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
}

function keepPid(file: string, pid: number, ended: Promise<string>): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, processIdentity(pid));
  void ended.then(() => rmSync(file, { force: true }));
}

/** Opens the log for more; the one before is kept beside it when it has grown. */
function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_FILE_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a');
}
