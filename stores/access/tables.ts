import type { KeyRole, Role } from '../../schemas/access.ts';
import type { SessionRow } from './contract.ts';

export interface AccessTables {
  access_users: { id: string; name: string; role: Role; password_hash: string; created_at: string };
  access_sessions: { id: string; user_id: string; kind: SessionRow['kind']; token_hash: string; expires_at: string };
  access_api_keys: {
    id: string;
    name: string;
    prefix: string;
    key_hash: string;
    integration: string;
    role: KeyRole;
    created_at: string;
  };
  access_answers: {
    id: string;
    fingerprint: string;
    owner: string;
    claimed_until: string;
    /** null while the first request is still at work. */
    answer: string | null;
    expires_at: string;
  };
}
