import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startProduct, type Product } from '../../../bench/support/product.ts';
import { root } from '../../../runtime/paths.ts';
import { childEnvironment } from '../../../schemas/config.ts';
import { collectLines, type Lines } from '../../support/lines.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly stdout: Lines;
  readonly stderr: Lines;
  readonly ended: Promise<Ended>;
}

/** Starts the command line as a shell would, in an environment that holds `env` and nothing of ours but the PATH. */
export function start(env: Readonly<Record<string, string>> & { PLANTAO_HOME: string }, ...args: string[]): Running {
  const { PATH = '', HOME = '' } = childEnvironment();
  // Halves the start of a program that is started so often.
  const NODE_COMPILE_CACHE = join(env.PLANTAO_HOME, 'compile-cache');
  const child = spawn(process.execPath, ['--', 'cli/main.ts', ...args], {
    cwd: root,
    env: { PATH, HOME, NODE_COMPILE_CACHE, NO_COLOR: '1', ...env },
    // A pipe that nobody writes to and nobody closes: a command that read it would hang.
    stdio: 'pipe',
  });
  const [stdout, stderr] = [collectLines(), collectLines()];
  createInterface({ input: child.stdout }).on('line', stdout.add);
  createInterface({ input: child.stderr }).on('line', stderr.add);
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    stdout: stdout.all.join('\n'),
    stderr: stderr.all.join('\n'),
  }));
  return { process: child, stdout, stderr, ended };
}

let shared: Promise<Product> | undefined;

/** One small product for all tests of the command line. */
export function sharedProduct(): Promise<Product> {
  const offers = { CONSULTANTS_ACCEPT_SECONDS: '3600', CONSULTANTS_WRAP_UP_SECONDS: '3600' };
  shared ??= startProduct({ api: false, settings: { CALLS_PAGE_SIZE: '20', ...offers } });
  return shared;
}

after(async function () {
  this.timeout(30_000);
  const product = await shared?.catch(() => undefined); // a start that failed has failed its tests already
  await product?.stop();
});
