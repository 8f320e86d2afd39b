import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Request } from 'express';
import type { AccessStore, AnswerClaim } from '../stores/access/contract.ts';
import { sha256 } from './auth/secrets.ts';
import { HttpProblem, invalid } from './problems.ts';

/** How long an answer is kept for a repeated request. */
export const KEPT_MS = 24 * 3_600_000;
/** Longer than any handler takes; a claim older than this belongs to a process that died. */
const CLAIM_MS = 60_000;
const POLL_MS = 25;
const WAIT_MS = 20_000;
const KEY = /^[\x21-\x7e]{1,255}$/;

export interface OnceRequest {
  /** The `Idempotency-Key` header. */
  readonly key: string;
  /** Who asks and which route: the same key of another caller or route is another key. */
  readonly scope: readonly string[];
  /** The checked request; another one under the same key is refused. */
  readonly content: unknown;
}

export interface AnswerOnceDeps {
  readonly access: Pick<AccessStore, 'claimAnswer' | 'keepAnswer' | 'releaseAnswer'>;
  readonly now: () => Date;
}

/** What a key must look like, in whoever's words it is refused. */
export const isIdempotencyKey = (key: string): boolean => KEY.test(key);

/** @throws HttpProblem 400 for a key that is none */
export function readKey(request: Request): string | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined || isIdempotencyKey(key)) return key;
  throw invalid([{ field: 'Idempotency-Key', rule: 'must be 1 to 255 visible ASCII characters' }]);
}

export const keyReused = () =>
  new HttpProblem(422, 'idempotency-key-reused', 'The Idempotency-Key belongs to another request');

export type AnswerOnce = ReturnType<typeof createAnswerOnce>;

/**
 * Answers a repeated request as the first time, also when both arrive at once and in different processes. A request that
 * failed is forgotten and may be tried again.
 */
export function createAnswerOnce({ access, now }: AnswerOnceDeps) {
  const claimOf = ({ key, scope, content }: OnceRequest): AnswerClaim => {
    const at = now().getTime();
    return {
      id: sha256(JSON.stringify([...scope, key])),
      fingerprint: sha256(JSON.stringify(content)),
      owner: randomUUID(),
      at: new Date(at).toISOString(),
      claimedUntil: new Date(at + CLAIM_MS).toISOString(),
      expiresAt: new Date(at + KEPT_MS).toISOString(),
    };
  };

  async function answerClaimed(claim: AnswerClaim, work: () => Promise<string>): Promise<string> {
    try {
      const answer = await work();
      await access.keepAnswer(claim, answer);
      return answer;
    } catch (error) {
      await access.releaseAnswer(claim);
      throw error;
    }
  }

  /**
   * @param work makes the answer's text
   * @throws HttpProblem 422 for the key of another request, 409 while the first is at work
   */
  return async (request: OnceRequest, work: () => Promise<string>): Promise<{ answer: string; replayed: boolean }> => {
    const giveUpAt = performance.now() + WAIT_MS;
    while (performance.now() < giveUpAt) {
      const claim = claimOf(request);
      const outcome = await access.claimAnswer(claim);
      if (outcome.kind === 'claimed') return { answer: await answerClaimed(claim, work), replayed: false };
      if (outcome.kind === 'answered') return { answer: outcome.answer, replayed: true };
      if (outcome.kind === 'other-request') throw keyReused();
      await sleep(POLL_MS);
    }
    throw new HttpProblem(409, 'request-in-progress', 'The first request with this Idempotency-Key is still at work', {
      headers: { 'Retry-After': '5' },
    });
  };
}
