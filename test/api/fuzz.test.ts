import assert from 'node:assert/strict';
import { startApi } from './support/startApi.ts';
import type { Answer, Api } from './support/startApi.ts';
import type { OpenApiDocument, Operation } from './support/jsonSchema.ts';
import { sample, wrongTexts, wrongValues } from './support/samples.ts';

interface Asked {
  path: Record<string, string>;
  query: Record<string, string | string[]>;
  body: unknown;
}

describe('bad input', () => {
  let api: Api;
  let document: OpenApiDocument;

  before(async () => {
    api = await startApi();
    document = (await api.call('GET', '/openapi.json', { token: await api.tokenOf('admin') })).json;
  });
  after(() => api.stop());

  const send = async (
    method: string,
    template: string,
    { path, query, body }: Asked,
    headers = {},
  ): Promise<Answer> => {
    const filled = template.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(path[name] ?? ''));
    const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    const search = pairs.length > 0 ? `?${new URLSearchParams(pairs as [string, string][])}` : '';
    return api.call(method.toUpperCase(), filled + search, { token: await api.tokenOf('admin'), body, headers });
  };

  const parametersOf = (operation: Operation, where: 'path' | 'query') =>
    operation.parameters.filter((parameter) => parameter.in === where && parameter.name !== 'cursor');

  const valid = (operation: Operation): Asked => {
    const texts = (where: 'path' | 'query') =>
      Object.fromEntries(
        parametersOf(operation, where).map(({ name, schema }) => [name, String(sample(name, schema))]),
      );
    const schema = operation.requestBody?.content['application/json'].schema;
    return { path: texts('path'), query: texts('query'), body: schema && sample('body', schema) };
  };

  const assertRefused = (answer: Answer, field: string, what: string) => {
    assert.equal(answer.status, 400, `${what} → ${answer.status} ${answer.text.slice(0, 300)}`);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    const fields: string[] = answer.json.errors.map((error: { field: string }) => error.field);
    assert.ok(
      fields.some((name) => name === field || name.startsWith(`${field}[`)),
      `${what}: ${field} is not among ${fields.join(', ')}`,
    );
  };

  const eachOperation = async (check: (method: string, path: string, operation: Operation) => Promise<void>) => {
    let operations = 0;
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        if (operation['x-drop-in']) continue;
        operations++;
        await check(method, path, operation);
      }
    }
    assert.ok(operations > 20, 'the document lists the routes');
  };

  it('§5: accepts the samples that the other tests spoil', async () => {
    await eachOperation(async (method, path, operation) => {
      const { status, text } = await send(method, path, valid(operation));
      assert.ok(status < 500 && status !== 400, `${method} ${path} → ${status} ${text}`);
    });
  });

  it('§5: every field of every body wrong, missing or huge is refused by name', async () => {
    await eachOperation(async (method, path, operation) => {
      const asked = valid(operation);
      const schema = operation.requestBody?.content['application/json'].schema;
      const body = asked.body as Record<string, unknown>;
      for (const [field, property] of Object.entries(schema?.properties ?? {})) {
        for (const wrong of wrongValues(property)) {
          const answer = await send(method, path, { ...asked, body: { ...body, [field]: wrong } });
          assertRefused(answer, field, `${method} ${path} ${field}=${String(JSON.stringify(wrong)).slice(0, 50)}`);
        }
        for (const wrong of property.items ? wrongValues(property.items) : []) {
          const answer = await send(method, path, { ...asked, body: { ...body, [field]: [wrong] } });
          assertRefused(
            answer,
            `${field}[0]`,
            `${method} ${path} ${field}[0]=${String(JSON.stringify(wrong)).slice(0, 50)}`,
          );
        }
        if (!schema?.required?.includes(field)) continue;
        const { [field]: _left, ...rest } = body;
        assertRefused(await send(method, path, { ...asked, body: rest }), field, `${method} ${path} without ${field}`);
      }
    });
  });

  it('§5: every field of every query and path wrong, repeated or huge is refused by name', async () => {
    await eachOperation(async (method, path, operation) => {
      const asked = valid(operation);
      for (const { name, schema } of parametersOf(operation, 'query')) {
        for (const wrong of wrongTexts(schema)) {
          const answer = await send(method, path, { ...asked, query: { ...asked.query, [name]: wrong } });
          assertRefused(answer, name, `${method} ${path}?${name}=${wrong.slice(0, 40)}`);
        }
        const twice = String(sample(name, schema));
        const answer = await send(method, path, { ...asked, query: { ...asked.query, [name]: [twice, twice] } });
        assertRefused(answer, name, `${method} ${path}?${name} twice`);
      }
      for (const { name, schema } of parametersOf(operation, 'path')) {
        for (const wrong of wrongTexts(schema)) {
          const answer = await send(method, path, { ...asked, path: { [name]: wrong } });
          assertRefused(answer, name, `${method} ${path} with ${wrong.slice(0, 40)}`);
        }
      }
    });
  });

  it('§5: what is not known is refused by name, in bodies and queries', async () => {
    await eachOperation(async (method, path, operation) => {
      const asked = valid(operation);
      const query = { ...asked.query, unexpected: '1' };
      assertRefused(await send(method, path, { ...asked, query }), 'unexpected', `${method} ${path}?unexpected`);
      if (method === 'get') return;
      const bodies = ['unexpected', '__proto__', 'constructor'].map((name) => {
        const text = JSON.stringify({ ...(asked.body as object), replaced: 1 });
        return [name, text.replace('"replaced"', `"${name}"`)] as const;
      });
      for (const [name, body] of bodies) {
        assertRefused(await send(method, path, { ...asked, body }), name, `${method} ${path} with ${name}`);
      }
    });
  });

  it('§5: a body that is no object, no JSON, too deep, too large or of another type gets 4xx', async () => {
    await eachOperation(async (method, path, operation) => {
      if (method === 'get') return;
      const asked = valid(operation);
      for (const body of ['[]', '"x"', '5', 'null', '['.repeat(20_000) + ']'.repeat(20_000)]) {
        assertRefused(await send(method, path, { ...asked, body }), 'body', `${method} ${path} ${body.slice(0, 20)}`);
      }
      const others: [number, unknown, Record<string, string>][] = [
        [400, '{"a":', {}],
        [400, '\ufeff{', {}],
        [413, `"${'x'.repeat(300_000)}"`, {}],
        [415, '{}', { 'content-type': 'text/plain' }],
        [415, '{}', { 'content-type': 'application/json; charset=iso-8859-1' }],
        [415, '{}', { 'content-encoding': 'snappy' }],
        [400, '{}', { 'content-encoding': 'gzip' }],
      ];
      for (const [status, body, headers] of others) {
        const answer = await send(method, path, { ...asked, body }, headers);
        assert.equal(
          answer.status,
          status,
          `${method} ${path} ${String(body).slice(0, 20)} ${answer.text.slice(0, 200)}`,
        );
        assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
      }
    });
  });

  it('§5: a cursor that no page gave is refused by name', async () => {
    await eachOperation(async (method, path, operation) => {
      if (!operation.parameters.some(({ name }) => name === 'cursor')) return;
      const asked = valid(operation);
      if (path.endsWith('/backfills/{id}/windows')) return; // 404 first: the sample names no run
      for (const cursor of ['x', 'W10', 'bnVsbA', 'eyJhIjoxfQ', 'WyIxIiwyLDNd', 'x'.repeat(600)]) {
        const answer = await send(method, path, { ...asked, query: { ...asked.query, cursor } });
        assertRefused(answer, 'cursor', `${method} ${path}?cursor=${cursor.slice(0, 20)}`);
      }
    });
  });

  it('§5: addresses and headers that are none get 4xx and never 5xx', async () => {
    const token = await api.tokenOf('admin');
    for (const path of [
      '/calls/backfills/%E0%A4%A',
      '/%00',
      '/calls/..%2f..%2fetc',
      '/calls/backfills/%2e%2e/windows',
      '/calls?%',
    ]) {
      const answer = await api.call('GET', path, { token });
      assert.ok(answer.status >= 400 && answer.status < 500, `${path} → ${answer.status}`);
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    }
    for (const authorization of [
      'Bearer',
      'Bearer x',
      'Bearer a.b.c',
      'Basic eDp5',
      `Bearer ${'x'.repeat(9_000)}`,
      'Bearer plt_x',
    ]) {
      assert.equal((await api.call('GET', '/auth/me', { headers: { authorization } })).status, 401, authorization);
    }
  });
});
