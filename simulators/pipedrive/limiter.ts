import { refusal } from './answers.ts';
import type { Reply } from '../support/reply.ts';
import type { Turn } from './turn.ts';
import type { World } from './world.ts';

/** Counts the requests of each token in a rolling time of the account's clock. */
export class Limiter {
  private readonly recent = new Map<string, number[]>();

  /** Counts a request. @returns the headers of its answer, and the answer itself when it was one too many */
  take({ token, now }: Turn, { limit }: World): { headers: Record<string, string>; refused: Reply | null } {
    const key = token ?? '';
    const counted = (this.recent.get(key) ?? []).filter((at) => at > now - limit.perMs && at <= now);
    const isOver = counted.length >= limit.requests;
    if (!isOver) counted.push(now);
    this.recent.set(key, counted);
    const resetSeconds = String(Math.ceil(((counted[0] ?? now) + limit.perMs - now) / 1000));
    const headers = {
      'x-ratelimit-limit': String(limit.requests),
      'x-ratelimit-remaining': String(limit.requests - counted.length),
      'x-ratelimit-reset': resetSeconds,
      ...(isOver && { 'retry-after': resetSeconds }),
    };
    return { headers, refused: isOver ? refusal(429, 'request over limit') : null };
  }
}
