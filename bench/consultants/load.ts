import { setTimeout as sleep } from 'node:timers/promises';

/** The n-th request. */
export type Request = (n: number) => Promise<void>;

/**
 * So many requests a second, whether or not earlier ones have been answered.
 * @returns ms from when each was due to its end: a stall also counts against those that it kept waiting
 */
export async function openLoop(perSecond: number, seconds: number, request: Request): Promise<number[]> {
  const startedMs = performance.now();
  const latenciesMs: Promise<number>[] = [];
  for (let n = 0; n < perSecond * seconds; n++) {
    const dueMs = startedMs + (n * 1_000) / perSecond;
    const earlyMs = dueMs - performance.now();
    if (earlyMs > 0) await sleep(earlyMs);
    // Timers may also come a little early.
    const fromMs = Math.min(dueMs, performance.now());
    latenciesMs.push(request(n).then(() => performance.now() - fromMs));
  }
  return Promise.all(latenciesMs);
}

/** As many requests as go through, `atOnce` under way at any time. @returns requests per second */
export async function flatOut(atOnce: number, seconds: number, request: Request): Promise<number> {
  const startedMs = performance.now();
  const endMs = startedMs + seconds * 1_000;
  let n = 0;
  const client = async () => {
    while (performance.now() < endMs) await request(n++);
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  return (n * 1_000) / (performance.now() - startedMs);
}

/** The value that so great a part of all is not above. @param part 0.99 for p99 */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}
