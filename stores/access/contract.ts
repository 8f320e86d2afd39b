import type { KeyRole, Role } from '../../schemas/access.ts';

export interface UserRow {
  readonly id: string;
  /** Lower case, unique. */
  readonly name: string;
  readonly role: Role;
  /** With its parameters and salt; never leaves the API process. */
  readonly passwordHash: string;
  readonly createdAt: string;
}

/**
 * A login. `refresh`: a program that rotates its token with every refresh; `browser`: a cookie that stays the same.
 * Only the hash of the token that is valid now is kept, so any older one is recognised as used before.
 */
export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly kind: 'refresh' | 'browser';
  readonly tokenHash: string;
  readonly expiresAt: string;
}

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly keyHash: string;
  readonly integration: string;
  readonly role: KeyRole;
  readonly createdAt: string;
}

/** A first request with an Idempotency-Key. */
export interface AnswerClaim {
  /** Hash of who asked, the route and the key. */
  readonly id: string;
  /** Hash of what was asked. */
  readonly fingerprint: string;
  /** Random; proves that the claim is still ours. */
  readonly owner: string;
  readonly at: string;
  /** A claim that was left unanswered until then (its process died) may be taken over. */
  readonly claimedUntil: string;
  /** From then on the key is forgotten. */
  readonly expiresAt: string;
}

/** What became of a claim: ours to answer, answered before (text of the answer), in flight elsewhere, or another request's key. */
export type ClaimOutcome =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'in-flight' }
  | { readonly kind: 'other-request' };

/** Who may come in, and what was answered. Ids are made by the caller; instants are UTC ISO texts. */
export interface AccessStore {
  /** @returns false when the name is taken */
  createUser(user: UserRow): Promise<boolean>;
  user(id: string): Promise<UserRow | null>;
  userByName(name: string): Promise<UserRow | null>;
  listUsers(): Promise<UserRow[]>;
  /** Changes a user and ends their sessions, in one transaction. Refuses to leave the house without an admin. */
  updateUser(
    id: string,
    change: { role?: Role | undefined; passwordHash?: string | undefined },
  ): Promise<'done' | 'unknown' | 'last-admin'>;
  /** Deletes a user with their sessions. Refuses to leave the house without an admin. */
  deleteUser(id: string): Promise<'done' | 'unknown' | 'last-admin'>;

  createSession(session: SessionRow): Promise<void>;
  /** A session that has not ended before `now`. */
  session(id: string, now: string): Promise<SessionRow | null>;
  /** Puts a new token in the place of `fromHash`. @returns false when `fromHash` is not the current one (any more) */
  rotateSession(id: string, fromHash: string, toHash: string, expiresAt: string): Promise<boolean>;
  endSession(id: string): Promise<void>;

  createApiKey(key: ApiKeyRow): Promise<void>;
  apiKeyByHash(keyHash: string): Promise<ApiKeyRow | null>;
  listApiKeys(): Promise<ApiKeyRow[]>;
  /** @returns false when there is no such key */
  deleteApiKey(id: string): Promise<boolean>;

  /** Claims a key for a request, or tells what became of it. Atomic among processes. */
  claimAnswer(claim: AnswerClaim): Promise<ClaimOutcome>;
  /** Keeps the answer of a claim that is still ours. */
  keepAnswer(claim: AnswerClaim, answer: string): Promise<void>;
  /** Gives a claim back unanswered, so that the request may be tried again. */
  releaseAnswer(claim: AnswerClaim): Promise<void>;

  /** Deletes sessions and answers that ended before `now`. */
  sweep(now: string): Promise<void>;
}
