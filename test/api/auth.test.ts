import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureAdmin } from '../../api/auth/ensureAdmin.ts';
import { hashPassword, verifyPassword } from '../../api/auth/passwords.ts';
import { loadSigningKey } from '../../api/auth/signingKey.ts';
import { ROLES } from '../../schemas/access.ts';
import type { Role } from '../../schemas/access.ts';
import type { Operation } from './support/jsonSchema.ts';
import { startApi } from './support/startApi.ts';
import type { Api } from './support/startApi.ts';

const MINUTE_MS = 60_000;

describe('auth', () => {
  let api: Api;
  let clock = new Date('2026-11-20T12:00:00Z');
  let password: string;

  before(async () => {
    api = await startApi({ now: () => clock });
    password = (await ensureAdmin(api.store.access))?.password ?? assert.fail('no admin was made');
  });
  after(() => api.stop());
  beforeEach(() => {
    clock = new Date('2026-11-20T12:00:00Z');
  });

  const pass = (ms: number) => {
    clock = new Date(clock.getTime() + ms);
  };
  const login = async (user = 'admin', secret = password) =>
    api.call('POST', '/auth/login', { body: { user, password: secret } });
  const refresh = async (refreshToken: string) => api.call('POST', '/auth/refresh', { body: { refreshToken } });
  const statusOf = async (token: string) => (await api.call('GET', '/auth/me', { token })).status;

  describe('log-in', () => {
    it('§5: user and password give a token of 15 minutes that opens the API', async () => {
      const { status, json } = await login('ADMIN');
      assert.equal(status, 200);
      assert.equal(json.expiresIn, 900);
      const me = await api.call('GET', '/auth/me', { token: json.accessToken });
      assert.deepEqual(me.json, { kind: 'user', name: 'admin', role: 'admin', integration: null });
      pass(14 * MINUTE_MS);
      assert.equal(await statusOf(json.accessToken), 200);
      pass(2 * MINUTE_MS);
      assert.equal(await statusOf(json.accessToken), 401);
    });

    it('§5: a wrong password and an unknown user get the same answer', async () => {
      const answers = [await login('admin', 'wrong'), await login('nobody', 'wrong')];
      const bodies = answers.map(({ status, json: { requestId: _id, ...rest } }) => ({ status, ...rest }));
      assert.equal(bodies[0]?.status, 401);
      assert.deepEqual(bodies[0], bodies[1]);
    });

    it('§5: a token of another key, another algorithm or without a session opens nothing', async () => {
      const { json } = await login();
      const [header = '', payload = '', signature = ''] = json.accessToken.split('.');
      const none = Buffer.from('{"alg":"none"}').toString('base64url');
      const changed = Buffer.from(payload, 'base64url')
        .toString()
        .replace(/"exp":\d+/, '"exp":99999999999');
      for (const token of [
        `${none}.${payload}.`,
        `${header}.${Buffer.from(changed).toString('base64url')}.${signature}`,
        json.refreshToken,
      ]) {
        assert.equal(await statusOf(token), 401);
      }
    });

    it('§5: logging out ends access and refresh tokens at once', async () => {
      const { json } = await login();
      assert.equal((await api.call('POST', '/auth/logout', { token: json.accessToken })).status, 204);
      assert.equal(await statusOf(json.accessToken), 401);
      assert.equal((await refresh(json.refreshToken)).status, 401);
    });
  });

  describe('refresh', () => {
    it('§5: each refresh token works once and lives a week', async () => {
      const first = (await login()).json;
      const second = (await refresh(first.refreshToken)).json;
      assert.notEqual(second.refreshToken, first.refreshToken);
      assert.equal(await statusOf(second.accessToken), 200);
      pass(6 * 24 * 60 * MINUTE_MS);
      const third = await refresh(second.refreshToken);
      assert.equal(third.status, 200);
      pass(8 * 24 * 60 * MINUTE_MS);
      assert.equal((await refresh(third.json.refreshToken)).status, 401);
    });

    it('§5: a token that is used again ends the login for both holders', async () => {
      const stolen = (await login()).json;
      const mine = (await refresh(stolen.refreshToken)).json;
      const again = await refresh(stolen.refreshToken);
      assert.equal(again.status, 401);
      assert.match(again.json.type, /refresh-token-reused$/);
      assert.equal((await refresh(mine.refreshToken)).status, 401);
      assert.equal(await statusOf(mine.accessToken), 401);
    });

    it('§5: of two refreshes at once one at most succeeds', async () => {
      const { refreshToken } = (await login()).json;
      const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken), refresh(refreshToken)]);
      assert.ok(answers.filter(({ status }) => status === 200).length <= 1);
      assert.ok(answers.some(({ status }) => status === 401));
    });
  });

  describe('users', () => {
    const create = async (token: string, name: string, role: Role) =>
      api.call('POST', '/auth/users', { token, body: { name, role, password: 'a long enough one' } });

    it('§5: an admin makes, changes and deletes users, whose logins end with it', async () => {
      const admin = await api.tokenOf('admin');
      const { status, json: user } = await create(admin, 'Maria', 'viewer');
      assert.equal(status, 201);
      assert.deepEqual(Object.keys(user).sort(), ['createdAt', 'id', 'name', 'role']);
      const viewer = (await login('maria', 'a long enough one')).json.accessToken;
      assert.equal((await api.call('GET', '/calls', { token: viewer })).status, 403);

      const changed = await api.call('PATCH', `/auth/users/${user.id}`, { token: admin, body: { role: 'operator' } });
      assert.equal(changed.json.role, 'operator');
      assert.equal(await statusOf(viewer), 401);
      const operator = (await login('maria', 'a long enough one')).json.accessToken;
      assert.equal((await api.call('GET', '/calls', { token: operator })).status, 200);

      assert.equal((await api.call('DELETE', `/auth/users/${user.id}`, { token: admin })).status, 204);
      assert.equal(await statusOf(operator), 401);
      assert.equal((await api.call('DELETE', `/auth/users/${user.id}`, { token: admin })).status, 404);
    });

    it('§5: a name is taken once, also in other letters', async () => {
      const admin = await api.tokenOf('admin');
      const answers = await Promise.all(['twice', 'TWICE'].map((name) => create(admin, name, 'viewer')));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
    });

    it('§5: no answer holds a password or its hash', async () => {
      const { text } = await api.call('GET', '/auth/users', { token: await api.tokenOf('admin') });
      assert.ok(text.includes('"admin"') && !/hash|scrypt|password/i.test(text));
    });
  });

  it('§5: the last admin can be neither deleted nor demoted', async () => {
    const alone = await startApi();
    try {
      const token = await alone.tokenOf('admin');
      const [admin] = (await alone.call('GET', '/auth/users', { token })).json.items;
      const path = `/auth/users/${admin.id}`;
      assert.equal((await alone.call('DELETE', path, { token })).status, 409);
      assert.equal((await alone.call('PATCH', path, { token, body: { role: 'viewer' } })).status, 409);
      assert.equal((await alone.call('GET', '/auth/me', { token })).status, 200);
    } finally {
      await alone.stop();
    }
  });

  describe('API keys', () => {
    const create = async (body: unknown, token?: string) =>
      api.call('POST', '/auth/api-keys', { token: token ?? (await api.tokenOf('admin')), body });

    it('§5: a key is shown once, kept as a hash, and opens its integration in its role', async () => {
      const { status, json } = await create({ name: 'robot', integration: 'calls', role: 'viewer' });
      assert.equal(status, 201);
      assert.ok(json.key.startsWith(json.prefix) && json.key.length > 40);
      const list = await api.call('GET', '/auth/api-keys', { token: await api.tokenOf('admin') });
      assert.ok(list.text.includes(json.prefix) && !list.text.includes(json.key));
      const rows = await api.store.db.selectFrom('access_api_keys').selectAll().execute();
      assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(json.key));

      for (const headers of [{ 'x-api-key': json.key }, { authorization: `Bearer ${json.key}` }]) {
        assert.equal((await api.call('GET', '/calls/executions', { headers })).status, 200);
        assert.equal((await api.call('GET', '/calls', { headers })).status, 403);
      }
      await api.call('DELETE', `/auth/api-keys/${json.id}`, { token: await api.tokenOf('admin') });
      assert.equal(await statusOf(json.key), 401);
    });

    it('§5: a key of another integration opens the house and nothing else', async () => {
      const token = await api.keyOf('operator', 'tickets');
      assert.equal((await api.call('GET', '/calls/executions', { token })).status, 403);
      assert.equal((await api.call('GET', '/ready', { token })).status, 200);
      assert.equal((await api.call('GET', '/auth/me', { token })).json.integration, 'tickets');
    });

    it('§5: keys are made by admins, never for admins, never for what is not there', async () => {
      const key = { name: 'robot', integration: 'calls', role: 'viewer' };
      assert.equal((await create(key, await api.tokenOf('operator'))).status, 403);
      assert.equal((await create({ ...key, role: 'admin' })).status, 400);
      assert.equal((await create({ ...key, integration: 'nothing' })).status, 400);
    });

    it('§5: a key cannot log out', async () => {
      const token = await api.keyOf('viewer');
      assert.equal((await api.call('POST', '/auth/logout', { token })).status, 409);
    });
  });

  it('§5: every route lets in exactly the roles it declares', async () => {
    const tokens = new Map(await Promise.all(ROLES.map(async (role) => [role, await api.tokenOf(role)] as const)));
    const { json } = await api.call('GET', '/openapi.json', { token: tokens.get('admin') });
    for (const [path, methods] of Object.entries<Record<string, Operation>>(json.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        if (operation['x-drop-in']) continue;
        const ask = async (token?: string) =>
          (await api.call(method.toUpperCase(), `${path.replace('{id}', '7')}?unexpected`, { token })).status;
        // An unexpected query is refused after the caller was let in, and before anything happens.
        if (operation.security) {
          assert.equal(await ask(), 400, `${method} ${path} is public`);
          continue;
        }
        assert.equal(await ask(), 401, `${method} ${path} without a credential`);
        for (const [role, token] of tokens) {
          const expected = operation['x-roles']?.includes(role) ? 400 : 403;
          assert.equal(await ask(token), expected, `${method} ${path} as ${role}`);
        }
      }
    }
  });
});

