import assert from 'node:assert/strict';
import { ana, startConsultants, WRITTEN } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

describe('/consultants: making a consultant', () => {
  let api: ConsultantsServer;
  beforeEach(async () => {
    api = await startConsultants();
  });
  afterEach(() => api.stop());

  describe('POST /consultor', () => {
    it('3.3, 3.4: makes a consultant at the back of the rotation; keys in their order', async () => {
      const { status, text } = await api.ask('POST', '/consultor', {
        body: { ...ana, id: 99, ultimo_atendimento: 'x' },
      });
      assert.equal(status, 200);
      assert.equal(text, JSON.stringify({ ...ana, id: 1, ultimo_atendimento: WRITTEN }));
    });

    it('3.4: defaults, and 3.1: values as pydantic takes them', async () => {
      assert.deepEqual(await api.answerTo('POST', '/consultor', { nome: 123456, idiomas: ['pt'] }), [
        200,
        {
          nome: '123456',
          email: null,
          telefone: null,
          idiomas: ['pt'],
          status_ativo: true,
          status_ativo_sequencial: true,
          status_online: false,
          id_pipedrive: null,
          id: 1,
          ultimo_atendimento: WRITTEN,
        },
      ]);
      const words = { nome: 'Bia', idiomas: ['pt'], status_ativo: 'OFF', status_online: 1, id_pipedrive: '77' };
      const [, read] = await api.answerTo('POST', '/consultor', words);
      assert.deepEqual([read.status_ativo, read.status_online, read.id_pipedrive], [false, true, 77]);
    });

    it('3.2: each wrong field in the words of pydantic', async () => {
      const cases: [change: object, loc: unknown[], type: string, msg: string, ctx?: object][] = [
        [{ nome: undefined }, ['nome'], 'value_error.missing', 'field required'],
        [{ nome: null }, ['nome'], 'type_error.none.not_allowed', 'none is not an allowed value'],
        [
          { nome: 'ab' },
          ['nome'],
          'value_error.any_str.min_length',
          'ensure this value has at least 3 characters',
          { limit_value: 3 },
        ],
        [
          { nome: 'x'.repeat(256) },
          ['nome'],
          'value_error.any_str.max_length',
          'ensure this value has at most 255 characters',
          { limit_value: 255 },
        ],
        [
          { idiomas: [] },
          ['idiomas'],
          'value_error.list.min_items',
          'ensure this value has at least 1 items',
          { limit_value: 1 },
        ],
        [{ idiomas: 'pt' }, ['idiomas'], 'type_error.list', 'value is not a valid list'],
        [{ idiomas: [null] }, ['idiomas', 0], 'type_error.none.not_allowed', 'none is not an allowed value'],
        [{ status_ativo: 'sim' }, ['status_ativo'], 'type_error.bool', 'value could not be parsed to a boolean'],
        [{ status_online: null }, ['status_online'], 'type_error.none.not_allowed', 'none is not an allowed value'],
        [{ id_pipedrive: 'x' }, ['id_pipedrive'], 'type_error.integer', 'value is not a valid integer'],
      ];
      for (const [change, loc, type, msg, ctx] of cases) {
        const expected = { loc: ['body', ...loc], msg, type, ...(ctx && { ctx }) };
        assert.deepEqual(
          await api.fault('POST', '/consultor', { ...ana, ...change }),
          expected,
          JSON.stringify(change),
        );
      }
    });

    it('3.2: no body, null, no object, and JSON that says it is text', async () => {
      const missing = { loc: ['body'], msg: 'field required', type: 'value_error.missing' };
      const notADict = { loc: ['body'], msg: 'value is not a valid dict', type: 'type_error.dict' };
      assert.deepEqual(await api.fault('POST', '/consultor'), missing);
      assert.deepEqual(await api.fault('POST', '/consultor', 'null'), missing);
      for (const body of ['[1]', '"x"', '5']) assert.deepEqual(await api.fault('POST', '/consultor', body), notADict);
      const headers = { 'content-type': 'text/plain' };
      const asText = await api.ask('POST', '/consultor', { body: ana, headers });
      assert.deepEqual([asText.status, asText.json], [422, { detail: [notADict] }]);
      for (const type of ['application/json; charset=utf-8', 'application/vnd.x+json']) {
        const read = await api.ask('POST', '/consultor', {
          body: { ...ana, email: null },
          headers: { 'content-type': type },
        });
        assert.equal(read.status, 200, type);
      }
    });

    it('D-17: beyond the limits of the database it is 422', async () => {
      for (const [change, field, limit] of [
        [{ telefone: '+'.padEnd(51, '1') }, 'telefone', 50],
        [{ id_pipedrive: 2_147_483_648 }, 'id_pipedrive', 2_147_483_647],
        [{ id_pipedrive: -2_147_483_649 }, 'id_pipedrive', -2_147_483_648],
        [{ email: `${'x'.repeat(320)}@y` }, 'email', 320],
      ] as const) {
        const { loc, ctx } = await api.fault('POST', '/consultor', { ...ana, ...change });
        assert.deepEqual([loc, ctx], [['body', field], { limit_value: limit }]);
      }
      assert.equal((await api.fault('POST', '/consultor', { ...ana, nome: 'a\u0000bc' })).type, 'value_error');
      assert.equal((await api.fault('POST', '/consultor', { ...ana, email: 'İ'.repeat(300) })).type, 'value_error');
      assert.equal((await api.answerTo('POST', '/consultor', { ...ana, id_pipedrive: 2_147_483_647 }))[0], 200);
    });

    it('D-31: telephones and language codes are checked', async () => {
      for (const telefone of ['abc', '', '11999998888', '+123456789', '+1234567890123456', '+55 11 99999']) {
        const { loc, type } = await api.fault('POST', '/consultor', { ...ana, telefone });
        assert.deepEqual([loc, type], [['body', 'telefone'], 'value_error'], telefone);
      }
      for (const code of ['', 'p', 'portugues']) {
        const { loc, type } = await api.fault('POST', '/consultor', { ...ana, idiomas: ['pt', code] });
        assert.deepEqual([loc, type], [['body', 'idiomas', 1], 'value_error'], code);
      }
    });

    it('D-16: an address belongs to one person, in any case; null and "" to anybody', async () => {
      await api.hire(ana);
      const taken = [400, { detail: 'Email já cadastrado' }];
      assert.deepEqual(await api.answerTo('POST', '/consultor', { ...ana, email: 'ANA@example.com' }), taken);
      for (const email of [null, '', '']) {
        assert.equal((await api.answerTo('POST', '/consultor', { ...ana, email }))[0], 200);
      }
    });
  });
});
