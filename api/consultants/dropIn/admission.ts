import { hash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { AccessStore } from '../../../stores/access/contract.ts';
import { looksLikeApiKey, principalOfApiKey } from '../../auth/apiKeys.ts';
import type { Principal } from '../../auth/principal.ts';
import type { Endpoint } from '../../fastapi/endpoint.ts';
import { Refusal } from '../../fastapi/refusal.ts';
import type { RateLimit } from './rateLimit.ts';

export interface AdmissionDeps {
  readonly access: Pick<AccessStore, 'apiKeyByHash'>;
  readonly sharedKey: string | undefined;
  /** Of the requests of one key, and of the wrong keys from one address. */
  readonly limits: { readonly keys: RateLimit; readonly strangers: RateLimit };
}

/** Stands for AUTHENTICATION_API_KEY: the replaced service had this one key, and it opened everything. */
const shared: Principal = {
  kind: 'key',
  id: 'shared',
  name: 'AUTHENTICATION_API_KEY',
  role: 'operator',
  integration: 'consultants',
  sessionId: null,
};

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/**
 * Who asks, by the header `api-key`: the key of the replaced service, or one of ours (D-15). Keys are compared by their
 * hashes and in constant time, and ours are looked up each time, so one that was deleted opens nothing from then on.
 */
export function createAdmission({ access, sharedKey, limits }: AdmissionDeps) {
  const expected = sharedKey === undefined ? null : digest(sharedKey);

  async function find(key: string): Promise<Principal | null> {
    if (expected && timingSafeEqual(digest(key), expected)) return shared;
    return looksLikeApiKey(key) ? principalOfApiKey(access, key) : null;
  }

  /** @throws Refusal 403 without a key or for one that does not open this, 401 for a wrong one, 429 */
  return async (request: Request, { roles }: Endpoint): Promise<Principal> => {
    // Of several the first counts, as in Starlette.
    const key = request.headersDistinct['api-key']?.[0];
    if (!key) throw new Refusal(403, 'Not authenticated');
    const principal = await find(key);
    if (!principal) {
      limits.strangers(request.ip ?? '');
      throw new Refusal(401, 'API Key inválida');
    }
    limits.keys(principal.id);
    if (roles !== 'public' && !opens(principal, roles)) {
      throw new Refusal(403, 'API Key sem permissão para esta operação');
    }
    return principal;
  };
}

const opens = ({ integration, role }: Principal, roles: Endpoint['roles']): boolean =>
  (integration === null || integration === 'consultants') && role !== null && roles.includes(role);
