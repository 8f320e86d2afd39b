/** Waits between tries of one request: doubling, with jitter so that eight pages do not come back together. */
export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * @param attempt the try that has just failed, from 1
 * @param random uniform in [0, 1)
 * @returns ms to wait: between half and all of the doubled step
 */
export function backoffMs({ firstMs, longestMs }: Backoff, attempt: number, random: number): number {
  const stepMs = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  return stepMs * (0.5 + random / 2);
}