describe('secrets of the house', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plantao-auth-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('§5: passwords are hashed with scrypt of 32 MB, each with its own salt', async () => {
    const [one, other] = await Promise.all([hashPassword('Pässword'), hashPassword('Pässword')]);
    assert.match(one, /^scrypt\$15\$8\$3\$[\w-]{43}\$[\w-]{43}$/);
    assert.notEqual(one, other);
    assert.equal(await verifyPassword('Pa\u0308ssword', one), true, 'the same letters typed on another keyboard');
    assert.equal(await verifyPassword('Password', one), false);
    await assert.rejects(verifyPassword('x', 'md5$x'));
  });

  it('§5: the first admin is made once', async () => {
    const api = await startApi();
    try {
      assert.equal((await ensureAdmin(api.store.access))?.user, 'admin');
      assert.equal(await ensureAdmin(api.store.access), null);
    } finally {
      await api.stop();
    }
  });

  it('§5: the signing key is made once, also by processes that start together, for its owner alone', async () => {
    const file = join(folder, 'new', 'auth-secret');
    const [one, other] = await Promise.all([loadSigningKey(undefined, file), loadSigningKey(undefined, file)]);
    assert.deepEqual(one, other);
    assert.ok(one.length >= 32);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.deepEqual(Buffer.from(await loadSigningKey('configured', file)).toString(), 'configured');
  });
});
