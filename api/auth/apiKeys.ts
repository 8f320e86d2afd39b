import { randomUUID } from 'node:crypto';
import type { AccessStore, ApiKeyRow } from '../../stores/access/contract.ts';
import type { Principal } from './principal.ts';
import { randomSecret, sha256 } from './secrets.ts';

const MARK = 'plt_';
const SHOWN = MARK.length + 6;

export const looksLikeApiKey = (text: string): boolean => text.startsWith(MARK);

/** Makes a key; its hash and first characters are kept, the key itself is given once. */
export async function issueApiKey(
  access: Pick<AccessStore, 'createApiKey'>,
  wanted: Pick<ApiKeyRow, 'name' | 'integration' | 'role'>,
  now: Date,
): Promise<ApiKeyRow & { key: string }> {
  const key = MARK + randomSecret();
  const row: ApiKeyRow = {
    ...wanted,
    id: randomUUID(),
    prefix: key.slice(0, SHOWN),
    keyHash: sha256(key),
    createdAt: now.toISOString(),
  };
  await access.createApiKey(row);
  return { ...row, key };
}

/** @returns who a key stands for; null when it is not ours or was deleted */
export async function principalOfApiKey(
  access: Pick<AccessStore, 'apiKeyByHash'>,
  key: string,
): Promise<Principal | null> {
  const row = await access.apiKeyByHash(sha256(key));
  return (
    row && { kind: 'key', id: row.id, name: row.name, role: row.role, integration: row.integration, sessionId: null }
  );
}
