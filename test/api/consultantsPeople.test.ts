import assert from 'node:assert/strict';
import { ana, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

describe('/consultants: the people', () => {
  let api: ConsultantsServer;
  beforeEach(async () => {
    api = await startConsultants();
  });
  afterEach(() => api.stop());

  describe('the records of consultants', () => {
    it('3.3, D-19: the list is a bare array of everybody, by id', async () => {
      assert.deepEqual(await api.answerTo('GET', '/consultores'), [200, []]);
      for (const nome of ['Caio', 'Ana', 'Bia']) await api.hire({ nome });
      const [, list] = await api.answerTo('GET', '/consultores');
      assert.deepEqual(
        list.map(({ id, nome }: { id: number; nome: string }) => [id, nome]),
        [
          [1, 'Caio'],
          [2, 'Ana'],
          [3, 'Bia'],
        ],
      );
    });

    it('D-8: flags that an import found null read as no', async () => {
      await api.hire(ana);
      const damaged = (await api.store.consultants.listConsultants()).map((row) => ({
        ...row,
        active: null,
        inRotation: null,
        online: null,
      }));
      const imported = await startConsultants({ store: { listConsultants: async () => damaged } });
      try {
        const [status, [read]] = await imported.answerTo('GET', '/consultores');
        assert.equal(status, 200);
        assert.deepEqual([read.status_ativo, read.status_ativo_sequencial, read.status_online], [false, false, false]);
      } finally {
        await imported.stop();
      }
    });

    it('3.3: ids that nobody has are 404, what is no id 422', async () => {
      for (const method of ['GET', 'DELETE'])
        for (const id of ['999', '-1', '0', '99999999999', '9'.repeat(400)])
          assert.deepEqual(
            await api.answerTo(method, `/consultor/${id}`),
            [404, { detail: 'Consultor não encontrado' }],
            `${method} ${id}`,
          );
      const wrong = { loc: ['path', 'consultor_id'], msg: 'value is not a valid integer', type: 'type_error.integer' };
      for (const id of ['x', '1.5', '%2300001', '%E0%A4%A'])
        assert.deepEqual(await api.fault('GET', `/consultor/${id}`), wrong);
      assert.equal((await api.answerTo('PUT', '/consultor/999', {}))[0], 404);
      assert.equal((await api.answerTo('PUT', '/consultor/999/connection?status=1'))[0], 404);
    });

    it('3.3: an update writes the keys that are there; none changes nothing', async () => {
      await api.hire(ana);
      const [, before] = await api.answerTo('GET', '/consultor/1');
      assert.deepEqual(await api.answerTo('PUT', '/consultor/1', {}), [200, before]);
      assert.deepEqual(await api.answerTo('PUT', '/consultor/1', { email: null, idiomas: ['es'], id: 5, nada: 1 }), [
        200,
        { ...before, email: null, idiomas: ['es'] },
      ]);
    });

    it('D-8: null where none may stand is 422 field by field, and nothing is stored', async () => {
      await api.hire(ana);
      const [, before] = await api.answerTo('GET', '/consultor/1');
      for (const field of ['nome', 'idiomas', 'status_ativo', 'status_ativo_sequencial', 'status_online']) {
        const { loc, type } = await api.fault('PUT', '/consultor/1', { telefone: null, [field]: null });
        assert.deepEqual([loc, type], [['body', field], 'type_error.none.not_allowed']);
      }
      assert.deepEqual(await api.answerTo('GET', '/consultores'), [200, [before]]);
      assert.equal((await api.answerTo('GET', '/consultor/da-vez?idioma=pt'))[0], 200);
    });

    it('D-16: addresses are compared when they change, too', async () => {
      await api.hire(ana);
      await api.hire({ ...ana, email: 'bia@example.com' });
      const taken = [400, { detail: 'Email já cadastrado' }];
      assert.deepEqual(await api.answerTo('PUT', '/consultor/2', { email: 'Ana@Example.com' }), taken);
      assert.equal((await api.answerTo('PUT', '/consultor/2', { email: 'BIA@example.com' }))[0], 200);
    });

    it('D-9, D-34: who is removed is gone, and the history stays', async () => {
      await api.hire(ana);
      await api.ask('GET', '/consultor/da-vez?idioma=pt');
      assert.deepEqual(await api.answerTo('DELETE', '/consultor/1'), [
        200,
        { detail: 'Consultor removido com sucesso' },
      ]);
      assert.equal((await api.answerTo('GET', '/consultor/1'))[0], 404);
      assert.equal((await api.answerTo('DELETE', '/consultor/1'))[0], 404);
      assert.deepEqual(await api.answerTo('GET', '/consultores'), [200, []]);
      assert.equal((await api.answerTo('GET', '/consultor/da-vez?idioma=pt'))[0], 404);
      assert.equal((await api.answerTo('GET', '/protocolos?consultor_id=1'))[1].length, 1);
    });

    it('3.3: the connection is set by the query alone', async () => {
      await api.hire({ ...ana, status_online: false });
      const path = '/consultor/1/connection';
      assert.equal((await api.answerTo('PUT', `${path}?status=YES`, { status: false }))[1].status_online, true);
      assert.equal((await api.answerTo('PUT', `${path}?status=off`))[1].status_online, false);
      assert.equal((await api.fault('PUT', path, { status: true })).type, 'value_error.missing');
      for (const status of ['', 'sim', '2'])
        assert.deepEqual(await api.fault('PUT', `${path}?status=${status}`), {
          loc: ['query', 'status'],
          msg: 'value could not be parsed to a boolean',
          type: 'type_error.bool',
        });
    });

    it('§5: a change based on a version that is over is 412', async () => {
      await api.hire(ana);
      const { headers } = await api.ask('GET', '/consultor/1');
      const tag = headers.get('etag') ?? '';
      const change = (method: string, wanted: string, path = '/consultor/1') =>
        api.ask(method, path, {
          body: method === 'PUT' ? { nome: 'Ana Lima' } : undefined,
          headers: { 'if-match': wanted },
        });
      const changed = await change('PUT', tag);
      assert.equal(changed.status, 200);
      assert.notEqual(changed.headers.get('etag'), tag);
      for (const wanted of [tag, 'W/"2"', 'x'])
        for (const method of ['PUT', 'DELETE'])
          assert.equal((await change(method, wanted)).status, 412, `${method} ${wanted}`);
      assert.equal((await change('PUT', tag, '/consultor/1/connection?status=1')).status, 412);
      assert.equal((await change('PUT', '*')).status, 200);
    });
  });
});
