import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { callFailures, type CallFailureType } from '../../../../activities/calls/errors.ts';
import type { FaultRules } from '../../../../simulators/dialer/faults.ts';
import { startDialer, type Dialer as Simulator } from '../../../../simulators/dialer/start.ts';
import { NOW, worldOf } from '../support/world.ts';
import { PAGE, RANGE, aDialer, failureOf, startVendor } from '../support/vendor.ts';

type Case = readonly [what: string, rule: FaultRules[number], type: CallFailureType, says: RegExp];
const on = (name: string, params: Record<string, unknown> = {}): FaultRules[number] => ({ switch: name, with: params });
const answers = (status: number, body: string, headers: Record<string, string> = {}): FaultRules[number] => ({
  reply: { status, body, headers },
});

/** Every way in which the vendor may refuse a page (5.3), and what it is called from then on. */
const CASES: readonly Case[] = [
  ['32: 401', on('unauthorized'), 'dialer-credentials-rejected', /401: the token is invalid/],
  ['32: a token that expires', on('token-expires'), 'dialer-credentials-rejected', /401/],
  ['33: 403', on('forbidden'), 'dialer-access-denied', /403/],
  ['34: a validation error', on('validation-error'), 'dialer-request-refused', /422: the request is invalid/],
  ['34: 422 that means too many', on('too-many-requests-422'), 'dialer-rate-limited', /422: too many/],
  ['35: 429', on('rate-limited'), 'dialer-rate-limited', /429: too many/],
  ['36: 500', on('server-error', { status: 500 }), 'dialer-unavailable', /answered 500/],
  ['36: 502', on('server-error', { status: 502 }), 'dialer-unavailable', /answered 502/],
  ['36: 503', on('server-error', { status: 503 }), 'dialer-unavailable', /answered 503/],
  ['36: 504', on('server-error', { status: 504 }), 'dialer-unavailable', /answered 504/],
  ['36: 520', on('server-error', { status: 520 }), 'dialer-unavailable', /answered 520/],
  ['36: 524', on('server-error', { status: 524 }), 'dialer-unavailable', /answered 524/],
  ['37: HTML', on('html-login'), 'dialer-answer-unreadable', /200 with a web page/],
  ['38: an empty body', on('empty-body'), 'dialer-answer-unreadable', /200 with an empty body/],
  ['39: half of the JSON', on('truncated-json'), 'dialer-answer-unreadable', /200 with text that is not JSON/],
  ['39: a cut connection', on('cut-connection'), 'dialer-unavailable', /cannot be reached/],
  ['39: corrupt gzip', on('corrupt-gzip'), 'dialer-unavailable', /cannot be reached/],
  ['40: a body that says 500', on('body-status', { status: 500 }), 'dialer-unavailable', /answered 500/],
  ['40: a body that says 422', on('body-status', { status: 422 }), 'dialer-request-refused', /answered 422/],
  ['40: a body that says 401', on('body-status', { status: 401 }), 'dialer-credentials-rejected', /401/],
  ['40: a body that says 429', on('body-status', { status: 429 }), 'dialer-rate-limited', /429/],
  ['41: a body that is cut', on('reset-mid-body'), 'dialer-unavailable', /cannot be reached/],
  [
    '42: a redirect to https',
    on('redirect-drops-query'),
    'dialer-redirected',
    /a redirect to https:; it is not followed/,
  ],
  ['42: a redirect to a login page', on('redirect-to-login'), 'dialer-redirected', /a login page/],
  [
    '42: a redirect to another host',
    on('redirect-drops-query', { to: 'http://elsewhere.invalid' }),
    'dialer-redirected',
    /another host/,
  ],
  ['43: a dropped connection', on('connection-dropped'), 'dialer-unavailable', /cannot be reached/],
  ['44: 404', on('intermittent-404', { probability: 1 }), 'dialer-not-found', /404: no such page/],
  ['45: a limit by the second', on('rate-limit', { max: 0 }), 'dialer-rate-limited', /429/],
  ['45: a limit by the second, told as 422', on('rate-limit', { max: 0, status: 422 }), 'dialer-rate-limited', /422/],
  ['45: a limit of connections', on('connection-limit', { max: 0 }), 'dialer-rate-limited', /429/],
  ['46: maintenance', on('maintenance'), 'dialer-unavailable', /503/],
  ['46: a poison page', on('poison-page', { page: 1 }), 'dialer-unavailable', /500/],
  ['3.6: 400', answers(400, '{"detail":"X-Agent-Id"}'), 'dialer-request-refused', /400/],
  ['5.3: 408', answers(408, ''), 'dialer-unavailable', /408/],
  ['5.3: 425', answers(425, ''), 'dialer-unavailable', /425/],
  [
    '5.1: 422 about the page',
    answers(422, '{"errors":{"page":["inválido"]}}'),
    'dialer-not-found',
    /422: no such page/,
  ],
  [
    '5.1: 422 about the page size is no end',
    answers(422, '{"errors":{"per_page":["x"]}}'),
    'dialer-request-refused',
    /422/,
  ],
  ['3.6: 204', answers(204, ''), 'dialer-answer-unreadable', /204 with an empty body/],
  ['3.4: status_code in the body', answers(200, '{"status_code":503}'), 'dialer-unavailable', /503/],
];

