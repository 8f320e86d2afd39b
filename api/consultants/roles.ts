import type { Role } from '../../schemas/access.ts';

/** What a role opens of consultants (D-15). `client` opens nothing: consultants are not for customers. */
export const readers: readonly Role[] = ['admin', 'operator', 'attendant', 'viewer'];
/** Takes turns and numbers, changes who is online, and writes protocols. */
export const attendants: readonly Role[] = ['admin', 'operator', 'attendant'];
/** Writes the records of consultants. */
export const operators: readonly Role[] = ['admin', 'operator'];
/** What the law lets a person ask for. */
export const admins: readonly Role[] = ['admin'];
