/** Limits of one request, in ms: until the first byte, between two pieces, and in all (5.3). */
export interface DeadlineLimits {
  readonly firstByteMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
}

/** Why a deadline ended a request; the reason of its abort signal. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/**
 * A signal that aborts when any of the three limits passes or the caller gives up. A slow drip renews only the idle limit,
 * so it ends at the total. Call `progress()` at each piece and `end()` when done.
 */
export function startDeadline(limits: DeadlineLimits, parent: AbortSignal | undefined) {
  const controller = new AbortController();
  const expire = (what: string, afterMs: number) => () =>
    controller.abort(new DeadlineError(`${what} within ${afterMs} ms`));
  const giveUp = () => controller.abort(parent?.reason);
  if (parent?.aborted) giveUp();
  parent?.addEventListener('abort', giveUp, { once: true });
  const total = setTimeout(expire('no complete answer', limits.totalMs), limits.totalMs);
  let gap = setTimeout(expire('no first byte', limits.firstByteMs), limits.firstByteMs);
  return {
    signal: controller.signal,
    progress() {
      clearTimeout(gap);
      gap = setTimeout(expire('no further byte', limits.idleMs), limits.idleMs);
    },
    end() {
      clearTimeout(total);
      clearTimeout(gap);
      parent?.removeEventListener('abort', giveUp);
    },
  };
}
