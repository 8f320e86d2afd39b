import assert from 'node:assert/strict';
import { StoreError } from '../../stores/failures.ts';
import { SHARED_KEY, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

const CANARIES = ['Canária da Silva', 'canaria@example.com', '+5511912345678', 'segredo-no-protocolo', 'plt_canary'];
const [nome, email, telefone, descricao, queryKey] = CANARIES;

/** Everything that a client does, with canaries wherever a person's data or a key may stand. */
async function exercise(api: ConsultantsServer): Promise<void> {
  await api.hire({ nome, email, telefone });
  const asked: [string, string, unknown?][] = [
    ['POST', '/consultor', { nome, email, telefone, idiomas: ['pt'] }],
    ['POST', '/consultor', { nome: [nome], email, telefone: `${telefone}x`, idiomas: [email] }],
    ['POST', '/consultor', `{"nome": "${nome}`],
    ['GET', `/consultores?api-key=${queryKey}&nome=${nome}`],
    ['GET', '/consultor/1'],
    ['GET', `/consultor/${email}`],
    ['GET', `/nada/${email}`],
    ['GET', `/consultor/${email}/`],
    ['PUT', '/consultor/1', { nome, telefone }],
    ['PATCH', `/consultor/${email}`],
    ['GET', '/consultor/da-vez?idioma=pt'],
    ['GET', `/consultor/da-vez?idioma=${encodeURIComponent(nome ?? '')}`],
    ['GET', '/gerar-protocolo'],
    ['PUT', '/protocolo/1', { descricao, prioridade: descricao, status: descricao }],
    ['GET', `/protocolos?consultor_id=${email}`],
    ['DELETE', '/consultor/1'],
  ];
  for (const [method, path, body] of asked) await api.ask(method, path, { body });
}

describe('what /consultants writes down', () => {
  for (const logLines of [false, true]) {
    it(`D-14, D-29: no personal data and no key, ${logLines ? 'as seen' : 'as documented'}`, async () => {
      const api = await startConsultants({ strict: { logLines } });
      try {
        await exercise(api);
        api.failWith(new Error(`insert into consultants values ('${nome}')`));
        await exercise(api);
        const { text: metrics } = await api.call('GET', '/metrics', { token: await api.tokenOf('viewer') });
        // An error's own words are for the log alone; what masks them there is the logger's business.
        const logged = api.logged.filter((line) => !line.includes('insert into consultants'));
        const all = [...api.lines, ...logged, metrics].join('\n');
        for (const canary of [...CANARIES, SHARED_KEY, JSON.stringify(nome).slice(1, -1), 'Can\\u00e1ria'])
          assert.ok(!all.includes(canary), `${canary} in ${all.split('\n').find((line) => line.includes(canary))}`);
        assert.ok(api.lines.length > 60);
      } finally {
        await api.stop();
      }
    });
  }

  it('D-29: each line is one object with one key, by request', async () => {
    const api = await startConsultants();
    try {
      await api.hire();
      api.lines.length = 0;
      const turn = await api.ask('GET', '/consultor/da-vez?idioma=pt&chave=x');
      const lost = await api.ask('GET', '/consultor/99');
      const lines = api.lines.map((line) => JSON.parse(line));
      const id = turn.headers.get('x-request-id');
      const seconds = /^\d+\.\d\ds$/;
      assert.deepEqual(lines.map(Object.keys), [['request'], ['response'], ['request'], ['error'], ['response']]);
      assert.deepEqual(lines[0].request, { id, method: 'GET', path: '/consultor/da-vez', params: { idioma: 'pt' } });
      const { time, ...response } = lines[1].response;
      assert.deepEqual(response, { id, status: 200, data: { consultor_id: 1, numero_protocolo: '#00001' } });
      assert.match(time, seconds);
      const other = lost.headers.get('x-request-id');
      assert.notEqual(other, id);
      assert.deepEqual(lines[3].error, {
        id: other,
        method: 'GET',
        path: '/consultor/99',
        error: 'Consultor não encontrado',
      });
      assert.equal(lines[2].request.params, null);
    } finally {
      await api.stop();
    }
  });

  it('3.5: as seen, a line is text with a JSON tail in ASCII, and whole bodies are masked', async () => {
    const api = await startConsultants({ strict: { logLines: true } });
    try {
      await api.hire({ nome });
      api.lines.length = 0;
      const { headers } = await api.ask('GET', '/consultor/99');
      await api.ask('GET', '/consultor/1');
      const id = headers.get('x-request-id');
      const [request, error] = api.lines;
      const at = '2026-11-21 12:00:00';
      assert.equal(request, `${at} | REQ ${id} | {"id":"${id}","method":"GET","path":"/consultor/99","params":null}`);
      const tail = `{"id":"${id}","method":"GET","path":"/consultor/99","error":"Consultor n\\u00e3o encontrado"}`;
      assert.equal(error, `${at} | ERR ${id} | ${tail}`);
      const { data } = JSON.parse(/\{.*$/.exec(api.lines.at(-1) ?? '')?.[0] ?? '');
      assert.deepEqual([data.id, data.nome, data.idiomas, data.email], [1, '***', ['***'], null]);
    } finally {
      await api.stop();
    }
  });

  describe('when something fails', () => {
    let api: ConsultantsServer;
    before(async () => {
      api = await startConsultants();
      await api.hire();
    });
    after(() => api.stop());
    afterEach(() => api.failWith(null));

    for (const error of [
      new Error('SELECT * FROM consultants; -- canary'),
      new StoreError('store-unreachable', 'canary at 10.0.0.1'),
    ]) {
      it(`D-13, D-36: ${error.name}: the shape of the replaced service with the id of the error alone`, async () => {
        api.failWith(error);
        for (const path of ['/consultores', '/consultor/1', '/protocolos', '/protocolo/1']) {
          const { status, text, headers } = await api.ask('GET', path);
          assert.deepEqual([status, text], [500, 'Internal Server Error'], path);
          assert.match(headers.get('content-type') ?? '', /^text\/plain/);
          assert.match(headers.get('x-request-id') ?? '', /^[\w-]{36}$/);
        }
        for (const [method, path, words] of [
          ['GET', '/consultor/da-vez?idioma=pt', 'Erro ao selecionar consultor: '],
          ['GET', '/gerar-protocolo', 'Erro ao gerar protocolo: '],
          ['POST', '/consultor', 'Erro interno ao criar consultor: '],
        ] as const) {
          const body = method === 'POST' ? { nome: 'Ana', idiomas: ['pt'] } : undefined;
          const { status, json, headers } = await api.ask(method, path, { body });
          assert.deepEqual([status, json], [500, { detail: words + headers.get('x-request-id') }]);
        }
        assert.ok(api.logged.some((line) => line.includes('unhandled error') && line.includes('canary')));
      });
    }
  });
});
