import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startApi } from './support/startApi.ts';
import type { Api } from './support/startApi.ts';

describe('the house', () => {
  let api: Api;
  let token: string;
  let temporal: () => Promise<void> = async () => undefined;

  before(async () => {
    api = await startApi({ checks: { database: async () => undefined, temporal: () => temporal() } });
    token = await api.tokenOf('viewer');
  });
  after(() => api.stop());

  it('§5: /health is for everybody and says nothing else', async () => {
    const { status, text } = await api.call('GET', '/health');
    assert.deepEqual([status, text], [200, '{"status":"ok"}']);
  });

  it('§5: /ready asks each time, and names what does not answer without its words', async () => {
    assert.deepEqual((await api.call('GET', '/ready', { token })).json.checks, { database: 'ok', temporal: 'ok' });
    temporal = () => Promise.reject(new Error('canary at 10.0.0.1'));
    const down = await api.call('GET', '/ready', { token });
    assert.equal(down.status, 503);
    assert.equal(down.json.detail, 'database: ok, temporal: unreachable');
    temporal = async () => undefined;
    assert.equal((await api.call('GET', '/ready', { token })).status, 200);
    assert.equal((await api.call('GET', '/ready')).status, 401);
  });

  it('§5: /metrics gives durations by declared route, the process and the business', async () => {
    await api.call('GET', '/calls/backfills/some-id', { token });
    await api.call('GET', '/no/such/path', { token });
    const { text, headers } = await api.call('GET', '/metrics', { token });
    assert.match(headers.get('content-type') ?? '', /^text\/plain/);
    for (const line of [
      /^plantao_http_request_duration_seconds_count\{method="GET",route="\/calls\/backfills\/:id",status="404"\} 1$/m,
      /^plantao_http_request_duration_seconds_count\{method="GET",route="unmatched",status="404"\} 1$/m,
      /^process_cpu_user_seconds_total /m,
      /^plantao_calls_stored 0$/m,
      /^plantao_calls_quarantine_open 0$/m,
      /^# worker: /m,
    ]) {
      assert.match(text, line);
    }
    assert.ok(!text.includes('some-id') && !text.includes('/no/such/path'));
    assert.equal((await api.call('GET', '/metrics', { token: await api.tokenOf('client') })).status, 403);
  });

  it("§5: /metrics holds the worker's own, and stands when worker or database are away", async () => {
    const worker = createServer((_request, response) => response.end('temporal_workflow_completed 3\n'));
    worker.listen(0, '127.0.0.1');
    await once(worker, 'listening');
    const { port } = worker.address() as AddressInfo;
    const other = await startApi({ config: { WORKER_METRICS_PORT: port } });
    try {
      const read = async () => (await other.call('GET', '/metrics', { token: otherToken })).text;
      const otherToken = await other.tokenOf('viewer');
      assert.match(await read(), /^temporal_workflow_completed 3$/m);
      worker.close();
      worker.closeAllConnections();
      other.store.calls.counters = () => Promise.reject(new Error('away'));
      const text = await read();
      assert.match(text, /^# worker: not reached$/m);
      assert.match(text, /^# business figures: not available$/m);
    } finally {
      await other.stop();
    }
  });

  it('§5: too many requests from one address get 429 with Retry-After, logins much sooner', async () => {
    const tight = await startApi({ limits: { perMinute: 8, guardedPerMinute: 2 } });
    try {
      const statuses: number[] = [];
      const login = () => tight.call('POST', '/auth/login', { body: { user: 'x', password: 'x' } });
      for (let i = 0; i < 2; i++) statuses.push((await login()).status);
      const third = await login();
      assert.deepEqual(statuses, [401, 401]);
      assert.equal(third.status, 429);
      assert.match(third.headers.get('content-type') ?? '', /^application\/problem\+json/);
      assert.ok(Number(third.headers.get('retry-after')) > 0);
      const page = await tight.call('POST', '/login', { headers: { 'sec-fetch-site': 'same-origin' } });
      assert.equal(page.status, 429, 'the form counts with it');
      for (let i = 0; i < 4; i++) assert.equal((await tight.call('GET', '/health')).status, 200);
      assert.equal((await tight.call('GET', '/health')).status, 429);
    } finally {
      await tight.stop();
    }
  });

  it('C-45: no password, token, key or query ever reaches a log', async () => {
    const canary = 'canary-password-71c2';
    const admin = await api.tokenOf('admin');
    const body = { name: 'watched', role: 'viewer', password: canary };
    await api.call('POST', '/auth/users', { token: admin, body });
    const { json: tokens } = await api.call('POST', '/auth/login', { body: { user: 'watched', password: canary } });
    await api.call('POST', '/auth/refresh', { body: { refreshToken: tokens.refreshToken } });
    const key = { name: 'k', integration: 'calls', role: 'viewer' };
    const { json: issued } = await api.call('POST', '/auth/api-keys', { token: admin, body: key });
    await api.call('GET', `/calls?token=${issued.key}`, { token: issued.key });
    await api.call('POST', '/auth/login', { body: `{"user":"watched","password":"${canary}` });
    const lines = api.logged.join('');
    assert.ok(lines.includes('"route":"/auth/login"'), 'the requests are logged');
    for (const secret of [canary, admin, tokens.accessToken, tokens.refreshToken, issued.key]) {
      assert.ok(!lines.includes(secret), 'and their secrets are not');
    }
  });

  it('§5: every answer carries the security headers and is stored by no cache', async () => {
    for (const path of ['/health', '/login', '/nothing']) {
      const { headers } = await api.call('GET', path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
      assert.equal(headers.get('x-powered-by'), null);
    }
  });
});
