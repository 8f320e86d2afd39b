import type { Once } from '../../stores/consultants/contract.ts';
import { isIdempotencyKey, KEPT_MS } from '../answerOnce.ts';
import { sha256 } from '../auth/secrets.ts';
import { unprocessable } from '../fastapi/refusal.ts';
import type { Refusal } from '../fastapi/refusal.ts';

export interface OnceAsked {
  readonly key: string | undefined;
  /** Who asks: the same key of another caller is another key. */
  readonly caller: string;
  readonly route: string;
  /** The checked request; another one under the same key is refused. */
  readonly content: unknown;
  readonly now: Date;
}

/** What the store keeps the first answer by (D-11); undefined without a key. */
export const onceOf = ({ key, caller, route, content, now }: OnceAsked): Once | undefined =>
  key === undefined
    ? undefined
    : {
        id: sha256(JSON.stringify([caller, route, key])),
        fingerprint: sha256(JSON.stringify(content)),
        expiresAt: new Date(now.getTime() + KEPT_MS).toISOString(),
      };

const HEADER = ['header', 'idempotency-key'] as const;

/** The Idempotency-Key of a request to the drop-in API. @throws Refusal 422 for a key that is none */
export function dropInKey(header: (name: string) => string | undefined): string | undefined {
  const key = header('idempotency-key');
  if (key === undefined || isIdempotencyKey(key)) return key;
  throw unprocessable({ loc: HEADER, msg: 'must be 1 to 255 visible ASCII characters', type: 'value_error' });
}

export const dropInKeyReused = (): Refusal =>
  unprocessable({ loc: HEADER, msg: 'the key belongs to another request', type: 'value_error' });

export const replayedHeader = (replayed: boolean): Record<string, string> =>
  replayed ? { 'Idempotency-Replayed': 'true' } : {};
