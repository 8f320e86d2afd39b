import assert from 'node:assert/strict';
import { keyRole, ROLES } from '../../schemas/access.ts';
import { SHARED_KEY, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';
import type { OpenApiDocument } from './support/jsonSchema.ts';

const ADMINS = ['admin'];
const READERS = ['admin', 'operator', 'attendant', 'viewer'];
const ATTENDANTS = ['admin', 'operator', 'attendant'];
const OPERATORS = ['admin', 'operator'];

interface Opens {
  readonly roles: readonly string[];
  /** A request that does it, where it is allowed. */
  readonly body?: object | undefined;
  readonly query?: string;
}

/** Who may do what: the whole surface, said once more by hand, because the product's own words are what is tested. */
const OPERATIONS: Readonly<Record<string, Opens>> = {
  'GET /consultor/da-vez': { roles: ATTENDANTS, query: '?idioma=pt' },
  'GET /gerar-protocolo': { roles: ATTENDANTS },
  'GET /consultores': { roles: READERS },
  'POST /consultor': { roles: OPERATORS, body: { nome: 'Bia', idiomas: ['pt'] } },
  'GET /consultor/{consultor_id}': { roles: READERS },
  'PUT /consultor/{consultor_id}': { roles: OPERATORS, body: { nome: 'Bia' } },
  'DELETE /consultor/{consultor_id}': { roles: OPERATORS },
  'PUT /consultor/{consultor_id}/connection': { roles: ATTENDANTS, query: '?status=off' },
  'GET /protocolos': { roles: READERS },
  'GET /protocolo/{protocolo_id}': { roles: READERS },
  'PUT /protocolo/{protocolo_id}': { roles: ATTENDANTS, body: { status: 'x' } },
  'POST /turns': { roles: ATTENDANTS, body: { language: 'pt' } },
  'GET /handovers': { roles: READERS },
  'GET /waiting': { roles: READERS },
  'GET /handovers/{number}': { roles: READERS },
  'POST /handovers/{number}/accept': { roles: ATTENDANTS, body: { consultantId: 1, offerNo: 1 } },
  'POST /handovers/{number}/refuse': { roles: ATTENDANTS, body: { consultantId: 1, offerNo: 1 } },
  'POST /handovers/{number}/finish': { roles: ATTENDANTS, body: { consultantId: 1 } },
  'POST /handovers/{number}/ready': { roles: ATTENDANTS, body: { consultantId: 1 } },
  'POST /handovers/{number}/abandon': { roles: ATTENDANTS, body: { because: 'cancelled' } },
  'POST /{id}/heartbeat': { roles: ATTENDANTS, body: { seconds: 60 } },
  'PUT /{id}/capacity': { roles: OPERATORS, body: { capacity: 0 } },
  'GET /{id}/personal-data': { roles: ADMINS },
  'DELETE /{id}/personal-data': { roles: ADMINS },
  'GET /protocols/{number}': { roles: READERS },
  'GET /events': { roles: READERS },
  'GET /alerts': { roles: ['admin', 'operator', 'viewer'] },
  'GET /people': { roles: READERS },
  'POST /people': { roles: OPERATORS, body: { name: 'Bia', languages: ['pt'] } },
  'GET /people/{id}': { roles: READERS },
  'PATCH /people/{id}': { roles: OPERATORS, body: { name: 'Bia' } },
  'DELETE /people/{id}': { roles: OPERATORS },
};

interface Credential {
  readonly is: string;
  readonly headers: Record<string, string>;
  /** What it gives where it does not open: by the two kinds of routes. */
  readonly refusal: { readonly dropIn: number; readonly ours: number };
  /** null: opens nothing. */
  readonly role: string | null;
  readonly opens: 'dropIn' | 'ours' | 'both';
}

describe('who may do what in /consultants', function () {
  this.timeout(60_000);
  let api: ConsultantsServer;
  let document: OpenApiDocument;
  let credentials: Credential[];

  before(async () => {
    api = await startConsultants();
    await api.hire();
    await api.ask('GET', '/consultor/da-vez?idioma=pt');
    const admin = await api.tokenOf('admin');
    document = (await api.call('GET', '/openapi.json', { token: admin })).json;
    credentials = [...strangers(await revoked(admin)), ...(await keys()), ...(await people())];
  });
  after(() => api.stop());

  async function revoked(token: string): Promise<string> {
    const body = { name: 'x', integration: 'consultants', role: 'operator' };
    const { json } = await api.call('POST', '/auth/api-keys', { token, body });
    assert.equal((await api.call('DELETE', `/auth/api-keys/${json.id}`, { token })).status, 204);
    return json.key;
  }

  const strangers = (deleted: string): Credential[] => {
    const none = { role: null, opens: 'both' } as const;
    return [
      { ...none, is: 'nothing', headers: {}, refusal: { dropIn: 403, ours: 401 } },
      { ...none, is: 'an empty key', headers: { 'api-key': '' }, refusal: { dropIn: 403, ours: 401 } },
      { ...none, is: 'a wrong key', headers: bothKeys('plt_wrong'), refusal: { dropIn: 401, ours: 401 } },
      { ...none, is: 'a deleted key', headers: bothKeys(deleted), refusal: { dropIn: 401, ours: 401 } },
    ];
  };
  const bothKeys = (key: string) => ({ 'api-key': key, 'x-api-key': key });
  const keys = (): Promise<Credential[]> =>
    Promise.all(
      ['consultants', 'calls'].flatMap((integration) =>
        keyRole.options.map(async (role) => ({
          is: `a key of ${integration} for ${role}`,
          headers: bothKeys(await api.keyOf(role, integration)),
          refusal: { dropIn: 403, ours: 403 },
          role: integration === 'consultants' ? role : null,
          opens: 'both' as const,
        })),
      ),
    );
  /** People log in to our own routes; the replaced service knew keys alone. */
  const people = async (): Promise<Credential[]> => [
    {
      is: 'the key of the replaced service',
      headers: bothKeys(SHARED_KEY),
      refusal: { dropIn: 403, ours: 401 },
      role: 'operator',
      opens: 'dropIn',
    },
    ...(await Promise.all(
      ROLES.map(async (role) => ({
        is: `a person who is ${role}`,
        headers: { authorization: `Bearer ${await api.tokenOf(role)}` },
        refusal: { dropIn: 403, ours: 403 },
        role,
        opens: 'ours' as const,
      })),
    )),
  ];

  const ask = (method: string, template: string, { query = '', body }: Partial<Opens>, headers: object) =>
    api.call(method, `/consultants${template.replace('{number}', '%2300001').replace(/\{\w+\}/, '1')}${query}`, {
      body,
      headers: { ...headers },
    });
  /** Everything that a request could change. */
  const state = async (): Promise<string> => {
    const tables = [
      'consultants',
      'protocols',
      'protocol_series',
      'consultant_handovers',
      'consultant_events',
    ] as const;
    const rows = await Promise.all(
      [...tables, 'outbox' as const].map((table) => api.store.db.selectFrom(table).selectAll().execute()),
    );
    return JSON.stringify([rows, api.told]);
  };
  const isDropIn = (name: string): boolean => {
    const [method = '', path = ''] = name.split(' ');
    return document.paths[`/consultants${path}`]?.[method.toLowerCase()]?.['x-drop-in'] === true;
  };

  it('D-15, 8.3: these are all operations, and the description says the same of them', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      path.startsWith('/consultants')
        ? Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.slice('/consultants'.length)}`)
        : [],
    );
    assert.deepEqual(described.toSorted(), Object.keys(OPERATIONS).toSorted());
  });

  it('D-15, 8.3, scenario 14: whoever may not is refused, as it is written, and nothing is done', async () => {
    const before = await state();
    let refusals = 0;
    for (const [name, operation] of Object.entries(OPERATIONS)) {
      const [method = '', path = ''] = name.split(' ');
      const kind = isDropIn(name) ? 'dropIn' : 'ours';
      for (const { is, headers, refusal, role, opens } of credentials) {
        const isForThis = opens === 'both' || opens === kind;
        if (isForThis && role !== null && operation.roles.includes(role)) continue;
        const { status, text } = await ask(method, path, operation, headers);
        assert.equal(status, refusal[kind], `${name} with ${is}: ${text}`);
        refusals += 1;
      }
    }
    assert.equal(await state(), before);
    assert.ok(refusals > 200, String(refusals));
  });

  it('D-15, 8.3, scenario 14: whoever may is let in', async () => {
    for (const name of Object.keys(OPERATIONS)) {
      const [method = '', path = ''] = name.split(' ');
      const kind = isDropIn(name) ? 'dropIn' : 'ours';
      // What is wrong with it is looked at after who asks, and before anything is done.
      const wrong = kind === 'ours' ? { query: '?unexpected=1' } : { query: '?skip=x&idioma=xx&status=x', body: {} };
      for (const { is, headers, role, opens } of credentials) {
        const isForThis = opens === 'both' || opens === kind;
        if (!isForThis || role === null || !OPERATIONS[name]?.roles.includes(role)) continue;
        const body = method === 'GET' || kind === 'ours' ? undefined : wrong.body;
        const { status, text } = await ask(method, path.replace('{consultor_id}', 'x'), { ...wrong, body }, headers);
        assert.ok([200, 400, 404, 422].includes(status), `${name} with ${is}: ${status} ${text}`);
      }
    }
  });

  it('3.1, 8.3: every other method of every path is refused without a look at the key', async () => {
    const paths = Map.groupBy(Object.keys(OPERATIONS), (name) => name.split(' ')[1] ?? '');
    for (const [path, names] of paths) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const isOurGet = method === 'HEAD' && names.includes(`GET ${path}`) && !isDropIn(`GET ${path}`);
        if (names.includes(`${method} ${path}`) || isOurGet) continue;
        // `/consultor/da-vez` is also somebody's record, whose id is no number.
        const isAlsoAnother = path === '/consultor/da-vez' && ['PUT', 'DELETE'].includes(method);
        const { status } = await ask(method, path, {}, {});
        assert.equal(status, isAlsoAnother ? 403 : 405, `${method} ${path}`);
      }
    }
  });
});
