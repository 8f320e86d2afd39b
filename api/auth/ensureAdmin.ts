import { randomBytes, randomUUID } from 'node:crypto';
import type { AccessStore } from '../../stores/access/contract.ts';
import { hashPassword } from './passwords.ts';

/** Makes the first admin of an empty house. @returns the login to print, this once; null when there are users already */
export async function ensureAdmin(
  access: Pick<AccessStore, 'listUsers' | 'createUser'>,
): Promise<{ user: string; password: string } | null> {
  if ((await access.listUsers()).length > 0) return null;
  const password = randomBytes(15).toString('base64url');
  const created = await access.createUser({
    id: randomUUID(),
    name: 'admin',
    role: 'admin',
    passwordHash: await hashPassword(password),
    createdAt: new Date().toISOString(),
  });
  return created ? { user: 'admin', password } : null;
}
