import { errors, jwtVerify, SignJWT } from 'jose';

/** Short, because a stolen one works until then; the session behind it is asked as well. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ISSUER = 'plantao';
const AUDIENCE = 'plantao-api';

/** Signs a token that names a session (HS256). */
export const signAccessToken = (key: Uint8Array, sessionId: string, now: Date): Promise<string> =>
  new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(Math.floor(now.getTime() / 1_000) + ACCESS_TOKEN_SECONDS)
    .sign(key);

/** @returns the session a token names; null when it is not ours, changed or over */
export async function readAccessToken(key: Uint8Array, token: string, now: Date): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      currentDate: now,
    });
    return typeof payload['sid'] === 'string' ? payload['sid'] : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
