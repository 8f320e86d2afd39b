import { ROLES } from '../../schemas/access.ts';
import type { Role } from '../../schemas/access.ts';

/** Who asks. */
export interface Principal {
  readonly kind: 'user' | 'key' | 'nobody';
  readonly id: string;
  readonly name: string;
  /** null for nobody: public routes only. */
  readonly role: Role | null;
  /** The one integration that an API key opens; null = all of them. */
  readonly integration: string | null;
  /** The login behind an access token or cookie. */
  readonly sessionId: string | null;
}

export const nobody: Principal = {
  kind: 'nobody',
  id: 'nobody',
  name: 'nobody',
  role: null,
  integration: null,
  sessionId: null,
};

export const anyone: readonly Role[] = ROLES;
export const readers: readonly Role[] = ['admin', 'operator', 'viewer'];
export const operators: readonly Role[] = ['admin', 'operator'];
export const admins: readonly Role[] = ['admin'];
