import assert from 'node:assert/strict';
import { SHARED_KEY, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

const READS = ['/consultores', '/consultor/1', '/protocolos', '/protocolo/1'];

describe('/consultants as FastAPI answers', () => {
  let api: ConsultantsServer;

  before(async () => {
    api = await startConsultants();
    await api.hire();
  });
  after(() => api.stop());

  const bare = (method: string, path: string, options = {}) => api.call(method, `/consultants${path}`, options);
  const answerTo = async (method: string, path: string, options = {}) => {
    const { status, json } = await api.ask(method, path, options);
    return [status, json];
  };

  describe('credentials', () => {
    it('3.1: no key is 403, a wrong one 401, in the words of the replaced service', async () => {
      for (const path of READS) {
        const none = await bare('GET', path);
        assert.deepEqual([none.status, none.text], [403, '{"detail":"Not authenticated"}'], path);
        const empty = await bare('GET', path, { headers: { 'api-key': '' } });
        assert.equal(empty.status, 403);
        const wrong = await bare('GET', path, { headers: { 'API-Key': 'wrong' } });
        assert.deepEqual([wrong.status, wrong.text], [401, '{"detail":"API Key inválida"}'], path);
      }
    });

    it('3.1: a key in the query or a cookie, or a credential of another kind, is none', async () => {
      const token = await api.tokenOf('admin');
      for (const headers of [{ cookie: `api-key=${SHARED_KEY}` }, { authorization: `Bearer ${token}` }]) {
        assert.equal((await bare('GET', `/consultores?api-key=${SHARED_KEY}`, { headers })).status, 403);
      }
    });

    it('D-15: keys of ours open what their role does, and nothing of it with another scope', async () => {
      const opened = async (key: string) =>
        Promise.all(
          [
            ['GET', '/consultores'],
            ['GET', '/gerar-protocolo'],
            ['PUT', '/consultor/1/connection?status=on'],
            ['PUT', '/consultor/1'],
          ].map(async ([method = '', path = '']) => {
            const body = path === '/consultor/1' ? {} : undefined;
            return (await api.ask(method, path, { body, headers: { 'api-key': key } })).status;
          }),
        );
      assert.deepEqual(await opened(await api.keyOf('viewer', 'consultants')), [200, 403, 403, 403]);
      assert.deepEqual(await opened(await api.keyOf('attendant', 'consultants')), [200, 200, 200, 403]);
      assert.deepEqual(await opened(await api.keyOf('operator', 'consultants')), [200, 200, 200, 200]);
      assert.deepEqual(await opened(await api.keyOf('client', 'consultants')), [403, 403, 403, 403]);
      assert.deepEqual(await opened(await api.keyOf('operator', 'calls')), [403, 403, 403, 403]);
    });

    it('D-15: a deleted key opens nothing from the next request on', async () => {
      const admin = await api.tokenOf('admin');
      const wanted = { name: 'x', integration: 'consultants', role: 'viewer' };
      const { json } = await api.call('POST', '/auth/api-keys', { token: admin, body: wanted });
      const headers = { 'api-key': json.key };
      assert.equal((await bare('GET', '/consultores', { headers })).status, 200);
      await api.call('DELETE', `/auth/api-keys/${json.id}`, { token: admin });
      assert.equal((await bare('GET', '/consultores', { headers })).status, 401);
    });

    it('D-15: above its limit a key gets 429 and is told when to come again; others are not affected', async () => {
      const limited = await startConsultants({ requestsPerMinute: 3 });
      try {
        const viewer = { 'api-key': await limited.keyOf('viewer', 'consultants') };
        for (let i = 0; i < 3; i++) assert.equal((await limited.ask('GET', '/consultores')).status, 200);
        const { status, headers, json } = await limited.ask('GET', '/consultores');
        assert.deepEqual([status, json], [429, { detail: 'Limite de requisições excedido' }]);
        assert.match(headers.get('retry-after') ?? '', /^([1-9]|[1-5]\d|60)$/);
        assert.equal((await limited.ask('GET', '/consultores', { headers: viewer })).status, 200);
      } finally {
        await limited.stop();
      }
    });

    it('8.3: wrong keys from one address become 429, and right ones still open', async () => {
      const guarded = await startConsultants();
      try {
        const statuses = new Set<number>();
        for (let i = 0; i < 70; i++) {
          statuses.add((await guarded.ask('GET', '/consultores', { headers: { 'api-key': `wrong-${i}` } })).status);
        }
        assert.deepEqual([...statuses], [401, 429]);
        assert.equal((await guarded.ask('GET', '/consultores')).status, 200);
      } finally {
        await guarded.stop();
      }
    });
  });

  describe('order of evaluation', () => {
    it('3.1: malformed JSON is 422 before the key is looked at, with the words of the decoder', async () => {
      const doc = '{"nome": "Zé",\n nome}';
      const { status, json } = await bare('POST', '/consultor', { body: doc });
      const msg = 'Expecting property name enclosed in double quotes';
      assert.equal(status, 422);
      assert.deepEqual(json, {
        detail: [
          {
            loc: ['body', 16],
            msg: `${msg}: line 2 column 2 (char 16)`,
            type: 'value_error.jsondecode',
            ctx: { msg, doc, pos: 16, lineno: 2, colno: 2 },
          },
        ],
      });
      for (const path of ['/consultor/1', '/protocolo/1']) {
        assert.equal((await bare('PUT', path, { body: '{' })).status, 422, path);
      }
    });

    it('3.1: a body is not read where none belongs', async () => {
      assert.equal((await bare('PUT', '/consultor/1/connection?status=1', { body: '{' })).status, 403);
      assert.equal((await api.ask('PUT', '/consultor/1/connection?status=1', { body: '{' })).status, 200);
      assert.equal((await api.ask('DELETE', '/consultor/999', { body: '{' })).status, 404);
    });

    it('3.1: the key comes before the fields, the fields before the handler', async () => {
      assert.equal((await bare('POST', '/consultor', { body: {} })).status, 403);
      assert.equal((await bare('GET', '/consultor/da-vez')).status, 403);
      assert.equal((await bare('GET', '/consultor/x')).status, 403);
      assert.equal((await api.ask('PUT', '/consultor/999', { body: { nome: 'x' } })).status, 422);
    });

    it('3.2: faults of path, query and body come together', async () => {
      const { json } = await api.ask('PUT', '/consultor/x', { body: { nome: 'y', status_ativo: 'z' } });
      assert.deepEqual(
        json.detail.map(({ loc }: { loc: string[] }) => loc),
        [
          ['path', 'consultor_id'],
          ['body', 'nome'],
          ['body', 'status_ativo'],
        ],
      );
    });
  });

  describe('paths and methods', () => {
    it('3.1: an unknown path is 404 and another method 405, both without a key', async () => {
      for (const path of ['/', '/nada', '/consultor/1/2', '/consultores/x', '/consultor/1/connection/x']) {
        const { status, text } = await bare('GET', path);
        assert.deepEqual([status, text], [404, '{"detail":"Not Found"}'], path);
      }
      assert.equal((await bare('POST', '/protocolo', { body: {} })).status, 404, '3.7 is off');
      for (const [method, path, allowed] of [
        ['POST', '/consultores', 'GET'],
        ['GET', '/consultor', 'POST'],
        ['PATCH', '/consultor/1', 'GET'],
        ['GET', '/consultor/1/connection', 'PUT'],
        ['OPTIONS', '/consultor/da-vez', 'GET'],
      ] as const) {
        const { status, text, headers } = await bare(method, path);
        assert.deepEqual([status, text], [405, '{"detail":"Method Not Allowed"}'], `${method} ${path}`);
        assert.equal(headers.get('allow'), allowed);
      }
    });

    it('3.1: of two paths that fit, the method decides', async () => {
      const [status, json] = await answerTo('PUT', '/consultor/da-vez', { body: {} });
      assert.equal(status, 422);
      assert.equal(json.detail[0].type, 'type_error.integer');
    });

    it('3.1: a slash too much is 307 to where it belongs, without a key and with the query', async () => {
      const { status, text, headers } = await bare('GET', '/consultores/?a=b%20c');
      assert.deepEqual([status, text], [307, '']);
      assert.equal(headers.get('location'), `${api.url}/consultants/consultores?a=b%20c`);
      assert.equal((await bare('PUT', '/consultor/1/')).headers.get('location'), `${api.url}/consultants/consultor/1`);
      assert.equal((await bare('GET', '/nada/')).status, 404);
    });

    it('D-11: HEAD is refused and takes nobody’s turn', async () => {
      const before = (await api.answerTo('GET', '/protocolos'))[1].length;
      for (const path of ['/consultor/da-vez?idioma=pt', '/gerar-protocolo', '/consultores']) {
        assert.equal((await api.ask('HEAD', path)).status, 405, path);
      }
      assert.equal((await api.answerTo('GET', '/protocolos'))[1].length, before);
    });

    it('D-36: every answer has an id, and the media type is plain JSON', async () => {
      for (const path of ['/consultores', '/nada', '/consultor/x']) {
        const { headers } = await api.ask('GET', path);
        assert.match(headers.get('x-request-id') ?? '', /^[\w-]{36}$/, path);
        assert.equal(headers.get('content-type'), 'application/json');
        assert.equal(headers.get('cache-control'), 'no-store');
        assert.equal(headers.get('x-powered-by'), null);
      }
    });

    it('3.1: routes of the house under the same base keep their own words', async () => {
      const { status, headers } = await bare('GET', '/handovers');
      assert.equal(status, 401);
      assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
      assert.equal((await api.call('GET', '/calls/nada')).json.title, 'Route not found');
    });

    it('3.1: the description is public and holds every endpoint', async () => {
      const { status, json } = await bare('GET', '/openapi.json');
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(json.paths), [
        '/consultants/consultor/da-vez',
        '/consultants/gerar-protocolo',
        '/consultants/consultores',
        '/consultants/consultor',
        '/consultants/consultor/{consultor_id}',
        '/consultants/consultor/{consultor_id}/connection',
        '/consultants/protocolos',
        '/consultants/protocolo/{protocolo_id}',
      ]);
      const create = json.paths['/consultants/consultor'].post;
      assert.deepEqual(create.requestBody.content['application/json'].schema.required, ['nome', 'idiomas']);
      for (const path of ['/docs', '/redoc']) {
        const { headers, text } = await bare('GET', path);
        assert.match(headers.get('content-type') ?? '', /^text\/html/);
        assert.match(text, /\/consultor\/da-vez/);
      }
      const house = await api.call('GET', '/openapi.json', { token: await api.tokenOf('viewer') });
      assert.ok(house.json.paths['/consultants/consultor/da-vez'].get);
    });

    it('D-30: durations are measured by the declared path', async () => {
      await api.ask('GET', '/consultor/1');
      const { text } = await api.call('GET', '/metrics', { token: await api.tokenOf('viewer') });
      assert.match(text, /_count\{method="GET",route="\/consultants\/consultor\/:consultor_id",status="200"\} [1-9]/);
    });
  });

  describe('CORS', () => {
    const origin = 'https://painel.example';

    it('3.1: a simple answer is for everybody, also when it is a refusal', async () => {
      for (const path of ['/consultores', '/nada', '/consultores/']) {
        const { headers } = await bare('GET', path, { headers: { origin } });
        assert.equal(headers.get('access-control-allow-origin'), '*', path);
        assert.equal(headers.get('access-control-allow-credentials'), 'true');
      }
      const withCookie = await bare('GET', '/consultores', { headers: { origin, cookie: 'a=b' } });
      assert.equal(withCookie.headers.get('access-control-allow-origin'), origin);
      assert.equal((await bare('GET', '/consultores')).headers.get('access-control-allow-origin'), null);
    });

    it('3.1: a preflight is answered without a key, and names the origin', async () => {
      const preflight = (method: string, path = '/consultor') =>
        bare('OPTIONS', path, {
          headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'api-key' },
        });
      const { status, text, headers } = await preflight('POST');
      assert.deepEqual([status, text], [200, 'OK']);
      assert.equal(headers.get('access-control-allow-origin'), origin);
      assert.equal(headers.get('access-control-allow-methods'), 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT');
      assert.equal(headers.get('access-control-allow-headers'), 'api-key');
      assert.equal(headers.get('access-control-max-age'), '600');
      assert.equal(headers.get('access-control-allow-credentials'), 'true');
      assert.match(headers.get('vary') ?? '', /Origin/);
      assert.equal((await preflight('GET', '/nada')).status, 200);
      const refused = await preflight('TRACE');
      assert.deepEqual([refused.status, refused.text], [400, 'Disallowed CORS method']);
    });

    it('3.1: origins can be named', async () => {
      const strict = await startConsultants({ origins: [origin] });
      try {
        const allowed = async (from: string) =>
          (await strict.ask('GET', '/consultores', { headers: { origin: from } })).headers.get(
            'access-control-allow-origin',
          );
        assert.equal(await allowed(origin), origin);
        assert.equal(await allowed('https://evil.example'), null);
      } finally {
        await strict.stop();
      }
    });
  });
});
