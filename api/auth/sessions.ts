import { randomUUID } from 'node:crypto';
import type { Tokens } from '../../schemas/access.ts';
import type { AccessStore, SessionRow, UserRow } from '../../stores/access/contract.ts';
import { HttpProblem } from '../problems.ts';
import { ACCESS_TOKEN_SECONDS, readAccessToken, signAccessToken } from './accessToken.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import type { Principal } from './principal.ts';
import { randomSecret, sha256 } from './secrets.ts';

const HOUR_MS = 3_600_000;
/** How long a login lasts: a program's from its last refresh, a browser's from the log-in (one shift). */
const LIFE_MS = { refresh: 7 * 24 * HOUR_MS, browser: 12 * HOUR_MS } as const;
export const BROWSER_SESSION_MS = LIFE_MS.browser;

export interface SessionsDeps {
  readonly access: AccessStore;
  readonly signingKey: Uint8Array;
  readonly now: () => Date;
}

const refused = (type: string, title: string) =>
  new HttpProblem(401, type, title, { headers: { 'WWW-Authenticate': 'Bearer realm="plantao"' } });

/** `<session id>.<secret>`: what a refreshing program or a browser holds. */
const split = (token: string): { id: string; hash: string } => ({
  id: token.split('.', 1)[0] ?? '',
  hash: sha256(token),
});

/** Logins of people: who they are, how they stay logged in, and how that ends. */
export function createSessions({ access, signingKey, now }: SessionsDeps) {
  const strangersHash = hashPassword(randomSecret());
  const expiry = (kind: SessionRow['kind']) => new Date(now().getTime() + LIFE_MS[kind]).toISOString();

  /** An unknown name costs as much as a wrong password, so that names cannot be found out. */
  async function userOf(name: string, password: string): Promise<UserRow> {
    const user = await access.userByName(name.toLowerCase());
    const right = await verifyPassword(password, user?.passwordHash ?? (await strangersHash));
    if (!user || !right) throw refused('wrong-login', 'User or password is wrong');
    return user;
  }

  async function open(
    kind: SessionRow['kind'],
    name: string,
    password: string,
  ): Promise<{ id: string; token: string }> {
    const user = await userOf(name, password);
    const id = randomUUID();
    const token = `${id}.${randomSecret()}`;
    await access.createSession({ id, userId: user.id, kind, tokenHash: sha256(token), expiresAt: expiry(kind) });
    return { id, token };
  }

  const tokens = async (sessionId: string, refreshToken: string): Promise<Tokens> => ({
    accessToken: await signAccessToken(signingKey, sessionId, now()),
    refreshToken,
    expiresIn: ACCESS_TOKEN_SECONDS,
  });

  /** The user is read each time: a changed role or a removed user counts at once. */
  async function principalOf(session: SessionRow | null): Promise<Principal | null> {
    const user = session && (await access.user(session.userId));
    return (
      user && { kind: 'user', id: user.id, name: user.name, role: user.role, integration: null, sessionId: session.id }
    );
  }

  return {
    /** @throws HttpProblem 401 */
    async login(name: string, password: string): Promise<Tokens> {
      const { id, token } = await open('refresh', name, password);
      return tokens(id, token);
    },

    /** @returns the cookie's value @throws HttpProblem 401 */
    async loginBrowser(name: string, password: string): Promise<string> {
      return (await open('browser', name, password)).token;
    },

    /**
     * Exchanges a refresh token for new tokens. One that was exchanged before is in two hands: the login ends for both.
     * @throws HttpProblem 401
     */
    async refresh(token: string): Promise<Tokens> {
      const { id, hash } = split(token);
      const session = await access.session(id, now().toISOString());
      if (session?.kind !== 'refresh') throw refused('login-over', 'The login is over');
      const next = `${id}.${randomSecret()}`;
      if (!(await access.rotateSession(id, hash, sha256(next), expiry('refresh')))) {
        await access.endSession(id);
        throw refused('refresh-token-reused', 'The refresh token was used before; the login was ended');
      }
      return tokens(id, next);
    },

    async ofAccessToken(token: string): Promise<Principal | null> {
      const id = await readAccessToken(signingKey, token, now());
      return id === null ? null : principalOf(await access.session(id, now().toISOString()));
    },

    async ofCookie(token: string): Promise<Principal | null> {
      const { id, hash } = split(token);
      const session = await access.session(id, now().toISOString());
      return principalOf(session?.kind === 'browser' && session.tokenHash === hash ? session : null);
    },

    end: (sessionId: string): Promise<void> => access.endSession(sessionId),
  };
}

export type Sessions = ReturnType<typeof createSessions>;
