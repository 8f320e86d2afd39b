import assert from 'node:assert/strict';
import { issueApiKey } from '../../api/auth/apiKeys.ts';
import { startProduct, type Product } from '../../bench/support/product.ts';
import { until } from '../support/until.ts';

const ana = { nome: 'Ana Sousa', idiomas: ['pt'], status_online: true };
const bia = { nome: 'Bia Lima', idiomas: ['pt'], status_online: true };

describe('consultants in the product', function () {
  this.timeout(60_000);
  let product: Product;
  let key: string;

  before(async () => {
    product = await startProduct({ settings: { CONSULTANTS_ACCEPT_SECONDS: '60' } });
    const wanted = { name: 'a machine', integration: 'consultants', role: 'operator' } as const;
    ({ key } = await issueApiKey(product.store.access, wanted, new Date()));
  });
  after(() => product.stop());

  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const { API_HOST, API_PORT } = product.config;
    const answer = await fetch(`http://${API_HOST}:${API_PORT}/consultants${path}`, {
      method,
      headers: { 'api-key': key, 'x-api-key': key, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, json: JSON.parse(await answer.text()) as Record<string, unknown> };
  };
  const standing = async (number: string) => (await ask('GET', `/handovers/${encodeURIComponent(number)}`)).json;
  const phase = (number: string, wanted: string) =>
    until(async () => (await product.store.consultants.handover(number))?.phase === wanted);

  it('D-1, D-6, D-22: an empty house hires, gives turns in order, and follows a hand-over to its end', async () => {
    const ids = [];
    for (const person of [ana, bia]) ids.push((await ask('POST', '/consultor', person)).json['id']);
    const first = await ask('GET', '/consultor/da-vez?idioma=pt');
    assert.deepEqual([first.status, first.json['numero_protocolo']], [200, '#00001']);
    assert.equal(first.json['consultor_id'], ids[0]);
    const second = await ask('GET', '/consultor/da-vez?idioma=PT-br');
    assert.deepEqual([second.json['consultor_id'], second.json['numero_protocolo']], [ids[1], '#00002']);

    const number = encodeURIComponent('#00001');
    await until(async () => (await standing('#00001'))['live'] !== null);
    const offer = { consultantId: ids[0], offerNo: 1 };
    const accepted = await ask('POST', `/handovers/${number}/accept`, offer);
    assert.equal(accepted.status, 200, JSON.stringify(accepted.json));
    const late = await ask('POST', `/handovers/${number}/refuse`, offer);
    assert.equal(late.status, 409, JSON.stringify(late.json));
    assert.equal((await ask('POST', `/handovers/${number}/finish`, { consultantId: ids[0] })).status, 200);
    await phase('#00001', 'finished');
    assert.deepEqual([...(await product.store.consultants.openLoad())], [[ids[1], 1]]);
  });

  it('4.2: Temporal killed and started again, a turn given after it is followed', async () => {
    await product.temporal.restart();
    const { status, json } = await ask('GET', '/consultor/da-vez?idioma=pt');
    assert.equal(status, 200);
    const number = String(json['numero_protocolo']);
    await until(async () => (await standing(number))['live'] !== null);
  });

  it('D-11, D-20: killed after the answer, the API gives the first answer again; the worker killed, nothing is lost', async () => {
    await product.worker.kill();
    const turn = () => ask('GET', '/consultor/da-vez?idioma=pt', undefined, { 'idempotency-key': 'the-one-request' });
    const { json } = await turn();
    await product.api.kill();
    await product.api.start();
    assert.deepEqual((await turn()).json, json);
    await product.worker.start();
    const number = String(json['numero_protocolo']);
    await until(async () => (await standing(number))['live'] !== null);
    assert.equal((await ask('GET', '/gerar-protocolo')).json['numero_protocolo'], '#00005');
  });
});
