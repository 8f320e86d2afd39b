import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import * as schemas from '../../schemas/access.ts';
import type { AccessStore } from '../../stores/access/contract.ts';
import { conflict, notFound } from '../problems.ts';
import { defineRoute } from '../route.ts';
import type { Route } from '../route.ts';
import { issueApiKey } from './apiKeys.ts';
import { hashPassword } from './passwords.ts';
import { admins, anyone } from './principal.ts';
import type { Principal } from './principal.ts';
import type { Sessions } from './sessions.ts';

export interface AuthRoutesDeps {
  readonly access: AccessStore;
  readonly sessions: Sessions;
  /** Names that an API key may be scoped to. */
  readonly integrations: readonly string[];
  readonly now: () => Date;
}

const byId = z.strictObject({ id: z.uuid() });
/** People and keys of one house are few: their lists are one page. */
const onePage = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.null() });

function whoamiOf({ kind, name, role, integration }: Principal): z.output<typeof schemas.whoami> {
  if (kind === 'nobody' || role === null) throw new Error('A public route has no caller');
  return { kind, name, role, integration };
}

const lastAdmin = () => conflict('last-admin', 'The last admin must stay one');

/** Log-in for people. */
const sessionRoutes = ({ sessions }: AuthRoutesDeps): Route[] => [
  defineRoute({
    method: 'post',
    path: '/login',
    summary: 'Log in with a user and a password',
    roles: 'public',
    guarded: true,
    body: schemas.loginRequest,
    answer: schemas.tokens,
    handle: ({ body }) => sessions.login(body.user, body.password),
  }),
  defineRoute({
    method: 'post',
    path: '/refresh',
    summary: 'Exchange a refresh token, once, for new tokens',
    roles: 'public',
    body: schemas.refreshRequest,
    answer: schemas.tokens,
    handle: ({ body }) => sessions.refresh(body.refreshToken),
  }),
  defineRoute({
    method: 'post',
    path: '/logout',
    summary: 'End the login that this credential belongs to',
    roles: anyone,
    async handle({ principal }) {
      if (principal.sessionId === null) throw conflict('not-a-login', 'An API key is no login; delete it instead');
      await sessions.end(principal.sessionId);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/me',
    summary: 'Whose credential this is',
    roles: anyone,
    answer: schemas.whoami,
    handle: ({ principal }) => whoamiOf(principal),
  }),
];

const userRoutes = ({ access, now }: AuthRoutesDeps): Route[] => [
  defineRoute({
    method: 'post',
    path: '/users',
    summary: 'Make a user',
    roles: admins,
    status: 201,
    body: schemas.newUser,
    answer: schemas.user,
    async handle({ body: { name, role, password } }) {
      const user = { id: randomUUID(), name, role, createdAt: now().toISOString() };
      const created = await access.createUser({ ...user, passwordHash: await hashPassword(password) });
      if (!created) throw conflict('user-exists', 'There is a user of this name');
      return user;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/users',
    summary: 'All users',
    roles: admins,
    answer: onePage(schemas.user),
    handle: async () => ({ items: await access.listUsers(), nextCursor: null }),
  }),
  defineRoute({
    method: 'patch',
    path: '/users/:id',
    summary: "Change a user's role or password; their logins end",
    roles: admins,
    params: byId,
    body: schemas.userChange,
    answer: schemas.user,
    async handle({ params, body: { role, password } }) {
      const passwordHash = password === undefined ? undefined : await hashPassword(password);
      const outcome = await access.updateUser(params.id, { role, passwordHash });
      if (outcome === 'last-admin') throw lastAdmin();
      const user = await access.user(params.id);
      if (!user) throw notFound('User');
      return user;
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/users/:id',
    summary: 'Delete a user; their logins end',
    roles: admins,
    params: byId,
    async handle({ params }) {
      const outcome = await access.deleteUser(params.id);
      if (outcome === 'last-admin') throw lastAdmin();
      if (outcome === 'unknown') throw notFound('User');
    },
  }),
];

const keyRoutes = ({ access, integrations, now }: AuthRoutesDeps): Route[] => [
  defineRoute({
    method: 'post',
    path: '/api-keys',
    summary: 'Make an API key; it is shown this once',
    roles: admins,
    status: 201,
    body: schemas.newApiKey(integrations),
    answer: schemas.issuedApiKey,
    handle: ({ body }) => issueApiKey(access, body, now()),
  }),
  defineRoute({
    method: 'get',
    path: '/api-keys',
    summary: 'All API keys, by their first characters',
    roles: admins,
    answer: onePage(schemas.apiKey),
    handle: async () => ({ items: await access.listApiKeys(), nextCursor: null }),
  }),
  defineRoute({
    method: 'delete',
    path: '/api-keys/:id',
    summary: 'Delete an API key; it opens nothing from now on',
    roles: admins,
    params: byId,
    async handle({ params }) {
      if (!(await access.deleteApiKey(params.id))) throw notFound('API key');
    },
  }),
];

export const authRoutes = (deps: AuthRoutesDeps): Route[] => [
  ...sessionRoutes(deps),
  ...userRoutes(deps),
  ...keyRoutes(deps),
];