describe('dialer failures', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startDialer({ world: worldOf(34) });
  });
  after(() => simulator.close());
  beforeEach(() => {
    simulator.reset();
    simulator.setClock(NOW);
  });

  for (const [what, rule, type, says] of CASES) {
    it(`5.3, ${what} is ${type}`, async () => {
      simulator.setFaults([rule]);
      const error = await failureOf(aDialer(simulator.baseUrl).page(PAGE));
      assert.equal(error.type, type);
      assert.match(error.message, says);
    });
  }

  it('5.3: what passes by itself is retried, what does not is final, and nothing else is', () => {
    const retried = Object.entries(callFailures).flatMap(([type, { retryable }]) => (retryable ? [type] : []));
    assert.deepEqual(retried.toSorted(), [
      'dialer-answer-unreadable',
      'dialer-not-found',
      'dialer-rate-limited',
      'dialer-timed-out',
      'dialer-unavailable',
    ]);
  });

  it('C-3, 3.6: each form of Retry-After is waited for, within bounds, and tells everybody to slow down', async () => {
    const waits: Record<string, [number, number]> = {
      seconds: [2_000, 2_000],
      date: [500, 2_000],
      past: [500, 500],
      zero: [500, 500],
      absent: [5_000, 5_000],
      absurd: [600_000, 600_000],
    };
    for (const [retryAfter, [least, most]] of Object.entries(waits)) {
      simulator.setFaults([on('rate-limited', { retryAfter, seconds: 2 })]);
      const dialer = aDialer(simulator.baseUrl);
      const { retryAfterMs = 0 } = await failureOf(dialer.page(PAGE));
      assert.ok(retryAfterMs >= least && retryAfterMs <= most, `${retryAfter}: ${retryAfterMs}`);
      assert.deepEqual(dialer.pauses, [retryAfterMs]);
    }
  });

  it('5.3: other failures do not slow anybody down', async () => {
    simulator.setFaults([on('server-error')]);
    const dialer = aDialer(simulator.baseUrl);
    await failureOf(dialer.page(PAGE));
    assert.deepEqual(dialer.pauses, []);
  });

  it('C-53: a 401 after the cut-off of personal tokens says so, to a personal token only', async () => {
    const cutOff = Date.parse('2026-10-01T03:00:00Z');
    simulator.setFaults([on('unauthorized')]);
    const said = async (token: string, nowMs: number) =>
      (await failureOf(aDialer(simulator.baseUrl, { token: async () => token, now: () => nowMs }).page(PAGE))).message;
    assert.match(
      await said('personal', cutOff),
      /Personal tokens stopped working on 2026-10-01: use a service token \(3cs_…\)/,
    );
    assert.doesNotMatch(await said('personal', cutOff - 1), /Personal/);
    assert.doesNotMatch(await said('3cs_service', cutOff), /Personal/);
  });

  it('5.3: a redirect is not followed, not even on the same host', async () => {
    simulator.setFaults([
      { reply: { status: 302, headers: { location: '/api/v1/campaigns' } }, when: { route: 'calls' } },
    ]);
    const error = await failureOf(aDialer(simulator.baseUrl).page(PAGE));
    assert.deepEqual([error.type, simulator.journal().length], ['dialer-redirected', 1]);
  });

  it('5.3: a client never repeats a request by itself', async () => {
    for (const name of ['server-error', 'rate-limited', 'cut-connection', 'connection-dropped', 'empty-body']) {
      simulator.clearJournal();
      simulator.setFaults([on(name)]);
      await failureOf(aDialer(simulator.baseUrl).page(PAGE));
      assert.equal(simulator.journal().length, 1, name);
    }
  });

  it('C-52: the check fails as a page would', async () => {
    simulator.setFaults([on('unauthorized')]);
    assert.equal((await failureOf(aDialer(simulator.baseUrl).check())).type, 'dialer-credentials-rejected');
    simulator.setFaults([]);
    await aDialer(simulator.baseUrl).check();
    assert.equal(simulator.journal().at(-1)?.path, '/campaigns');
  });

  it('40: a body without status, and a bare list, are good answers', async () => {
    for (const name of ['no-body-status', 'bare-list']) {
      simulator.setFaults([on(name)]);
      assert.equal((await aDialer(simulator.baseUrl).page(PAGE)).rows.length, 34);
    }
  });

  it('C-24: a count that the account does not have is no such page', async () => {
    simulator.setFaults([on('no-count-endpoint')]);
    assert.equal((await failureOf(aDialer(simulator.baseUrl).total(RANGE))).type, 'dialer-not-found');
  });

  describe('without a vendor', () => {
    let mute: Server;
    let port: number;
    before(async () => {
      mute = createServer((socket) => {
        socket.on('error', () => undefined).end('not http at all\r\n\r\n', () => socket.destroy());
      });
      await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
      ({ port } = mute.address() as AddressInfo);
    });
    after(() => new Promise((resolve) => mute.close(resolve)));

    it('43: something that speaks no HTTP, or TLS where there is none, cannot be reached', async () => {
      for (const scheme of ['http', 'https']) {
        const error = await failureOf(aDialer(new URL(`${scheme}://127.0.0.1:${port}/`)).page(PAGE));
        assert.equal(error.type, 'dialer-unavailable');
        assert.match(error.message, /^The dialer cannot be reached \([\w-]+\)\.$/);
      }
    });

    it('43: a name that does not exist and a port that nobody listens on are told by their code', async () => {
      const nowhere = await failureOf(aDialer(new URL('http://nowhere.invalid/')).page(PAGE));
      assert.match(nowhere.message, /\((ENOTFOUND|EAI_AGAIN)\)/);
      const gone = await startVendor(() => undefined);
      await gone.close();
      const closed = await failureOf(aDialer(gone.root).page(PAGE));
      assert.match(closed.message, /\(ECONNREFUSED\)/);
    });
  });
});
