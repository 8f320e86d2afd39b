import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { defaultTurnPolicy } from '../../rules/consultants/turnPolicy.ts';
import { anEnd, setCounter } from '../stores/support/consultants.ts';
import { ana, points, SHARED_KEY, startConsultants, WRITTEN } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

const TURN = '/consultor/da-vez?idioma=pt';
const NULLABLE = ['email', 'telefone', 'id_pipedrive'];

describe('/consultants: scenarios', () => {
  let api: ConsultantsServer;
  afterEach(() => api.stop());

  const stored = () => api.store.consultants.listProtocols({ skip: 0, limit: 99 });
  const statusOf = async (method: string, path: string, body?: unknown) => (await api.answerTo(method, path, body))[0];

  for (const path of [TURN, '/gerar-protocolo']) {
    it(`D-11, scenario 4: ${path} cut off after its assignment: with its key the first result, without a new one`, async () => {
      const done = Promise.withResolvers<void>();
      const mayAnswer = Promise.withResolvers<void>();
      const held = async <T>(given: Promise<T>): Promise<T> => {
        await given;
        done.resolve();
        await mayAnswer.promise;
        return given;
      };
      api = await startConsultants({
        store: {
          takeTurn: (asked) => held(api.store.consultants.takeTurn(asked)),
          takeNumber: (asked) => held(api.store.consultants.takeNumber(asked)),
        },
      });
      for (const email of ['ana@x.br', 'bia@x.br']) await api.hire({ email });
      const key = { 'idempotency-key': 'k-1' };
      const cut = request(`${api.url}/consultants${path}`, { headers: { 'api-key': SHARED_KEY, ...key } }).end();
      await done.promise;
      cut.destroy(new Error('cut'));
      await once(cut, 'error');
      mayAnswer.resolve();

      const [made] = await stored();
      const again = await api.ask('GET', path, { headers: key });
      assert.deepEqual([again.status, again.json.numero_protocolo], [200, made?.number]);
      assert.equal(again.json.consultor_id ?? null, made?.consultantId);
      assert.equal((await api.ask('GET', path)).json.numero_protocolo, '#00002');
      assert.equal((await stored()).length, 2);
    });
  }

  it('D-8, scenario 6: null in every field in turn is refused or stands for none; lists and turns go on', async () => {
    api = await startConsultants();
    await api.hire(ana);
    for (const field of Object.keys(ana)) {
      const expected = NULLABLE.includes(field) ? 200 : 422;
      const created = { ...ana, email: `${field}@x.br`, [field]: null };
      assert.equal(await statusOf('POST', '/consultor', created), expected, `POST ${field}`);
      assert.equal(await statusOf('PUT', '/consultor/1', { [field]: null }), expected, `PUT ${field}`);
      assert.equal(await statusOf('GET', '/consultores'), 200, field);
      assert.equal(await statusOf('GET', TURN), 200, field);
    }
    for (const field of ['descricao', 'prioridade', 'status'])
      assert.equal(await statusOf('PUT', '/protocolo/1', { [field]: null }), 200, field);
    assert.equal(await statusOf('GET', '/protocolos'), 200);
    const [, people] = await api.answerTo('GET', '/consultores');
    assert.equal(people.length, 1 + NULLABLE.length, 'what was refused is not there');
    assert.deepEqual([people[0].nome, people[0].telefone, people[0].status_online], [ana.nome, null, true]);
  });

  it('D-9, D-34, scenario 7: whoever leaves keeps the protocols, and gets no more', async () => {
    api = await startConsultants();
    for (const email of ['ana@x.br', 'bia@x.br']) await api.hire({ ...ana, email });
    for (let i = 0; i < 2; i++) await api.ask('GET', TURN);
    assert.equal(await statusOf('DELETE', '/consultor/1'), 200);
    assert.equal(await statusOf('PUT', '/consultor/2', { status_ativo: false }), 200);
    for (const id of [1, 2]) {
      const [, [protocol]] = await api.answerTo('GET', `/protocolos?consultor_id=${id}`);
      assert.deepEqual([protocol.consultor_id, protocol.numero], [id, `#0000${id}`]);
      assert.equal((await api.answerTo('GET', `/protocolo/${protocol.id}`))[1].consultor_id, id);
    }
    assert.equal(await statusOf('GET', TURN), 404);
    const { id } = await api.hire({ ...ana, email: 'ana@x.br' });
    for (let i = 0; i < 3; i++) assert.equal((await api.answerTo('GET', TURN))[1].consultor_id, id);
    const { items } = await api.store.consultants.listEvents({ consultantId: 1, limit: 9 });
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ['deleted', 'turn', 'created'],
    );
  });

  it('D-24, D-35: whatever the order goes by, ultimo_atendimento is when somebody was last offered a turn', async () => {
    api = await startConsultants({ lease: true, turnPolicy: { ...defaultTurnPolicy, order: 'end-of-service' } });
    await api.hire(ana);
    const { json } = await api.ask('GET', TURN);
    assert.equal(json.consultor_atendimento_iso, WRITTEN);
    const ends = { because: 'served', served: true, at: '2026-11-21T13:00:00.000Z' } as const;
    await api.store.consultants.releaseLease(anEnd(json.numero_protocolo, 1, ends));
    const [, person] = await api.answerTo('GET', '/consultor/1');
    assert.equal(person.ultimo_atendimento, WRITTEN);
    assert.equal((await api.store.consultants.consultant(1))?.serviceEndedAt, ends.at);
  });

  it('3.8, scenario 10: what was a defect has no switch: with all points strict it stays as it is meant', async () => {
    api = await startConsultants({ strict: points(true) });
    for (const email of ['ana@x.br', 'bia@x.br']) await api.hire({ ...ana, email });
    await setCounter(api.store, 99_998);
    const numbers = [];
    for (const path of [TURN, TURN, '/gerar-protocolo', TURN])
      numbers.push((await api.ask('GET', path)).json.numero_protocolo);
    assert.deepEqual(numbers, ['#99999', '#100000', '#100001', '#100002'], 'D-5');
    assert.equal((await api.ask('HEAD', TURN)).status, 405, 'D-11');
    const once = () => api.ask('GET', TURN, { headers: { 'idempotency-key': 'k' } });
    const [first, again] = [await once(), await once()];
    assert.equal(again.text, first.text, 'D-11');
    assert.equal(first.headers.get('cache-control'), 'no-store');
    assert.equal(await statusOf('DELETE', '/consultor/1'), 200);
    assert.equal(await statusOf('GET', '/consultor/1'), 404);
    assert.ok((await api.answerTo('GET', '/protocolos?consultor_id=1'))[1].length > 0, 'D-9');
    await api.ask('PUT', '/consultor/2', { body: { nome: 'Aaa' } });
    await api.hire({ ...ana, nome: 'AAA', email: 'c@x.br' });
    const ids = (await api.answerTo('GET', '/consultores'))[1].map(({ id }: { id: number }) => id);
    assert.deepEqual(ids, [2, 3], 'D-19');
  });
});
