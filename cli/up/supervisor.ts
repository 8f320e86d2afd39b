import { setTimeout as sleep } from 'node:timers/promises';
import { startChild, type Child, type ChildSpec } from './child.ts';

export interface SupervisorOptions {
  /** Receives each line of a child's output. */
  readonly writeLine: (name: string, line: string) => void;
  /** Receives what the supervisor itself has to say. */
  readonly say: (text: string) => void;
  /** All children together must have stopped by then. */
  readonly stopWithinMs: number;
  /** Wait before the first restart; doubles with each one. @default 500 */
  readonly firstBackOffMs?: number;
  /** @default 30 000 */
  readonly longestBackOffMs?: number;
  /** A child that was healthy this long starts again with the first wait. @default 60 000 */
  readonly steadyAfterMs?: number;
}

export interface Supervisor {
  /**
   * Starts a child, resolves when it is healthy, and keeps it running from then on.
   * @throws CommandFailed when its first start fails: a child that never worked is not worth repeating
   */
  start(spec: ChildSpec): Promise<void>;
  /** Stops every child, the last one started first; none is restarted. */
  stop(): Promise<void>;
  /** Ends every child at once. */
  kill(): void;
}

interface Kept {
  readonly spec: ChildSpec;
  child: Child;
}

/** Runs a set of programs that belong together: starts in order, restarts what dies, stops in reverse order. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { writeLine, say, stopWithinMs } = options;
  const { firstBackOffMs = 500, longestBackOffMs = 30_000, steadyAfterMs = 60_000 } = options;
  const kept: Kept[] = [];
  const stopping = new AbortController();
  let stopped: Promise<void> | undefined;

  const launch = (spec: ChildSpec) => startChild(spec, (line) => writeLine(spec.name, line));

  async function start(spec: ChildSpec): Promise<void> {
    stopping.signal.throwIfAborted();
    const entry = { spec, child: launch(spec) };
    kept.push(entry);
    await entry.child.healthy;
    void keepRunning(entry);
  }

  async function keepRunning(entry: Kept): Promise<void> {
    const { name } = entry.spec;
    for (let restarts = 0, healthySince = Date.now(); ; restarts += 1) {
      const how = await entry.child.ended;
      if (stopping.signal.aborted) return;
      if (Date.now() - healthySince > steadyAfterMs) restarts = 0;
      const waitMs = Math.min(firstBackOffMs * 2 ** restarts, longestBackOffMs);
      say(`${name} ${how}; starting it again in ${waitMs / 1_000} s`);
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined); // aborted = stopping, see below
      if (stopping.signal.aborted) return;
      entry.child = launch(entry.spec);
      healthySince = (await backUp(entry)) ? Date.now() : Number.POSITIVE_INFINITY;
    }
  }

  async function backUp({ spec, child }: Kept): Promise<boolean> {
    try {
      await child.healthy;
      say(`${spec.name} is running again`);
      return true;
    } catch (error) {
      if (!stopping.signal.aborted) say((error as Error).message);
      await child.stop(spec.stopWithinMs);
      return false;
    }
  }

  async function stopAll(): Promise<void> {
    stopping.abort();
    const deadline = Date.now() + stopWithinMs;
    for (const { spec, child } of kept.toReversed()) {
      const willing = await child.stop(Math.min(spec.stopWithinMs, Math.max(deadline - Date.now(), 0)));
      say(willing ? `${spec.name} stopped` : `${spec.name} did not stop in time and was killed`);
    }
  }

  return {
    start,
    stop: () => (stopped ??= stopAll()),
    kill: () => kept.forEach(({ child }) => child.kill()),
  };
}
