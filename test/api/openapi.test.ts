import assert from 'node:assert/strict';
import { settings } from '../../schemas/config.ts';
import type { OpenApiDocument } from './support/jsonSchema.ts';
import { startApi } from './support/startApi.ts';
import type { Api } from './support/startApi.ts';

function* strings(value: unknown, key = ''): Generator<[key: string, text: string]> {
  if (typeof value === 'string') yield [key, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [inner, child] of Object.entries(value)) yield* strings(child, inner);
}

const resolve = (document: unknown, pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document);

describe('/openapi.json', () => {
  let api: Api;
  let document: OpenApiDocument;

  before(async () => {
    api = await startApi();
    document = (await api.call('GET', '/openapi.json', { token: await api.tokenOf('viewer') })).json;
  });
  after(() => api.stop());

  it('§5: names every mounted route', () => {
    assert.equal(document.openapi, '3.1.0');
    for (const { name, routes } of api.integrations) {
      for (const { method, path } of routes) {
        const written = `/${name}${path === '/' ? '' : path}`.replace(/:(\w+)/g, '{$1}');
        assert.ok(document.paths[written]?.[method], `${method} ${written}`);
      }
    }
    for (const path of ['/health', '/ready', '/metrics', '/openapi.json', '/auth/login', '/auth/users/{id}']) {
      assert.ok(document.paths[path], path);
    }
  });

  it('§5: every reference resolves', () => {
    const references = [...strings(document)].filter(([key]) => key === '$ref').map(([, text]) => text);
    assert.ok(references.length > 10);
    for (const reference of references) {
      assert.match(reference, /^#\/components\//);
      assert.equal(typeof resolve(document, reference), 'object', reference);
    }
  });

  it('§5: path parameters are those of the path, and operation ids are unique', () => {
    const ids: string[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(methods)) {
        ids.push(operation.operationId);
        const declared = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        assert.deepEqual(declared, inPath, path);
        assert.ok(Object.keys(operation.responses).includes('default'));
      }
    }
    assert.equal(new Set(ids).size, ids.length);
  });

  it('§5: describes what is sent, not what it becomes', () => {
    const { schema } = document.paths['/calls/backfills']?.['post']?.requestBody?.content['application/json'] ?? {};
    assert.deepEqual(schema?.required, ['campaigns', 'from', 'to']);
    assert.equal(schema?.properties?.['from']?.format, 'date-time');
    assert.equal(schema?.properties?.['dryRun']?.type, 'boolean');
  });

  it('§5: every integration may be the root', () => {
    const names = api.integrations.map(({ name }) => name);
    assert.deepEqual(settings.API_ROOT.schema.unwrap().options, names);
  });
});
