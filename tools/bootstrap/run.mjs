import { spawn } from 'node:child_process';

const TAIL_CHARACTERS = 8_000;
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/**
 * Runs a program to its end and keeps the end of what it said. It and what it started end with us, and at `timeoutMs`.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeoutMs?: number }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>} never rejects: a program that cannot start is `ok: false`
 */
export function run(command, args, { cwd, env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    // A group of its own, so that one signal ends the program together with its children (npm's, go's, the SDK's).
    const detached = process.platform !== 'win32';
    const child = spawn(command, args, { cwd, env, detached, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-TAIL_CHARACTERS));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);

    const kill = (signal) => {
      if (child.pid === undefined) return;
      try {
        process.kill(detached ? -child.pid : child.pid, signal);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    };
    const endWithUs = (signal) => {
      kill(signal);
      process.exit(1);
    };
    const expire = () => {
      keep(`\nended after ${timeoutMs / 1_000} s`);
      kill('SIGKILL');
    };
    const timer = timeoutMs === undefined ? undefined : setTimeout(expire, timeoutMs);
    for (const signal of SIGNALS) process.on(signal, endWithUs);

    const end = (ok, said) => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.off(signal, endWithUs);
      resolve({ ok, output: said.trim() });
    };
    child.once('error', (error) => end(false, error.message));
    child.once('close', (code) => end(code === 0, output));
  });
}

/** The last line of a program's output that says something. */
export const lastLine = (output) => output.trimEnd().split('\n').at(-1).trim() || 'it said nothing';
