import assert from 'node:assert/strict';
import { NOON, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';
import type { OpenApiDocument } from './support/jsonSchema.ts';
import type { CallOptions } from './support/startApi.ts';

const ANA = { name: 'Ana Souza', email: 'ana@example.com', languages: ['pt', 'pt-BR'], online: true, capacity: 2 };

describe('/consultants/people, the records in the words of the house', () => {
  let api: ConsultantsServer;
  let operator: string;
  beforeEach(async () => {
    api = await startConsultants();
    operator = await api.tokenOf('operator');
  });
  afterEach(() => api.stop());

  const call = (method: string, path: string, options: CallOptions = {}) =>
    api.call(method, `/consultants${path}`, { token: operator, ...options });
  const change = (body: object, ifMatch?: string) =>
    call('PATCH', '/people/1', { body, headers: ifMatch === undefined ? {} : { 'if-match': ifMatch } });

  it('4.2: somebody is made, read, listed and changed, with what the drop-in API does not show', async () => {
    const made = await call('POST', '/people', { body: ANA });
    assert.equal(made.status, 201);
    assert.deepEqual([made.headers.get('location'), made.headers.get('etag')], ['/consultants/people/1', '"1"']);
    assert.deepEqual(made.json, {
      ...ANA,
      id: 1,
      phone: null,
      active: true,
      inRotation: true,
      pipedriveId: null,
      lastOfferedAt: NOON,
      serviceEndedAt: null,
      presenceUntil: null,
      notRespondingSince: null,
      version: 1,
      createdAt: NOON,
      updatedAt: NOON,
    });
    const read = await call('GET', '/people/1', { token: await api.tokenOf('viewer') });
    assert.deepEqual([read.status, read.json, read.headers.get('etag')], [200, made.json, '"1"']);
    assert.deepEqual((await call('GET', '/people')).json, { items: [made.json], nextCursor: null });
    const { json, headers } = await change({ phone: '+5511999998888', capacity: null });
    assert.deepEqual(json, { ...made.json, phone: '+5511999998888', capacity: null, version: 2 });
    assert.equal(headers.get('etag'), '"2"');
    assert.equal((await api.ask('GET', '/consultor/1')).json.telefone, '+5511999998888', 'it is the same record');
  });

  it('4.2: a change or removal based on a version that is over is 412, and changes nothing', async () => {
    await call('POST', '/people', { body: ANA });
    assert.equal((await change({ name: 'Ana S' }, '"1"')).status, 200);
    for (const tag of ['"1"', '"9"', 'W/"2"', '2', '']) {
      const refused = await change({ name: 'Ana T' }, tag);
      assert.deepEqual([refused.status, refused.json.type], [412, 'urn:plantao:problem:changed-meanwhile'], tag);
      assert.equal((await call('DELETE', '/people/1', { headers: { 'if-match': tag } })).status, 412, tag);
    }
    assert.equal((await change({ online: false }, '*')).json.name, 'Ana S');
    const removed = await call('DELETE', '/people/1', { headers: { 'if-match': '"3"' } });
    assert.deepEqual([removed.status, removed.text], [204, '']);
    for (const method of ['GET', 'DELETE']) assert.equal((await call(method, '/people/1')).status, 404);
    assert.equal((await change({ name: 'Ana U' })).status, 404);
  });

  it('D-16, D-8: a taken address is a conflict; what no record can be is refused by name', async () => {
    await call('POST', '/people', { body: ANA });
    const twin = await call('POST', '/people', { body: { ...ANA, email: 'ANA@example.com' } });
    assert.deepEqual([twin.status, twin.json.type], [409, 'urn:plantao:problem:email-taken']);
    const wrong: [field: string, value: unknown][] = [
      ['name', 'Al'],
      ['name', 'A\u0000na'],
      ['name', 'A\ud800na'],
      ['name', null],
      ['email', 'ana'],
      ['phone', '999'],
      ['languages', []],
      ['languages[0]', ['portugues']],
      ['active', null],
      ['pipedriveId', 2 ** 31],
      ['capacity', -1],
    ];
    for (const [field, value] of wrong) {
      const { status, json } = await change({ [field.replace('[0]', '')]: value });
      assert.equal(status, 400, field);
      assert.deepEqual(
        json.errors.map((error: { field: string }) => error.field),
        [field],
      );
    }
    assert.equal((await call('GET', '/people/1')).json.version, 1);
  });

  it('D-15: attendants and viewers read, operators write', async () => {
    await call('POST', '/people', { body: ANA });
    for (const role of ['attendant', 'viewer'] as const) {
      const token = await api.tokenOf(role);
      assert.equal((await call('GET', '/people', { token })).status, 200);
      assert.equal((await call('POST', '/people', { token, body: ANA })).status, 403);
      assert.equal((await call('PATCH', '/people/1', { token, body: {} })).status, 403);
      assert.equal((await call('DELETE', '/people/1', { token })).status, 403);
    }
  });

  it('§5: the document names If-Match, ETag, 412 and the request id wherever they are', async () => {
    const { json } = await api.call('GET', '/openapi.json', { token: operator });
    const { paths } = json as OpenApiDocument;
    const conditional = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { parameters, responses }]) => {
        const isNamed = parameters.some(({ name }) => name === 'If-Match');
        assert.equal(isNamed, '412' in responses, `${method} ${path}`);
        return isNamed ? [`${method} ${path}`] : [];
      }),
    );
    assert.deepEqual(conditional.toSorted(), [
      'delete /consultants/consultor/{consultor_id}',
      'delete /consultants/people/{id}',
      'patch /consultants/people/{id}',
      'put /consultants/consultor/{consultor_id}',
      'put /consultants/consultor/{consultor_id}/connection',
      'put /consultants/protocolo/{protocolo_id}',
    ]);
    const read = paths['/consultants/consultor/{consultor_id}']?.['get']?.responses['200'] as { headers: object };
    assert.deepEqual(Object.keys(read.headers), ['X-Request-Id', 'ETag']);
    const drop = (await api.call('GET', '/consultants/openapi.json')).json as OpenApiDocument;
    assert.ok(drop.components['headers']?.['ETag'], 'also the document of the drop-in API alone');
  });
});
