import assert from 'node:assert/strict';
import { startApi } from './support/startApi.ts';
import type { Api } from './support/startApi.ts';

const body = { campaigns: [5], from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' };

describe('Idempotency-Key', () => {
  let api: Api;
  let clock = new Date('2026-11-20T12:00:00Z');
  let started = 0;
  let start: () => Promise<void>;

  before(async () => {
    api = await startApi({
      now: () => clock,
      starters: {
        async start() {
          started++;
          const runId = `run-${started}`;
          await start();
          return { workflowId: 'calls-backfill-1', runId, joined: false };
        },
      },
    });
  });
  after(() => api.stop());
  beforeEach(() => {
    started = 0;
    start = async () => undefined;
  });

  const post = (token: string, key: string, asked: unknown = body) =>
    api.call('POST', '/calls/backfills', { token, body: asked, headers: { 'idempotency-key': key } });

  it('§4: the same request again gets the first answer, with its headers, and starts nothing', async () => {
    const token = await api.tokenOf('operator');
    const first = await post(token, 'again');
    const second = await post(token, 'again', { ...body, campaigns: ['5', 5] });
    assert.deepEqual([second.status, second.text], [first.status, first.text]);
    assert.equal(second.headers.get('location'), first.headers.get('location'));
    assert.equal(second.headers.get('idempotency-replayed'), 'true');
    assert.equal(started, 1);
  });

  it('§4: ten that arrive at once start once and get one answer', async () => {
    const token = await api.tokenOf('operator');
    const allHere = Promise.withResolvers<void>();
    const { claimAnswer } = api.store.access;
    let claims = 0;
    api.store.access.claimAnswer = (claim) => {
      if (++claims === 10) allHere.resolve();
      return claimAnswer(claim);
    };
    start = () => allHere.promise;
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(token, 'at-once')));
    api.store.access.claimAnswer = claimAnswer;
    const texts = new Set(answers.map(({ status, text }) => `${status} ${text}`));
    assert.equal(texts.size, 1);
    assert.equal(started, 1);
  });

  it('§4: another body under the same key is 422', async () => {
    const token = await api.tokenOf('operator');
    await post(token, 'other');
    const { status, json } = await post(token, 'other', { ...body, campaigns: [6] });
    assert.equal(status, 422);
    assert.match(json.type, /idempotency-key-reused$/);
    assert.equal(started, 1);
  });

  it('§4: the same key of another caller is another key', async () => {
    await post(await api.tokenOf('operator'), 'mine');
    await post(await api.tokenOf('operator'), 'mine');
    assert.equal(started, 2);
  });

  it('§4: a request that failed may be tried again under its key', async () => {
    const token = await api.tokenOf('operator');
    start = async () => assert.fail('the start fails');
    assert.equal((await post(token, 'failed')).status, 500);
    start = async () => undefined;
    assert.equal((await post(token, 'failed')).status, 202);
    assert.equal(started, 2);
  });

  it('§4: an answer is kept for 24 hours', async () => {
    const user = await api.tokenOf('operator');
    await post(user, 'a-day');
    clock = new Date(clock.getTime() + 23 * 3_600_000);
    const key = await api.keyOf('operator');
    await post(key, 'a-day');
    await post(key, 'a-day');
    assert.equal(started, 2);
    clock = new Date(clock.getTime() + 24 * 3_600_000 + 1);
    await post(key, 'a-day');
    assert.equal(started, 3);
  });

  it('§4: a key that is none is refused by name', async () => {
    for (const key of ['x'.repeat(256), 'a b']) {
      const { status, json } = await post(await api.tokenOf('operator'), key);
      assert.equal(status, 400);
      assert.equal(json.errors[0].field, 'Idempotency-Key');
    }
  });
});
