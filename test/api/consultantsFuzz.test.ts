import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { z } from 'zod';
import { refused, validationError } from '../../api/fastapi/describe.ts';
import {
  consultorDaVezResponse,
  consultorResponse,
  numeroResponse,
  protocoloResponse,
  removed,
} from '../../schemas/consultants.ts';
import { SHARED_KEY, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

const RUNS = 500;

const scalar = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, '', '0', 'on', '1e400', '\u0000', '\ud800', 'İ'.repeat(300), '+5511999998888', 2 ** 31, -1),
);
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(fc.string(), scalar, { maxKeys: 2 }));
const names = ['nome', 'email', 'telefone', 'idiomas', 'status_ativo', 'status_online', 'id_pipedrive', 'status', 'x'];
const sound = { nome: 'Ana', idiomas: ['pt'], status_online: true };

const body = fc.oneof(
  fc
    .dictionary(fc.constantFrom(...names, '__proto__', 'constructor'), value, { maxKeys: 6 })
    .map((fields) => JSON.stringify(fields)),
  fc
    .dictionary(fc.constantFrom(...names), value, { maxKeys: 1 })
    .map((fields) => JSON.stringify({ ...sound, ...fields })),
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('[NaN]', '{"nome": Infinity}', '['.repeat(3_000), '\ufeff{}', ''),
);
const segment = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map(String),
  fc.constantFrom('da-vez', '-1', '99999999999', '%00', '%2300001', '%', '%E0%A4%A', '..', '1.5'),
  fc.string().map(encodeURIComponent),
);
const query = fc.oneof(
  fc.constant(''),
  fc
    .array(
      fc.tuple(fc.constantFrom('idioma', 'status', 'skip', 'limit', 'consultor_id'), fc.string({ unit: 'binary' })),
    )
    .map((pairs) => `?${pairs.map(([name, text]) => `${name}=${encodeURIComponent(text.toWellFormed())}`).join('&')}`),
  fc.constantFrom(
    '?idioma=pt',
    '?idioma=%00',
    '?skip=1e400&limit=_1',
    `?limit=${'9'.repeat(400)}`,
    '?idioma=%FF',
    '?&&=',
  ),
);
const type = fc.constantFrom(
  'application/json',
  'text/plain',
  'application/x+json',
  'nonsense',
  'application/json;charset=latin1',
);

/** What every operation may answer with 200. */
const OPERATIONS: [method: string, path: string, answer: z.ZodType][] = [
  ['GET', '/consultor/da-vez', consultorDaVezResponse],
  ['GET', '/gerar-protocolo', numeroResponse],
  ['GET', '/consultores', z.array(consultorResponse)],
  ['POST', '/consultor', consultorResponse],
  ['GET', '/consultor/:id', z.union([consultorResponse, consultorDaVezResponse])],
  ['PUT', '/consultor/:id', consultorResponse],
  ['DELETE', '/consultor/:id', removed],
  ['PUT', '/consultor/:id/connection', consultorResponse],
  ['GET', '/protocolos', z.array(protocoloResponse)],
  ['GET', '/protocolo/:id', protocoloResponse],
  ['PUT', '/protocolo/:id', protocoloResponse],
];

const isRefusal = (status: number, json: unknown): boolean =>
  (status === 422 ? validationError : refused).safeParse(json).success;

describe('8.3: whatever is sent to /consultants', () => {
  let api: ConsultantsServer;
  before(async () => {
    api = await startConsultants();
    await api.hire();
  });
  after(() => api.stop());

  for (const [method, template, answer] of OPERATIONS) {
    it(`D-13: ${method} ${template} never fails, and answers as it says`, async function () {
      this.timeout(60_000);
      await fc.assert(
        fc.asyncProperty(segment, query, body, type, async (id, search, sent, media) => {
          const path = template.replace(':id', id) + search;
          const hasBody = method !== 'GET' && sent !== '';
          const response = await fetch(`${api.url}/consultants${path}`, {
            method,
            redirect: 'manual',
            headers: { 'api-key': SHARED_KEY, ...(hasBody && { 'content-type': media }) },
            ...(hasBody && { body: sent.toWellFormed() }),
          });
          const text = await response.text();
          const what = `${path} ${sent} → ${response.status} ${text}`;
          assert.ok(response.status < 500, what);
          if (response.status === 307) return;
          const json: unknown = JSON.parse(text);
          assert.ok(response.status === 200 ? answer.safeParse(json).success : isRefusal(response.status, json), what);
        }),
        { numRuns: RUNS },
      );
    });
  }

  it('D-8: after all of it the lists and the turns still work', async () => {
    for (const path of ['/consultores', '/protocolos']) assert.equal((await api.ask('GET', path)).status, 200);
    await api.hire({ email: null, idiomas: ['zz'] });
    assert.equal((await api.ask('GET', '/consultor/da-vez?idioma=zz')).status, 200);
  });

  it('8.3: a body that is too large is refused, of any media type', async () => {
    for (const type of ['application/json', 'text/plain']) {
      const headers = { 'content-type': type };
      const { status, json } = await api.ask('POST', '/consultor', { body: `"${'x'.repeat(300_000)}"`, headers });
      assert.deepEqual([status, json], [413, { detail: 'Request Entity Too Large' }]);
    }
    // A packed body is not unpacked, so nothing grows out of it.
    for (const bytes of [gzipSync('{}'), new Uint8Array([0x22, 0xe9, 0x22])]) {
      const response = await fetch(`${api.url}/consultants/consultor`, { method: 'POST', body: bytes });
      assert.deepEqual(
        [response.status, await response.json()],
        [400, { detail: 'There was an error parsing the body' }],
      );
    }
  });
});
