import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';
import { anyone } from '../../api/auth/principal.ts';
import { defineRoute } from '../../api/route.ts';
import { TemporalUnavailableError } from '../../runtime/temporal.ts';
import { problem } from '../../schemas/common.ts';
import { StoreError } from '../../stores/failures.ts';
import { startApi } from './support/startApi.ts';
import type { Answer, Api } from './support/startApi.ts';

const CANARY = 'canary-9f31';

const failing: Record<string, () => unknown> = {
  unknown: () => new TypeError(`cannot read ${CANARY}`),
  text: () => CANARY,
  known: () =>
    new WorkflowFailedError(CANARY, ApplicationFailure.create({ type: 'vendor-away', message: CANARY }), 0 as never),
  foreign: () => ApplicationFailure.create({ type: 'constructor', message: CANARY }),
  away: () => new TemporalUnavailableError(CANARY),
  late: () => new Error(CANARY, { cause: Object.assign(new Error(CANARY), { code: 4, details: CANARY }) }),
  storeless: () => new StoreError('store-unreachable', CANARY),
  gone: () => new WorkflowNotFoundError(CANARY, 'id', undefined),
};

describe('problems', () => {
  let api: Api;
  let token: string;

  before(async () => {
    const route = defineRoute({
      method: 'get',
      path: '/:how',
      summary: 'Fails',
      roles: anyone,
      params: z.strictObject({ how: z.string() }),
      handle: ({ params }) => {
        throw failing[params.how]?.();
      },
    });
    const failures = { 'vendor-away': { retryable: true, status: 502, title: 'The vendor is away' } };
    api = await startApi({ extra: [{ name: 'failing', routes: [route], failures }] });
    token = await api.tokenOf('admin');
  });
  after(() => api.stop());

  const assertProblem = (answer: Answer, status: number, type: string) => {
    assert.equal(answer.status, status, answer.text);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    const document = problem.strict().parse(answer.json);
    assert.equal(document.type, `urn:plantao:problem:${type}`);
    assert.equal(document.status, status);
    assert.equal(document.requestId, answer.headers.get('x-request-id'));
    assert.ok(!answer.text.includes(CANARY) && !answer.text.includes('node_modules'), 'nothing inner is told');
    return document;
  };

  const fail = (how: string) => api.call('GET', `/failing/${how}`, { token });

  it('§5: an unknown error is told by its request id alone, and logged with it', async () => {
    for (const how of ['unknown', 'text']) {
      const { requestId } = assertProblem(await fail(how), 500, 'internal');
      const lines = api.logged.filter((line) => line.includes(requestId));
      assert.ok(
        lines.some((line) => line.includes(CANARY)),
        'the log says why',
      );
    }
  });

  it("§5: an integration's failure has the status and title of its table, however deep it lies", async () => {
    assert.equal(assertProblem(await fail('known'), 502, 'vendor-away').title, 'The vendor is away');
  });

  it('§5: a failure of no table is unknown, whatever its name', async () => {
    assertProblem(await fail('foreign'), 500, 'internal');
  });

  it('§5: Temporal away or too slow is 503 with Retry-After; a run that is not there is 404', async () => {
    for (const how of ['away', 'late']) {
      const answer = await fail(how);
      assertProblem(answer, 503, 'temporal-unavailable');
      assert.equal(answer.headers.get('retry-after'), '5');
    }
    assertProblem(await fail('gone'), 404, 'not-found');
  });

  it('§5: the database away is 503 with Retry-After', async () => {
    const answer = await fail('storeless');
    assertProblem(answer, 503, 'database-unavailable');
    assert.equal(answer.headers.get('retry-after'), '5');
  });

  it('§5: an unknown path is 404, another method 405 with what is allowed', async () => {
    assertProblem(await api.call('GET', '/calls/nothing', { token }), 404, 'not-found');
    const answer = await api.call('DELETE', '/calls/backfills', { token });
    assertProblem(answer, 405, 'method-not-allowed');
    assert.deepEqual(answer.headers.get('allow')?.split(', ').sort(), ['GET', 'HEAD', 'POST']);
    for (const path of ['/', '/login', '/health', '/docs']) {
      const { status } = await api.call('PUT', path, { token });
      assert.equal(status, 405, path);
    }
  });

  it('§5: a missing credential is 401 with WWW-Authenticate, before anything else is looked at', async () => {
    const answer = await api.call('POST', '/calls/backfills', { body: '{"broken' });
    assertProblem(answer, 401, 'unauthenticated');
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/);
  });

  it('§5: validation names the field within its place and the rule', async () => {
    const body = { campaigns: [5, 0], from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' };
    const { errors } = assertProblem(
      await api.call('POST', '/calls/backfills', { token, body }),
      400,
      'invalid-request',
    );
    assert.deepEqual(errors, [
      { field: 'campaigns[1]', rule: 'must be a whole number from 1 to 2147483647' },
      { field: 'to', rule: 'must be after `from`' },
    ]);
  });

  it('§5: a problem never repeats the query, which may hold a secret', async () => {
    const answer = await api.call('GET', `/calls?api_token=${CANARY}`, { token });
    assert.equal(assertProblem(answer, 400, 'invalid-request').instance, '/calls');
    assert.ok(!api.logged.some((line) => line.includes(`api_token=${CANARY}`)));
  });

  it("§5: the caller's request id is taken when it is sane, and replaced when it is not", async () => {
    const of = async (id: string) =>
      (await api.call('GET', '/health', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    assert.equal(await of('order-77.a_b'), 'order-77.a_b');
    for (const id of ['a b', '<script>', 'x'.repeat(101)]) assert.match((await of(id)) ?? '', /^[0-9a-f-]{36}$/);
  });

  it('§5: what is no HTTP, or too much of it, gets a problem document and the connection closed', async () => {
    const { hostname, port } = new URL(api.url);
    for (const [sent, status] of [
      ['NONSENSE\r\n\r\n', 400],
      [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ] as const) {
      const socket = connect(Number(port), hostname);
      let answer = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
      socket.write(sent);
      await once(socket, 'close');
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} .*application/problem\\+json.*"status":${status}`, 's'));
    }
  });
});
