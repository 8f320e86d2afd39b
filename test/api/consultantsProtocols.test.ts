import assert from 'node:assert/strict';
import { ana, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

describe('/consultants: their protocols', () => {
  let api: ConsultantsServer;
  beforeEach(async () => {
    api = await startConsultants();
  });
  afterEach(() => api.stop());

  describe('protocols', () => {
    beforeEach(async () => {
      await api.hire(ana);
      for (let i = 0; i < 3; i++) await api.ask('GET', i === 1 ? '/gerar-protocolo' : '/consultor/da-vez?idioma=pt');
    });

    it('3.3, D-19: are listed by id, by person, and in parts', async () => {
      const numbers = async (query = '') =>
        (await api.answerTo('GET', `/protocolos${query}`))[1].map(({ numero }: { numero: string }) => numero);
      assert.deepEqual(await numbers(), ['#00001', '#00002', '#00003']);
      assert.deepEqual(await numbers('?consultor_id=1'), ['#00001', '#00003']);
      assert.deepEqual(await numbers('?skip=1&limit=1'), ['#00002']);
      for (const query of [
        '?limit=0',
        '?skip=3',
        '?consultor_id=9',
        '?consultor_id=99999999999',
        '?skip=99999999999999999999',
      ])
        assert.deepEqual(await numbers(query), [], query);
      assert.equal((await numbers('?limit=99999999999999999999')).length, 3);
      assert.equal((await numbers(`?limit=${'9'.repeat(400)}`)).length, 3);
    });

    it('D-18, 3.3: negative places are 422, and so is what is no number', async () => {
      for (const name of ['skip', 'limit']) {
        assert.deepEqual(await api.fault('GET', `/protocolos?${name}=-1`), {
          loc: ['query', name],
          msg: 'ensure this value is greater than or equal to 0',
          type: 'value_error.number.not_ge',
          ctx: { limit_value: 0 },
        });
        for (const value of ['', 'x'])
          assert.equal((await api.fault('GET', `/protocolos?${name}=${value}`)).type, 'type_error.integer');
      }
      assert.equal((await api.fault('GET', '/protocolos?consultor_id=')).type, 'type_error.integer');
    });

    it('3.3: one is found by its id, not by its number', async () => {
      assert.equal((await api.answerTo('GET', '/protocolo/1'))[1].numero, '#00001');
      for (const id of ['9', '-1', '99999999999'])
        assert.deepEqual(await api.answerTo('GET', `/protocolo/${id}`), [404, { detail: 'Protocolo não encontrado' }]);
      assert.equal((await api.fault('GET', '/protocolo/%2300001')).type, 'type_error.integer');
    });

    it('D-26: an update is kept and readable; the answer has its four fields', async () => {
      const noted = { descricao: 'retornar', prioridade: 'alta', status: 'aberto' };
      const [status, answer] = await api.answerTo('PUT', '/protocolo/1', { ...noted, consultor_id: 9 });
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(answer), ['id', 'numero', 'consultor_id', 'created_at']);
      assert.equal(answer.consultor_id, 1);
      await api.ask('PUT', '/protocolo/1', { body: { status: null } });
      const token = await api.tokenOf('viewer');
      const { json } = await api.call('GET', '/consultants/protocols/%2300001', { token });
      assert.deepEqual([json.description, json.priority, json.status, json.version], ['retornar', 'alta', null, 3]);
    });

    it('3.3: an update without a body is 422, of an unknown one 404, of a changed one 412', async () => {
      assert.deepEqual((await api.fault('PUT', '/protocolo/1')).loc, ['body']);
      assert.equal((await api.fault('PUT', '/protocolo/1', { status: {} })).type, 'type_error.str');
      assert.equal((await api.answerTo('PUT', '/protocolo/9', {}))[0], 404);
      const stale = await api.ask('PUT', '/protocolo/1', { body: {}, headers: { 'if-match': '"7"' } });
      assert.equal(stale.status, 412);
    });
  });
});
