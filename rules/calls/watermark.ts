import type { CallWindow } from '../../schemas/calls.ts';

/**
 * How far a campaign is complete, after more of its windows were (C-8). A window moves the watermark only if it touches it:
 * a hole stays visible. A watermark that was never set stays so: scheduled runs set the first one.
 * @param completed complete windows of that one campaign, in any order
 */
export function advance(
  watermark: string | null,
  completed: readonly Pick<CallWindow, 'from' | 'to'>[],
): string | null {
  if (watermark === null) return null;
  let reachedMs = Date.parse(watermark);
  const spans = completed.map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) }));
  for (const { fromMs, toMs } of spans.sort((a, b) => a.fromMs - b.fromMs)) {
    if (fromMs <= reachedMs && toMs > reachedMs) reachedMs = toMs;
  }
  return new Date(reachedMs).toISOString();
}
