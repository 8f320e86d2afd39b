import { Refusal } from '../../fastapi/refusal.ts';

/** Counts a request of somebody. @throws Refusal 429 above the limit */
export type RateLimit = (who: string) => void;

const WINDOW_MS = 60_000;

/**
 * So many requests a minute for each, counted in this process alone.
 * @param perMinute 0 = any number
 * @param nowMs a clock that only goes forward
 */
export function createRateLimit(perMinute: number, nowMs: () => number = () => performance.now()): RateLimit {
  if (perMinute === 0) return () => undefined;
  let counts = new Map<string, number>();
  let endsAtMs = 0;
  return (who) => {
    const now = nowMs();
    if (now >= endsAtMs) {
      counts = new Map();
      endsAtMs = now + WINDOW_MS;
    }
    const count = (counts.get(who) ?? 0) + 1;
    counts.set(who, count);
    if (count <= perMinute) return;
    const retryAfterSeconds = Math.ceil((endsAtMs - now) / 1_000);
    throw new Refusal(429, 'Limite de requisições excedido', { headers: { 'Retry-After': String(retryAfterSeconds) } });
  };
}
