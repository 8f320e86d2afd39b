import assert from 'node:assert/strict';
import type { StrictPoints } from '../../activities/consultants/strictPoints.ts';
import { points, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

const ana = { nome: 'Ana Souza', email: 'ana@example.com', idiomas: ['pt'], status_online: true };

interface Point {
  readonly is: string;
  /** Asks what tells the two stances apart. */
  ask(api: ConsultantsServer): Promise<unknown>;
  readonly meant: unknown;
  readonly seen: unknown;
}

const summary = async (api: ConsultantsServer, method: string, path: string, body?: unknown): Promise<unknown> => {
  const { status, json, text } = await api.ask(method, path, { body });
  return [status, json?.detail?.[0]?.type ?? json?.detail ?? (json === undefined ? text : 'done')];
};

/** Each row of 3.8 that has a switch. */
const POINTS: Record<keyof StrictPoints, Point> = {
  nobody: {
    is: 'nobody eligible',
    ask: async (api) => (await api.ask('GET', '/consultor/da-vez?idioma=xx')).json,
    meant: { detail: 'Não há consultor disponível para o idioma xx' },
    seen: { detail: 'Erro ao selecionar consultor: ' },
  },
  paging: {
    is: 'negative skip or limit',
    ask: (api) => summary(api, 'GET', '/protocolos?skip=-1'),
    meant: [422, 'value_error.number.not_ge'],
    seen: [500, 'Internal Server Error'],
  },
  nulls: {
    is: 'explicit nulls on non-null fields',
    ask: async (api) => [
      await summary(api, 'PUT', '/consultor/1', { status_ativo: null }),
      await summary(api, 'PUT', '/consultor/9', { nome: null }),
      await summary(api, 'GET', '/consultores'),
    ],
    meant: [
      [422, 'type_error.none.not_allowed'],
      [422, 'type_error.none.not_allowed'],
      [200, 'done'],
    ],
    seen: [
      [500, 'Internal Server Error'],
      [404, 'Consultor não encontrado'],
      [200, 'done'],
    ],
  },
  protocolUpdate: {
    is: 'PUT /protocolo',
    async ask(api) {
      await api.ask('GET', '/gerar-protocolo');
      const answer = await summary(api, 'PUT', '/protocolo/1', { status: 'aberto' });
      return [answer, (await api.store.consultants.protocol(1))?.status, await summary(api, 'PUT', '/protocolo/9', {})];
    },
    meant: [[200, 'done'], 'aberto', [404, 'Protocolo não encontrado']],
    seen: [[200, 'done'], null, [404, 'Protocolo não encontrado']],
  },
  logLines: {
    is: 'log lines',
    async ask(api) {
      await api.ask('GET', '/consultores');
      return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \| RES [\w-]{36} \| \{/.test(api.lines.at(-1) ?? '');
    },
    meant: false,
    seen: true,
  },
  language: {
    is: 'language match',
    ask: async (api) => (await api.ask('GET', '/consultor/da-vez?idioma=PT')).status === 200,
    meant: true,
    seen: false,
  },
  phone: {
    is: 'validation of telefone',
    ask: (api) => summary(api, 'PUT', '/consultor/1', { telefone: 'abc' }),
    meant: [422, 'value_error'],
    seen: [200, 'done'],
  },
  languageCodes: {
    is: 'validation of idiomas',
    ask: (api) => summary(api, 'PUT', '/consultor/1', { idiomas: ['portugues-brasileiro', ''] }),
    meant: [422, 'value_error'],
    seen: [200, 'done'],
  },
  email: {
    is: 'e-mail uniqueness',
    async ask(api) {
      const other = { ...ana, email: 'bia@example.com' };
      return [
        await summary(api, 'POST', '/consultor', { ...ana, email: 'ANA@example.com' }),
        await summary(api, 'POST', '/consultor', ana),
        await summary(api, 'POST', '/consultor', other),
        await summary(api, 'PUT', '/consultor/1', { email: 'bia@example.com' }),
      ];
    },
    meant: [
      [400, 'Email já cadastrado'],
      [400, 'Email já cadastrado'],
      [200, 'done'],
      [400, 'Email já cadastrado'],
    ],
    seen: [
      [200, 'done'],
      [400, 'Email já cadastrado'],
      [200, 'done'],
      [200, 'done'],
    ],
  },
  numberOwner: {
    is: 'number from /gerar-protocolo',
    async ask(api) {
      await api.ask('GET', '/gerar-protocolo');
      return (await api.store.consultants.protocol(1))?.consultantId;
    },
    meant: null,
    seen: 1,
  },
};

describe('3.8, D-1: the stance of /consultants', () => {
  const asked = async (point: Point, strict: Partial<StrictPoints>): Promise<unknown> => {
    const api = await startConsultants({ strict });
    try {
      await api.hire(ana);
      return await point.ask(api);
    } finally {
      await api.stop();
    }
  };

  for (const [name, point] of Object.entries(POINTS)) {
    it(`${point.is}: as meant, alone as seen, with all as seen, and unmoved by the others`, async () => {
      const others = { ...points(true), [name]: false };
      assert.deepEqual(await asked(point, {}), point.meant);
      assert.deepEqual(await asked(point, { [name]: true }), point.seen);
      assert.deepEqual(await asked(point, points(true)), point.seen);
      assert.deepEqual(await asked(point, others), point.meant);
    });
  }

  it('D-8: what is wrong beside a null is still 422 in the strict stance, and nothing is stored', async () => {
    const api = await startConsultants({ strict: points(true) });
    try {
      await api.hire(ana);
      const before = await api.store.consultants.consultant(1);
      const wrong = await api.ask('PUT', '/consultor/1', { body: { nome: null, id_pipedrive: 'x' } });
      assert.equal(wrong.status, 422);
      assert.equal(wrong.json.detail.length, 1);
      for (const field of ['nome', 'idiomas', 'status_ativo', 'status_ativo_sequencial', 'status_online']) {
        assert.equal((await api.ask('PUT', '/consultor/1', { body: { [field]: null } })).status, 500, field);
      }
      assert.deepEqual(await api.store.consultants.consultant(1), before);
      const created = await api.ask('POST', '/consultor', { body: { ...ana, status_ativo: null } });
      assert.equal(created.status, 422, 'the replaced service refused it, too');
    } finally {
      await api.stop();
    }
  });
});
