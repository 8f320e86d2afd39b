import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../../runtime/paths.ts';
import { childEnvironment } from '../../../schemas/config.ts';
import { collectLines, type Lines } from '../../support/lines.ts';

export interface WorkerProcess {
  readonly process: ChildProcess;
  readonly lines: Lines;
  /** Resolves when it says that it polls. */
  readonly ready: Promise<unknown>;
  readonly ended: Promise<number | null>;
}

/** A worker process as `npm start` runs it. */
export function startWorker(settings: Readonly<Record<string, string>>): WorkerProcess {
  const child = spawn(process.execPath, [join(root, 'workers/main.ts')], {
    env: childEnvironment({ WORKER_METRICS_PORT: '0', LOG_FORMAT: 'json', LOG_LEVEL: 'info', ...settings }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines = collectLines();
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', lines.add);
  }
  return {
    process: child,
    lines,
    ready: once(child, 'message'),
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
}
