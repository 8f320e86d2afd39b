import assert from 'node:assert/strict';
import { issueApiKey } from '../../api/auth/apiKeys.ts';
import { followed } from '../../bench/consultants/followed.ts';
import { startProduct, type Product } from '../../bench/support/product.ts';
import { HANDOVER_TOPIC } from '../../stores/consultants/topics.ts';
import { until } from '../support/until.ts';

const TURN = '/consultants/consultor/da-vez?idioma=pt';
const FIRST = `/consultants/handovers/${encodeURIComponent('#00001')}`;

describe('consultants while Temporal is away', function () {
  this.timeout(90_000);
  let product: Product;
  let key: string;

  const ask = async (method: string, path: string, body?: unknown) => {
    const { API_HOST, API_PORT } = product.config;
    const answer = await fetch(`http://${API_HOST}:${API_PORT}${path}`, {
      method,
      headers: { 'api-key': key, 'x-api-key': key, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const statusOf = async (method: string, path: string, body?: unknown) => (await ask(method, path, body)).status;
  const takeTurns = async (count: number) => {
    const statuses = await Promise.all(Array.from({ length: count }, () => statusOf('GET', TURN)));
    assert.deepEqual(new Set(statuses), new Set([200]));
  };
  const waiting = async () => (await product.store.outbox.backlog())[HANDOVER_TOPIC]?.waiting ?? 0;
  const triedInVain = async () => {
    const rows = await product.store.db.selectFrom('outbox').select('attempts').where('done_at', 'is', null).execute();
    return rows.some(({ attempts }) => attempts > 0);
  };
  const allRunning = () =>
    until(async () => {
      const standing = await followed(product);
      return (await waiting()) === 0 && standing.running === standing.handovers && standing;
    });

  before(async () => {
    // Long enough to outlast the test: whoever was started is running.
    product = await startProduct({ settings: { CONSULTANTS_ACCEPT_SECONDS: '3600' } });
    const wanted = { name: 'a machine', integration: 'consultants', role: 'operator' } as const;
    ({ key } = await issueApiKey(product.store.access, wanted, new Date()));
    for (const nome of ['Consultora 1', 'Consultora 2']) {
      const person = { nome, idiomas: ['pt'], status_online: true };
      assert.equal(await statusOf('POST', '/consultants/consultor', person), 200);
    }
  });
  after(() => product.stop());

  it('8.3: callers notice nothing; afterwards every hand-over is running, and none was started twice', async () => {
    await takeTurns(3);
    await allRunning();
    const [first] = (await product.store.consultants.listHandovers({ limit: 10 })).items.toReversed();
    const accept = () => statusOf('POST', `${FIRST}/accept`, { consultantId: first?.consultantId, offerNo: 1 });

    await product.temporal.kill();
    await takeTurns(20);
    assert.equal(await statusOf('POST', '/consultants/turns', { language: 'pt' }), 201);
    assert.equal(await statusOf('GET', '/consultants/gerar-protocolo'), 200);
    await until(triedInVain);
    assert.equal(await waiting(), 21);

    assert.equal(await statusOf('GET', '/health'), 200);
    const notReady = await ask('GET', '/ready');
    assert.equal(notReady.status, 503);
    assert.match(notReady.text, /database: ok, temporal: unreachable/);
    assert.equal(await statusOf('GET', '/consultants/handovers'), 200);
    assert.equal(await accept(), 503);

    await product.temporal.start();
    assert.deepEqual(await allRunning(), { handovers: 24, running: 24, started_twice: 0 });
    await until(async () => (await statusOf('GET', '/ready')) === 200);
    assert.equal(await accept(), 200);
  });

  it('8.3: a worker that comes up while Temporal is away says so, waits for it, and starts what was left', async () => {
    await product.worker.kill();
    await product.temporal.kill();
    await takeTurns(3);
    const up = product.worker.start();
    await until(() => product.worker.lastWords().includes('Temporal is not there; trying again'));
    await takeTurns(3);
    assert.equal(await waiting(), 6);
    await product.temporal.start();
    await up;
    const { handovers, started_twice: twice } = await allRunning();
    assert.deepEqual([handovers, twice], [30, 0]);
  });
});
