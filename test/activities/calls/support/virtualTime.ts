import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sleep } from '../../../../activities/sleep.ts';

export interface VirtualTime {
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Lets time pass until the work is done. */
  until<T>(work: Promise<T>): Promise<T>;
}

/** A clock that jumps to the next moment for which somebody waits, once nothing else happens any more. */
export function virtualTime(startMs: number): VirtualTime {
  let nowMs = startMs;
  const timers = new Set<{ readonly atMs: number; readonly ring: () => void }>();
  const jump = () => {
    const [next] = [...timers].sort((a, b) => a.atMs - b.atMs);
    if (!next) throw new Error('Everybody waits, and nobody for a moment to come.');
    timers.delete(next);
    nowMs = next.atMs;
    next.ring();
  };
  return {
    now: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = { atMs: nowMs + ms, ring: resolve };
        timers.add(timer);
        signal?.addEventListener('abort', () => {
          timers.delete(timer);
          reject(signal.reason as Error);
        });
      }),
    async until(work) {
      let busy = true;
      const outcome = work.finally(() => (busy = false));
      // Handled by whoever awaits the outcome; here only the end counts.
      outcome.catch(() => undefined);
      for (;;) {
        await nextTurn();
        if (!busy) return outcome;
        jump();
      }
    },
  };
}
