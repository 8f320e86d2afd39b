import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ensureAdmin } from '../../api/auth/ensureAdmin.ts';
import { safeNext } from '../../api/pages/safeNext.ts';
import { startApi } from './support/startApi.ts';
import type { Api } from './support/startApi.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const SAME = { 'sec-fetch-site': 'same-origin' };

describe('pages', () => {
  let api: Api;
  let password: string;

  before(async () => {
    api = await startApi();
    password = (await ensureAdmin(api.store.access))?.password ?? assert.fail('no admin was made');
  });
  after(() => api.stop());

  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = SAME) =>
    api.call('POST', path, {
      body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  const logIn = async (next = '/') => post('/login', { user: 'admin', password, next });
  const cookieOf = async () => (await logIn()).headers.get('set-cookie')?.split(';', 1)[0] ?? assert.fail('no cookie');

  it('§5: a browser without a session is sent to the log-in page and back; a program gets 401', async () => {
    for (const path of ['/', '/docs', '/metrics?x=1']) {
      const answer = await api.call('GET', path, { headers: BROWSER });
      assert.equal(answer.status, 302);
      const to = answer.headers.get('location') ?? '';
      assert.equal(to, `/login?next=${encodeURIComponent(path)}`);
      const page = await api.call('GET', to, { headers: BROWSER });
      assert.ok(page.text.includes(`name="next" value="${path}"`));
      assert.equal((await logIn(path)).headers.get('location'), path);
      assert.equal((await api.call('GET', path)).status, 401);
    }
  });

  it('§5: the log-in page is Portuguese, labelled, and needs no script', async () => {
    const { text, headers } = await api.call('GET', '/login?next="><script>alert(1)</script>', { headers: BROWSER });
    assert.match(text, /<html lang="pt-BR">/);
    assert.match(text, /<label for="user">[\s\S]*<label for="password">/);
    assert.ok(!text.includes('<script'));
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'self'/);
  });

  it('§5: the session is a cookie that scripts and other sites cannot use, and opens pages and API', async () => {
    const answer = await logIn();
    assert.equal(answer.status, 303);
    assert.match(answer.headers.get('set-cookie') ?? '', /^plantao_session=[^;]+;.*HttpOnly; SameSite=Strict$/);
    const headers = { ...BROWSER, cookie: await cookieOf() };
    assert.match((await api.call('GET', '/', { headers })).text, /admin/);
    assert.equal((await api.call('GET', '/auth/me', { headers })).json.name, 'admin');
  });

  it('§5: behind a trusted proxy that speaks https the cookie is for https alone; nobody else may say so', async () => {
    const behind = await startApi({ config: { API_TRUSTED_PROXIES: 1 } });
    try {
      const admin = await ensureAdmin(behind.store.access);
      const body = new URLSearchParams({ user: 'admin', password: admin?.password ?? '' }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-proto': 'https', ...SAME };
      const trusted = await behind.call('POST', '/login', { body, headers });
      assert.match(trusted.headers.get('set-cookie') ?? '', /; Secure/);
      const untrusted = await post('/login', { user: 'admin', password }, { ...SAME, 'x-forwarded-proto': 'https' });
      assert.doesNotMatch(untrusted.headers.get('set-cookie') ?? '; Secure', /; Secure/);
    } finally {
      await behind.stop();
    }
  });

  it('§5: a wrong password shows the form again and sets no cookie', async () => {
    const answer = await post('/login', { user: 'admin', password: 'wrong', next: '/docs' });
    assert.equal(answer.status, 401);
    assert.match(answer.text, /role="alert"/);
    assert.ok(answer.text.includes('value="/docs"'));
    assert.equal(answer.headers.get('set-cookie'), null);
  });

  it('§5: a change by cookie must come from a page of ours', async () => {
    const cookie = await cookieOf();
    const change = (headers: Record<string, string>) =>
      api.call('POST', '/auth/api-keys', { body: {}, headers: { cookie, ...headers } });
    const { host } = new URL(api.url);
    for (const foreign of [
      {},
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      assert.equal((await change(foreign as Record<string, string>)).status, 403, JSON.stringify(foreign));
    }
    for (const ours of [SAME, { origin: `http://${host}` }]) {
      assert.equal((await change(ours as Record<string, string>)).status, 400, JSON.stringify(ours));
    }
    assert.equal((await post('/login', { user: 'admin', password }, { origin: 'http://evil.example' })).status, 403);
  });

  it('§5: logging out ends the session, not only the cookie', async () => {
    const cookie = await cookieOf();
    const out = await api.call('POST', '/logout', { headers: { cookie, ...SAME } });
    assert.equal(out.headers.get('location'), '/login');
    assert.equal((await api.call('GET', '/auth/me', { headers: { cookie } })).status, 401);
  });

  it('§5: a refresh token is no cookie, and a changed cookie is none', async () => {
    const { json } = await api.call('POST', '/auth/login', { body: { user: 'admin', password } });
    for (const cookie of [
      `plantao_session=${json.refreshToken}`,
      `${await cookieOf()}x`,
      'plantao_session=',
      'plantao_session=%',
    ]) {
      assert.equal((await api.call('GET', '/auth/me', { headers: { cookie } })).status, 401);
    }
  });

  it('§5: Swagger UI is served from files of ours, and nothing else of its folder', async () => {
    const headers = { cookie: await cookieOf() };
    const page = await api.call('GET', '/docs', { headers });
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
    assert.equal(files.length, 4);
    for (const file of files) assert.equal((await api.call('GET', file, { headers })).status, 200, file);
    assert.ok(!/<script>|onload=/.test(page.text));
    for (const file of ['/docs/assets/package.json', '/docs/assets/index.html', '/docs/assets/..%2fpackage.json']) {
      assert.equal((await api.call('GET', file, { headers })).status, 404, file);
    }
    assert.equal((await api.call('GET', '/docs/assets/swagger-ui.css')).status, 401);
  });

  it('§5: API_ROOT serves an integration at / as well, and browsers still get the page', async () => {
    const rooted = await startApi({ config: { API_ROOT: 'calls' } });
    try {
      const token = await rooted.tokenOf('operator');
      assert.deepEqual((await rooted.call('GET', '/', { token })).json, { items: [], nextCursor: null });
      assert.equal((await rooted.call('GET', '/executions', { token })).status, 200);
      assert.equal((await rooted.call('GET', '/calls/executions', { token })).status, 200);
      assert.match((await rooted.call('GET', '/', { token, headers: BROWSER })).text, /<html/);
      assert.equal((await api.call('GET', '/executions', { token: await api.tokenOf('operator') })).status, 404);
    } finally {
      await rooted.stop();
    }
  });
});

describe('safeNext', () => {
  it('§5: leads to paths of this site alone', () => {
    assert.equal(safeNext('/docs?x=1'), '/docs?x=1');
    for (const next of [
      '//evil',
      '/\\evil',
      '/\t/evil',
      '/.//evil',
      'http://evil',
      'docs',
      '',
      undefined,
      ['/a'],
      '/\r\nx',
    ]) {
      const to = safeNext(next);
      assert.ok(to === '/' || /^\/[^/\\]*$/.test(to), `${String(next)} → ${to}`);
    }
  });

  it('§5: whatever is given, a browser stays', () => {
    const parts = fc.constantFrom('/', '\\', '.', '..', '\t', '\n', '@', ':', '%2f', 'evil.example', '?', '#', 'http:');
    const texts = fc.oneof(
      fc.string(),
      fc.array(parts).map((list) => list.join('')),
      fc.array(parts).map((list) => `/${list.join('')}`),
    );
    fc.assert(fc.property(texts, (next) => new URL(safeNext(next), 'http://ours.example').host === 'ours.example'));
  });
});
