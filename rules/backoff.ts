/** Waits between tries. */
export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** A wait that doubles with every try. @param attempt the try that has just failed, from 1 */
export const doubledMs = ({ firstMs, longestMs }: Backoff, attempt: number): number =>
  Math.min(longestMs, firstMs * 2 ** (attempt - 1));

/**
 * @param attempt the try that has just failed, from 1
 * @param random uniform in [0, 1)
 * @returns ms to wait: between half and all of {@link doubledMs}, so that eight pages do not come back together
 */
export const backoffMs = (backoff: Backoff, attempt: number, random: number): number =>
  doubledMs(backoff, attempt) * (0.5 + random / 2);
