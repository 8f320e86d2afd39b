import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes as text that needs no quoting anywhere. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** For secrets with 256 bits of chance in them, and for comparing: a fast hash is enough. Passwords need `hashPassword`. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
