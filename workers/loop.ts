import { setTimeout as pause } from 'node:timers/promises';
import { doubledMs } from '../rules/backoff.ts';
import type { Logger } from '../runtime/logger.ts';

/** Work of a worker process beside its activities. */
export interface Background {
  /** Lets what is under way end, and begins nothing more. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  readonly name: string;
  /** One round, never two at a time; what it can leave undone when it is to stop, it does. @returns ms until the next */
  readonly round: (stopping: AbortSignal) => Promise<number>;
  readonly log: Pick<Logger, 'warn'>;
}

const RETRIES = { firstMs: 500, longestMs: 15_000 };

/** How long until something is tried again. @param failures in a row, from 1 */
export const retryMs = (failures: number): number => doubledMs(RETRIES, failures);

/** Goes round and round until it is stopped; a round that fails is tried again later. */
export function startLoop({ name, round, log }: LoopOptions): Background {
  const stopping = new AbortController();
  let failures = 0;

  const nextWaitMs = async (): Promise<number> => {
    try {
      const waitMs = await round(stopping.signal);
      failures = 0;
      return waitMs;
    } catch (err) {
      failures += 1;
      log.warn({ err, loop: name, failures }, 'a round failed and is tried again');
      return retryMs(failures);
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const waitMs = await nextWaitMs();
      await pause(waitMs, undefined, { signal: stopping.signal }).catch(ignoreAbort);
    }
  };
  const running = run();

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Being told to stop is what the pause ends for. */
function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}
