import type { Role } from '../../schemas/access.ts';

// Operators write the records of consultants, admins do what the law lets a person ask for: as everywhere in the house.
export { admins, operators } from '../auth/principal.ts';

/** What a role opens of consultants (D-15). `client` opens nothing: consultants are not for customers. */
export const readers: readonly Role[] = ['admin', 'operator', 'attendant', 'viewer'];
/** Takes turns and numbers, changes who is online, and writes protocols. */
export const attendants: readonly Role[] = ['admin', 'operator', 'attendant'];
