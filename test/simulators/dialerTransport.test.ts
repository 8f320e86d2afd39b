import assert from 'node:assert/strict';
import type { FaultRules } from '../../simulators/dialer/faults.ts';
import type { Dialer } from '../../simulators/dialer/start.ts';
import { DAY, get, getPage, pagePath, startSmall } from './dialerClient.ts';

describe('dialer simulator: transport and errors', () => {
  let dialer: Dialer;
  before(async () => {
    dialer = await startSmall();
  });
  after(() => dialer.close());
  beforeEach(() => {
    dialer.reset();
    dialer.setClock('2026-11-20T12:00:00Z');
  });

  const answer = (rules: FaultRules) => {
    dialer.setFaults(rules);
    return getPage(dialer);
  };
  const by = (token: string, page = 1) =>
    get(dialer, pagePath({ page }), { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);

  it('32: 401 from the start', async () => {
    const { status, body } = await answer([{ switch: 'unauthorized' }]);
    assert.deepEqual([status, body['detail']], [401, 'Token de serviço inválido']);
  });

  it('32: a token expires at page 2 and stays dead; a new one goes on', async () => {
    dialer.setTokens(['sim-token-1', 'sim-token-2']);
    dialer.setFaults([{ switch: 'token-expires', when: { page: 2 } }]);
    assert.deepEqual([await by('sim-token-1'), await by('sim-token-1', 2), await by('sim-token-1')], [200, 401, 401]);
    assert.equal(await by('sim-token-2', 2), 200);
  });

  it('32: a revocation takes up to 60 seconds to spread', async () => {
    dialer.setFaults([{ switch: 'token-revoked', with: { at: '2026-11-20T12:00:00Z' } }]);
    const within = await Promise.all(Array.from({ length: 20 }, () => by('sim-token-1')));
    assert.deepEqual([...new Set(within)].toSorted(), [200, 401]);
    dialer.setClock('2026-11-20T12:01:00Z');
    assert.equal(await by('sim-token-1'), 401);
    dialer.setClock('2026-11-20T11:59:59Z');
    assert.equal(await by('sim-token-1'), 200);
  });

  it('32: personal tokens end at the cut-off, service tokens do not', async () => {
    dialer.setTokens(['3cs_service', { token: 'old', kind: 'personal' }]);
    dialer.setFaults([{ switch: 'personal-cut-off' }]);
    assert.deepEqual([await by('old'), await by('3cs_service')], [401, 200]);
    dialer.setClock('2026-09-30T23:59:59-03:00');
    assert.equal(await by('old'), 200);
  });

  it('33: 403 by role', async () => {
    assert.equal((await answer([{ switch: 'forbidden' }])).status, 403);
  });

  it('34: 422 with errors, without end_date, and as a rate limit', async () => {
    const invalid = await answer([{ switch: 'validation-error', with: { field: 'per_page' } }]);
    assert.deepEqual([invalid.status, Object.keys(invalid.body['errors'] as object)], [422, ['per_page']]);
    dialer.setFaults([]);
    const endless = await get(dialer, pagePath().replace(/end_date=[^&]*&/, ''));
    assert.deepEqual([endless.status, Object.keys(endless.body['errors'] as object)], [422, ['end_date']]);
    const limited = await answer([{ switch: 'too-many-requests-422' }]);
    assert.equal(limited.status, 422);
    assert.match(limited.text, /Muitas requisições/);
  });

  it('35: 429 with every form of Retry-After', async () => {
    const retryAfter = async (form: string) => {
      const { status, headers } = await answer([{ switch: 'rate-limited', with: { retryAfter: form, seconds: 7 } }]);
      assert.equal(status, 429);
      return headers.get('retry-after');
    };
    assert.equal(await retryAfter('seconds'), '7');
    assert.ok(Date.parse(String(await retryAfter('date'))) > Date.now());
    assert.ok(Date.parse(String(await retryAfter('past'))) < Date.now());
    assert.equal(await retryAfter('absent'), null);
    assert.equal(await retryAfter('zero'), '0');
    assert.ok(Number(await retryAfter('absurd')) > 1e6);
  });

  it('36: 5xx with HTML', async () => {
    for (const status of [500, 502, 503, 504, 520, 524]) {
      const { status: given, headers, text } = await answer([{ switch: 'server-error', with: { status } }]);
      assert.equal(given, status);
      assert.match(headers.get('content-type') ?? '', /html/);
      assert.match(text, /<h1>5/);
    }
  });

  it('37, 38: 200 with a login page, 200 with nothing', async () => {
    const login = await answer([{ switch: 'html-login' }]);
    assert.deepEqual([login.status, login.headers.get('content-type')], [200, 'text/html; charset=UTF-8']);
    const empty = await answer([{ switch: 'empty-body' }]);
    assert.deepEqual([empty.status, empty.text], [200, '']);
  });

  it('39: truncated JSON, cut connection, corrupt gzip, wrong charset, byte order mark', async () => {
    const whole = (await getPage(dialer)).text;
    const truncated = await answer([{ switch: 'truncated-json' }]);
    assert.ok(whole.startsWith(truncated.text.slice(0, -1)) && truncated.text.length < whole.length);
    await assert.rejects(answer([{ switch: 'cut-connection' }]), TypeError);
    await assert.rejects(answer([{ switch: 'corrupt-gzip' }]), TypeError);
    assert.match((await answer([{ switch: 'wrong-charset' }])).text, /\ufffd/);
    dialer.setFaults([{ switch: 'byte-order-mark' }]);
    const response = await fetch(dialer.baseUrl + pagePath(), { headers: { authorization: 'Bearer sim-token-1' } });
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.deepEqual([...bytes.subarray(0, 4)], [0xef, 0xbb, 0xbf, 0x7b]);
  });

  it('40: HTTP 200 whose body says otherwise, has no status, or is a bare list', async () => {
    for (const status of [422, 500]) {
      const other = await answer([{ switch: 'body-status', with: { status } }]);
      assert.deepEqual([other.status, other.body.status], [200, status]);
    }
    assert.ok(!('status' in (await answer([{ switch: 'no-body-status' }])).body));
    assert.equal(((await answer([{ switch: 'bare-list' }])).body as unknown as unknown[]).length, 100);
  });

  it('41: latency, slow first byte, slow drip, reset mid-body', async () => {
    for (const rule of [
      { switch: 'latency', with: { ms: 1 } },
      { switch: 'slow-first-byte', with: { ms: 1 } },
      { switch: 'slow-drip', with: { chunkBytes: 50_000, gapMs: 1 } },
    ])
      assert.equal((await answer([rule])).body.data.length, 100, rule.switch);
    await assert.rejects(answer([{ switch: 'reset-mid-body' }]), TypeError);
  });

  it('41: never answers: the reader waits until it gives up', async () => {
    dialer.setFaults([{ switch: 'never-answers' }]);
    const abort = new AbortController();
    const waiting = get(dialer, pagePath(), { signal: abort.signal });
    while (dialer.journal().length === 0) await new Promise(setImmediate);
    assert.equal(dialer.journal()[0]?.status, 0);
    abort.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
  });

  it('42: redirects that drop the query, or lead to a login page', async () => {
    const dropped = await answer([{ switch: 'redirect-drops-query' }]);
    assert.deepEqual([dropped.status, dropped.headers.get('location')], [301, 'https://localhost:1/api/v1/calls']);
    const login = await answer([{ switch: 'redirect-to-login' }]);
    assert.equal(login.status, 302);
    const page = await fetch(String(login.headers.get('location')));
    assert.deepEqual([page.status, page.headers.get('content-type')], [200, 'text/html; charset=UTF-8']);
  });

  it('43: the connection ends before any byte', async () => {
    await assert.rejects(answer([{ switch: 'connection-dropped' }]), TypeError);
    assert.equal(dialer.journal()[0]?.status, 0);
  });

  it('44: one node answers 404 now and then', async () => {
    dialer.setFaults([{ switch: 'intermittent-404', with: { probability: 0.4 } }]);
    const seen = await Promise.all(Array.from({ length: 30 }, () => by('sim-token-1')));
    assert.deepEqual([...new Set(seen)].toSorted(), [200, 404]);
  });

  it('45: limits by requests in a time and by connections', async () => {
    const limit = { max: 2, perMs: 600_000 };
    dialer.setFaults([{ switch: 'rate-limit', with: limit }]);
    assert.deepEqual([await by('sim-token-1'), await by('sim-token-1'), await by('sim-token-1')], [200, 200, 429]);
    dialer.setFaults([{ switch: 'rate-limit', with: { ...limit, status: 422 } }]);
    assert.deepEqual([await by('sim-token-1'), await by('sim-token-1'), await by('sim-token-1')], [200, 200, 422]);
    dialer.setFaults([{ switch: 'connection-limit', with: { max: 0 } }]);
    assert.equal(await by('sim-token-1'), 429);
    dialer.setFaults([{ switch: 'connection-limit', with: { max: 100 } }]);
    assert.equal(await by('sim-token-1'), 200);
  });

  it('46: maintenance for thirty minutes of the account clock', async () => {
    dialer.setFaults([{ switch: 'maintenance' }]);
    assert.equal(await by('sim-token-1'), 503);
    dialer.setClock('2026-11-20T12:29:59Z');
    assert.equal(await by('sim-token-1'), 503);
    dialer.setClock('2026-11-20T12:30:00Z');
    assert.equal(await by('sim-token-1'), 200);
  });

  it('46: every request succeeds after two failures', async () => {
    dialer.setFaults([{ switch: 'fail-then-succeed' }]);
    const tries = [];
    for (const page of [1, 1, 2, 1, 2, 2]) tries.push(await by('sim-token-1', page));
    assert.deepEqual(tries, [503, 503, 503, 200, 503, 200]);
  });

  it('46: a poisoned call fails every page that holds it; smaller windows isolate it', async () => {
    dialer.setFaults([{ switch: 'poison-page', with: { position: 120, day: DAY } }]);
    const statusOf = async (ask: Parameters<typeof getPage>[1]) => (await getPage(dialer, ask)).status;
    assert.deepEqual([await statusOf({}), await statusOf({ page: 2 }), await statusOf({ page: 3 })], [200, 500, 200]);
    assert.deepEqual(
      [await statusOf({ perPage: 10, page: 12 }), await statusOf({ perPage: 10, page: 13 })],
      [200, 500],
    );
    assert.equal(await statusOf({ start: '2026-11-09 00:00:00', end: '2026-11-09 23:59:59', perPage: 500 }), 200);
    dialer.setFaults([{ switch: 'poison-page', with: { page: 3 } }]);
    assert.deepEqual([await statusOf({ page: 2 }), await statusOf({ page: 3 })], [200, 500]);
  });

  it('6: a literal answer for the second request, with its bytes and headers', async () => {
    const reply = { status: 418, headers: { 'x-node': '7' }, bodyBase64: Buffer.from([0, 255]).toString('base64') };
    dialer.setFaults([{ reply, when: { requests: [2, 2] } }]);
    assert.equal((await getPage(dialer)).status, 200);
    const response = await fetch(dialer.baseUrl + pagePath());
    assert.deepEqual([response.status, response.headers.get('x-node')], [418, '7']);
    assert.deepEqual([...new Uint8Array(await response.arrayBuffer())], [0, 255]);
    assert.equal((await getPage(dialer)).status, 200);
    dialer.setFaults([{ reply: { body: '{"data":[]}', pacing: { chunkBytes: 4, gapMs: 1, resetAfterBytes: 8 } } }]);
    await assert.rejects(getPage(dialer), TypeError);
  });
});
