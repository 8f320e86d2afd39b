import assert from 'node:assert/strict';
import { startApi } from './support/startApi.ts';
import type { Api } from './support/startApi.ts';

const TOKEN = 'webhook-canary-0123456789-abcdefgh';
const NOW = '2026-11-22T12:00:00.000Z';
const CALL = { _id: '6912a1b2c3d4e5f601234567', call_date: '2026-11-10 10:30:00', campaign: { id: 5 }, status: 7 };
const EVENT = { body: { 'call-history-was-created': { callHistory: CALL } } };

describe('/calls/events', () => {
  let api: Api;
  before(async () => {
    api = await startApi({ config: { CALLS_EVENTS: 'on', CALLS_EVENTS_TOKEN: TOKEN }, now: () => new Date(NOW) });
  });
  after(() => api.stop());

  const post = (body: unknown, { token = TOKEN, headers = {} } = {}) =>
    api.call('POST', `/calls/events/${token}`, { body, headers });

  it('C-55: takes an event without a log-in, by the secret of its address, and says nothing', async () => {
    for (let delivery = 0; delivery < 2; delivery++) {
      const { status, text } = await post(EVENT);
      assert.deepEqual([status, text], [204, '']);
    }
    const { items } = await api.store.calls.listCalls({ limit: 9 });
    assert.deepEqual(
      items.map(({ id, campaign_id: campaign }) => [id, campaign]),
      [[CALL._id, 5]],
    );
    assert.deepEqual((await api.store.calls.counters()).eventsByOutcome, { added: 1, known: 1 });
  });

  it('C-55: a wrong secret finds nothing, whatever it brings, and is not counted', async () => {
    const before = (await api.store.calls.counters()).eventsByOutcome;
    for (const token of ['x', `${TOKEN}x`, TOKEN.slice(1), TOKEN.toUpperCase(), encodeURIComponent(`${TOKEN}\0`)]) {
      for (const body of [EVENT, '{', undefined]) {
        const { status, json } = await post(body, { token });
        assert.deepEqual([status, json.type], [404, 'urn:plantao:problem:not-found'], token);
      }
    }
    assert.equal((await api.call('POST', '/calls/events', { body: EVENT })).status, 404);
    assert.deepEqual((await api.store.calls.counters()).eventsByOutcome, before);
  });

  it('C-55: what is no event is refused with the rule, counted, and not kept', async () => {
    const refused = async () => (await api.store.calls.counters()).eventsByOutcome['refused'] ?? 0;
    const before = await refused();
    const wrong = ['', '{"body":', '[]', 'null', '{"event":"call-history-was-created","data":{}}', '['.repeat(200_000)];
    for (const body of wrong) {
      const { status, json } = await post(body);
      assert.deepEqual([status, json.errors[0].field], [400, 'body'], body.slice(0, 50));
    }
    assert.equal((await post(undefined)).status, 400);
    assert.equal(await refused(), before + wrong.length + 1);
    assert.equal((await api.store.calls.listQuarantine({ limit: 9 })).items.length, 0);
  });

  it('C-55: any media type is read, a body above 2 MB is not', async () => {
    const large = (bytes: number) => JSON.stringify({ ...EVENT, filling: 'x'.repeat(bytes) });
    assert.equal((await post(JSON.stringify(EVENT), { headers: { 'content-type': 'text/plain' } })).status, 204);
    assert.equal((await post(large(1_500_000))).status, 204);
    const { status, json } = await post(large(2_200_000));
    assert.deepEqual([status, json.detail], [413, 'The body is larger than 2097152 bytes']);
  });

  it('C-45: the secret stands in no log, problem, metric or description', async () => {
    const problem = await post('{}');
    assert.equal(problem.json.instance, '/calls/events/:token');
    const token = await api.tokenOf('admin');
    const pages = await Promise.all(
      ['/metrics', '/openapi.json'].map(async (path) => (await api.call('GET', path, { token })).text),
    );
    for (const text of [problem.text, ...pages, ...api.logged]) assert.ok(!text.includes(TOKEN));
    assert.match(pages.join(), /plantao_calls_events\{outcome="refused"\} [1-9]/);
    assert.match(pages.join(), /\/calls\/events\/\{token\}/);
    assert.ok(api.logged.some((line) => line.includes('/calls/events/:token')));
  });

  it('C-55: an event ends the alert of a silent webhook', async () => {
    const alert = { integration: 'calls', kind: 'webhook-silent', unit: 'main/webhook', detail: 'silent' };
    await api.store.alerts.raiseAlert(alert, NOW);
    await post('{}');
    assert.deepEqual(await api.store.alerts.openAlerts('calls'), { 'webhook-silent': 1 });
    await post(EVENT);
    assert.deepEqual(await api.store.alerts.openAlerts('calls'), {});
  });

  it('C-55: switched off there is no such route, and on without a secret the API does not start', async () => {
    const off = await startApi({ config: { CALLS_EVENTS_TOKEN: TOKEN } });
    try {
      assert.equal((await off.call('POST', `/calls/events/${TOKEN}`, { body: EVENT })).status, 404);
      const { text } = await off.call('GET', '/openapi.json', { token: await off.tokenOf('viewer') });
      assert.ok(!text.includes('/calls/events'));
    } finally {
      await off.stop();
    }
    await assert.rejects(startApi({ config: { CALLS_EVENTS: 'on' } }), /^ConfigError: .*CALLS_EVENTS_TOKEN/);
  });
});

describe('/calls/alerts', () => {
  let api: Api;
  before(async () => {
    api = await startApi();
    const raise = (unit: string, integration = 'calls') =>
      api.store.alerts.raiseAlert({ integration, kind: 'mailing-missing', unit, detail: `${unit} has none` }, NOW);
    await raise('main/5');
    await raise('main/6');
    await raise('main/7', 'surveys');
    await api.store.alerts.clearAlerts({ integration: 'calls', kind: 'mailing-missing', units: ['main/5'] }, NOW);
  });
  after(() => api.stop());

  const get = async (query = '') => api.call('GET', `/calls/alerts${query}`, { token: await api.tokenOf('viewer') });

  it('C-14: lists what is wrong, newest first, open or cleared', async () => {
    const { json } = await get();
    assert.deepEqual(
      json.items.map((alert: Record<string, unknown>) => ({ ...alert, id: 0 })),
      [
        {
          id: 0,
          kind: 'mailing-missing',
          unit: 'main/6',
          detail: 'main/6 has none',
          raisedAt: NOW,
          lastSeenAt: NOW,
          clearedAt: null,
        },
        {
          id: 0,
          kind: 'mailing-missing',
          unit: 'main/5',
          detail: 'main/5 has none',
          raisedAt: NOW,
          lastSeenAt: NOW,
          clearedAt: NOW,
        },
      ],
    );
    const units = async (query: string) => (await get(query)).json.items.map(({ unit }: { unit: string }) => unit);
    assert.deepEqual([await units('?open=true'), await units('?open=false')], [['main/6'], ['main/5']]);
    const first = (await get('?limit=1')).json;
    assert.deepEqual(await units(`?limit=1&cursor=${first.nextCursor}`), ['main/5']);
  });

  it('C-14: counts the open ones for Prometheus, and is for people who are logged in', async () => {
    const { text } = await api.call('GET', '/metrics', { token: await api.tokenOf('viewer') });
    assert.match(text, /^plantao_calls_alerts_open\{kind="mailing-missing"\} 1$/m);
    assert.equal((await api.call('GET', '/calls/alerts')).status, 401);
  });
});
