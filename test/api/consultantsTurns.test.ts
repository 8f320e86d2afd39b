import assert from 'node:assert/strict';
import { ana, startConsultants, WRITTEN } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

describe('/consultants: turns and numbers', () => {
  let api: ConsultantsServer;
  beforeEach(async () => {
    api = await startConsultants();
  });
  afterEach(() => api.stop());

  describe('GET /consultor/da-vez', () => {
    it('3.3, D-6: gives the person and the number, and takes the turn', async () => {
      const { id } = await api.hire(ana);
      api.clock('2026-11-21T12:30:00.000Z');
      const { status, text, headers } = await api.ask('GET', '/consultor/da-vez?idioma=pt');
      assert.equal(status, 200);
      assert.equal(
        text,
        JSON.stringify({
          consultor_id: id,
          consultor_nome: 'Ana Souza',
          consultor_email: 'ana@example.com',
          consultor_telefone: '+5511999998888',
          consultor_idiomas: ['pt', 'en'],
          consultor_status_online: true,
          consultor_atendimento_iso: '2026-11-21T12:30:00.000000+00:00',
          consultor_id_pipedrive: 77,
          numero_protocolo: '#00001',
        }),
      );
      assert.equal(headers.get('cache-control'), 'no-store');
      const [, person] = await api.answerTo('GET', `/consultor/${id}`);
      assert.equal(person.ultimo_atendimento, '2026-11-21T12:30:00.000000+00:00');
      assert.equal((await api.answerTo('GET', '/protocolos'))[1][0].consultor_id, id);
    });

    it('D-7, D-33: nobody eligible is 404 with the language, as it was asked for, and no number', async () => {
      await api.hire({ ...ana, status_online: false });
      for (const [query, language] of [
        ['pt', 'pt'],
        ['', ''],
        ['%C3%A7%20%2B', 'ç +'],
        ['fr&idioma=de', 'de'],
      ]) {
        assert.deepEqual(await api.answerTo('GET', `/consultor/da-vez?idioma=${query}`), [
          404,
          { detail: `Não há consultor disponível para o idioma ${language}` },
        ]);
      }
      assert.equal((await api.answerTo('GET', '/protocolos'))[1].length, 0);
    });

    it('3.2: without a language it is 422', async () => {
      assert.deepEqual(await api.fault('GET', '/consultor/da-vez'), {
        loc: ['query', 'idioma'],
        msg: 'field required',
        type: 'value_error.missing',
      });
    });

    it('D-31: languages match in any case, by region and by base', async () => {
      await api.hire({ ...ana, idiomas: ['PT'] });
      for (const language of ['pt', 'PT', '%20pt%20', 'pt-BR']) {
        assert.equal((await api.ask('GET', `/consultor/da-vez?idioma=${language}`)).status, 200, language);
      }
    });

    it('D-11: the same key gives the same person and number, and says so', async () => {
      await api.hire(ana);
      await api.hire({ ...ana, email: null });
      const ask = (language = 'pt', key = 'k-1') =>
        api.ask('GET', `/consultor/da-vez?idioma=${language}`, { headers: { 'idempotency-key': key } });
      const first = await ask();
      const again = await ask();
      assert.equal(again.text, first.text);
      assert.equal(first.headers.get('idempotency-replayed'), null);
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
      assert.notEqual((await ask('pt', 'k-2')).json.numero_protocolo, first.json.numero_protocolo);
      const other = await ask('en');
      assert.equal(other.status, 422);
      assert.deepEqual(other.json.detail[0].loc, ['header', 'idempotency-key']);
      assert.equal((await ask('pt', 'x'.repeat(256))).status, 422);
      const attendant = { 'api-key': await api.keyOf('attendant', 'consultants'), 'idempotency-key': 'k-1' };
      const stranger = await api.ask('GET', '/consultor/da-vez?idioma=pt', { headers: attendant });
      assert.notEqual(stranger.json.numero_protocolo, first.json.numero_protocolo, 'a key belongs to its caller');
    });
  });

  describe('GET /gerar-protocolo', () => {
    it('3.3, D-27: gives a number that belongs to nobody', async () => {
      await api.hire(ana);
      assert.deepEqual(await api.answerTo('GET', '/gerar-protocolo'), [200, { numero_protocolo: '#00001' }]);
      assert.deepEqual(await api.answerTo('GET', '/protocolo/1'), [
        200,
        { id: 1, numero: '#00001', consultor_id: null, created_at: WRITTEN },
      ]);
    });

    it('3.3: without an active consultant it is 400; 9.3: or not, as it is set', async () => {
      await api.hire({ ...ana, status_ativo: false });
      const nobody = [400, { detail: 'Não há consultores ativos no sistema' }];
      assert.deepEqual(await api.answerTo('GET', '/gerar-protocolo'), nobody);
      const lenient = await startConsultants({ numberNeedsActive: false, unassigned: 0 });
      try {
        assert.equal((await lenient.ask('GET', '/gerar-protocolo')).status, 200);
        assert.equal((await lenient.ask('GET', '/protocolo/1')).json.consultor_id, 0);
      } finally {
        await lenient.stop();
      }
    });

    it('D-11: the same key gives the same number', async () => {
      await api.hire(ana);
      const ask = () => api.ask('GET', '/gerar-protocolo', { headers: { 'idempotency-key': 'k' } });
      assert.equal((await ask()).text, (await ask()).text);
      assert.equal((await api.answerTo('GET', '/protocolos'))[1].length, 1);
    });
  });

  it('3.7: the routes of an earlier line are there when they are switched on', async () => {
    const older = await startConsultants({ aliases: true });
    try {
      await older.hire(ana);
      const turn = await older.ask('GET', '/consultor/da-vez?idioma=pt');
      assert.equal(turn.json.protocolo, turn.json.numero_protocolo);
      const made = await older.ask('POST', '/protocolo', { body: { consultor_id: 1 } });
      assert.deepEqual(made.json, { id: 2, numero: '#00002', consultor_id: 1, created_at: WRITTEN });
      const free = await older.ask('POST', '/protocolo/gerar', { body: { consultor_id: 0 } });
      assert.deepEqual(free.json, { id: 3, numero: '#00003', consultor_id: 0, created_at: WRITTEN });
      assert.equal((await older.ask('POST', '/protocolo', { body: { consultor_id: 9 } })).status, 404);
    } finally {
      await older.stop();
    }
  });
});
