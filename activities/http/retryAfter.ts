/** What a vendor may make us wait: at least a moment, at most ten minutes; then we ask again. */
const SHORTEST_MS = 500;
const LONGEST_MS = 600_000;
/** Without a usable header. The dialer's own words are "aguarde 5 segundos" (specs/calls.md 3.6). */
const DEFAULT_MS = 5_000;

/**
 * Reads `Retry-After` in seconds or as an HTTP date; absent, zero, past or absurd values are clamped (5.3).
 * @returns ms to wait
 */
export function retryAfterMs(header: string | null, nowMs: number): number {
  if (header === null || header.trim() === '') return DEFAULT_MS;
  const text = header.trim();
  const waitMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? DEFAULT_MS : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, waitMs));
}
