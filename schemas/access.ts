import { z } from 'zod';

/** What a person or a machine may do. `client` is a customer who sees what is theirs alone. */
export const ROLES = ['admin', 'operator', 'attendant', 'viewer', 'client'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** Roles that an API key may have: administration stays with people. */
export const keyRole = role.exclude(['admin']);
export type KeyRole = z.infer<typeof keyRole>;

/** Login names are compared in lower case. */
const userName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/i, { error: 'must be 1 to 60 letters, digits, dots, hyphens or underscores' })
  .transform((name) => name.toLowerCase());
const newPassword = z.string().min(12).max(200);

/** `POST /auth/login`. Loose on purpose: why a login fails is nobody's business. */
export const loginRequest = z.strictObject({ user: z.string().min(1).max(200), password: z.string().min(1).max(200) });

/** `POST /auth/refresh`. */
export const refreshRequest = z.strictObject({ refreshToken: z.string().min(1).max(200) });

/** `expiresIn` is the life of the access token in seconds. */
export const tokens = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.number().int() });
export type Tokens = z.infer<typeof tokens>;

/** `GET /auth/me`: who the credential belongs to; `integration` null = all of them. */
export const whoami = z.object({
  kind: z.enum(['user', 'key']),
  name: z.string(),
  role,
  integration: z.string().nullable(),
});

export const newUser = z.strictObject({ name: userName, password: newPassword, role });
export const userChange = z
  .strictObject({ password: newPassword.optional(), role: role.optional() })
  .refine((change) => change.password !== undefined || change.role !== undefined, {
    error: 'must name password or role',
  });

export const user = z.object({ id: z.string(), name: z.string(), role, createdAt: z.string() }).meta({ id: 'User' });

export const apiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().describe('First characters of the key, to recognise it by.'),
    integration: z.string(),
    role: keyRole,
    createdAt: z.string(),
  })
  .meta({ id: 'ApiKey' });

/** `POST /auth/api-keys`: a key opens one of `integrations` and acts in one role. */
export const newApiKey = (integrations: readonly string[]) =>
  z.strictObject({ name: z.string().trim().min(1).max(60), integration: z.enum(integrations), role: keyRole });
/** The only answer that ever holds the key itself. */
export const issuedApiKey = apiKey.extend({ key: z.string() }).meta({ id: 'IssuedApiKey' });
