import assert from 'node:assert/strict';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { HandoverStarters } from '../../api/consultants/deps.ts';
import { handoverFailures } from '../../api/consultants/failures.ts';
import { TemporalUnavailableError } from '../../runtime/temporal.ts';
import { NOON, standing, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';
import type { CallOptions } from './support/startApi.ts';

const NUMBER = '/handovers/%2300001';

describe('/consultants, our own routes', () => {
  let api: ConsultantsServer;
  let attendant: string;
  let viewer: string;
  let refuseWith: Error | null;
  let live: HandoverStarters['live'];

  beforeEach(async () => {
    refuseWith = null;
    live = async () => standing;
    const tell: HandoverStarters['tell'] = async (number, command) => {
      if (refuseWith) throw refuseWith;
      api.told.push([number, command]);
      return standing;
    };
    api = await startConsultants({ starters: { tell, live: (number) => live(number) } });
    attendant = await api.tokenOf('attendant');
    viewer = await api.tokenOf('viewer');
  });
  afterEach(() => api.stop());

  const call = (method: string, path: string, options: CallOptions = {}) =>
    api.call(method, `/consultants${path}`, { token: attendant, ...options });
  const turn = (body: object = { language: 'pt' }, headers = {}) => call('POST', '/turns', { body, headers });

  describe('POST /turns', () => {
    it('D-11: gives what the GET gives, and where the hand-over is', async () => {
      const { id } = await api.hire({ telefone: '+5511999998888' });
      const { status, json, headers } = await turn();
      assert.equal(status, 201);
      assert.deepEqual(json, {
        number: '#00001',
        protocolId: 1,
        issuedAt: NOON,
        consultant: {
          id,
          name: 'Ana',
          email: null,
          phone: '+5511999998888',
          languages: ['pt'],
          pipedriveId: null,
        },
        replayed: false,
        links: { handover: '/consultants/handovers/%2300001' },
      });
      assert.equal(headers.get('location'), '/consultants/handovers/%2300001');
      assert.equal((await api.ask('GET', '/consultor/da-vez?idioma=pt')).json.numero_protocolo, '#00002');
    });

    it('D-11: the same key gives the same turn, another request under it is refused', async () => {
      await api.hire();
      const key = { 'idempotency-key': 'k-1' };
      const first = await turn({ language: 'pt' }, key);
      const again = await turn({ language: 'pt' }, key);
      assert.deepEqual(again.json, { ...first.json, replayed: true });
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
      assert.equal(first.headers.get('idempotency-replayed'), null);
      const other = await turn({ language: 'en' }, key);
      assert.equal(other.status, 422);
      assert.match(other.json.type, /idempotency-key-reused$/);
      assert.equal((await turn({ language: 'pt' }, { 'idempotency-key': 'é' })).status, 400);
      assert.equal((await api.answerTo('GET', '/protocolos'))[1].length, 1);
    });

    it('D-7, D-25: nobody is 409, or the request waits when it may', async () => {
      const refused = await turn();
      assert.equal(refused.status, 409);
      assert.match(refused.json.type, /nobody-available$/);
      const waiting = await turn({ language: 'pt', mayWait: true });
      assert.deepEqual([waiting.status, waiting.json.consultant, waiting.json.number], [201, null, '#00001']);
      await turn({ language: 'en', mayWait: true });
      const { json } = await call('GET', '/waiting', { token: viewer });
      assert.deepEqual(
        json.items.map(({ number, phase }: { number: string; phase: string }) => [number, phase]),
        [
          ['#00001', 'waiting'],
          ['#00002', 'waiting'],
        ],
      );
    });

    it('8.2: whoever served this customer last goes first', async () => {
      await api.hire();
      const { id } = await api.hire({ email: null });
      assert.equal((await turn({ language: 'pt', preferredId: id })).json.consultant.id, id);
    });

    it('§5: what is wrong is refused by name, in the words of the house', async () => {
      for (const body of [{}, { language: '' }, { language: 'pt\u0000' }, { language: 'pt', nada: 1 }]) {
        const { status, headers } = await turn(body);
        assert.equal(status, 400);
        assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
      }
      assert.equal((await call('POST', '/turns', { token: viewer, body: { language: 'pt' } })).status, 403);
    });
  });

  describe('hand-overs', () => {
    /** Writes down, as the workflow does, that the first one has ended. */
    const end = (outcome: 'served' | 'caller-left') => {
      const phase = outcome === 'served' ? 'finished' : 'abandoned';
      const row = { number: '#00001', phase, outcome, offerNo: 1, consultantId: 1, updatedAt: NOON } as const;
      const event = { key: 'ended:#00001', kind: 'ended', number: '#00001', consultantId: 1, detail: {} };
      const caller = { actor: 'handover', at: NOON };
      return api.store.consultants.recordHandover({ ...row, callBackPromised: false }, event, caller);
    };

    beforeEach(async () => {
      await api.hire();
      await turn();
    });

    it('D-38: one is shown with what it says of itself and all that happened', async () => {
      const { status, json } = await call('GET', NUMBER, { token: viewer });
      assert.equal(status, 200);
      assert.equal(json.handover.phase, 'offered');
      assert.deepEqual(json.live, standing);
      assert.deepEqual(
        json.events.map(({ kind, consultantId }: { kind: string; consultantId: number }) => [kind, consultantId]),
        [['turn', 1]],
      );
      live = async () => null;
      assert.equal((await call('GET', NUMBER)).json.live, null);
      assert.equal((await call('GET', '/handovers/%2309999')).status, 404);
    });

    it('D-44: with Temporal away, what is stored is told all the same', async () => {
      live = () => Promise.reject(new TemporalUnavailableError('away'));
      const { status, json } = await call('GET', NUMBER);
      assert.deepEqual([status, json.live, json.handover.phase, json.events.length], [200, null, 'offered', 1]);
    });

    it('D-44: an ended one is told from the records, and Temporal is not asked', async () => {
      await end('served');
      live = () => Promise.reject(new Error('must not be asked'));
      const { status, json } = await call('GET', NUMBER);
      assert.deepEqual([status, json.live, json.handover.outcome], [200, null, 'served']);
    });

    it('§5: are listed by phase and person', async () => {
      const { json } = await call('GET', '/handovers?phase=offered&consultantId=1', { token: viewer });
      assert.deepEqual(
        json.items.map(({ number }: { number: string }) => number),
        ['#00001'],
      );
      assert.deepEqual((await call('GET', '/handovers?phase=accepted')).json.items, []);
      assert.equal((await call('GET', '/handovers?phase=nada')).status, 400);
    });

    it('D-22: what people say reaches it with who said it', async () => {
      const commands: [verb: string, body: object][] = [
        ['accept', { consultantId: 1, offerNo: 1 }],
        ['refuse', { consultantId: 1, offerNo: 1 }],
        ['finish', { consultantId: 1 }],
        ['ready', { consultantId: 1 }],
        ['abandon', { because: 'caller-left' }],
      ];
      for (const [verb, body] of commands) {
        const { status, json } = await call('POST', `${NUMBER}/${verb}`, { body });
        assert.deepEqual([status, json], [200, standing], verb);
        const [number, { actor, ...command }] = api.told.at(-1) ?? assert.fail('nothing was told');
        assert.deepEqual([number, command], ['#00001', { type: verb, ...body }]);
        assert.match(actor, /^user:[\w-]{36}$/);
        assert.equal((await call('POST', `${NUMBER}/${verb}`, { body: {} })).status, 400, verb);
        assert.equal((await call('POST', `${NUMBER}/${verb}`, { body, token: viewer })).status, 403, verb);
      }
    });

    it('D-22: why it cannot be done is a problem with that name', async () => {
      const accept = () => call('POST', `${NUMBER}/accept`, { body: { consultantId: 1, offerNo: 1 } });
      for (const [reason, { status }] of Object.entries(handoverFailures)) {
        refuseWith = new WorkflowUpdateFailedError('refused', ApplicationFailure.nonRetryable('no', reason));
        const answer = await accept();
        assert.equal(answer.status, status, reason);
        assert.equal(answer.json.type, `urn:plantao:problem:${reason}`);
      }
      refuseWith = new WorkflowNotFoundError('gone', 'consultants-~00001', undefined);
      const early = await accept();
      assert.deepEqual(
        [early.status, early.headers.get('retry-after')],
        [503, '1'],
        'the outbox is read a little later',
      );
      await end('caller-left');
      assert.equal((await accept()).status, 409);
      const body = { because: 'cancelled' };
      assert.equal((await call('POST', '/handovers/%2309999/abandon', { body })).status, 404);
    });
  });

  describe('records', () => {
    it('D-21: a heartbeat sets online until it is missed', async () => {
      await api.hire({ status_online: false });
      const { status, json } = await call('POST', '/1/heartbeat', { body: { seconds: 90 } });
      assert.deepEqual([status, json], [200, { id: 1, online: true, presentUntil: '2026-11-21T12:01:30.123Z' }]);
      assert.equal((await call('POST', '/9/heartbeat', { body: { seconds: 90 } })).status, 404);
      assert.equal((await call('POST', '/1/heartbeat', { body: {} })).status, 400, 'nothing says how long');
      for (const seconds of [0, 1e9, 'x']) {
        assert.equal((await call('POST', '/1/heartbeat', { body: { seconds } })).status, 400);
      }
      assert.equal((await call('POST', '/1/heartbeat', { token: viewer, body: {} })).status, 403);
    });

    it('D-23: how much open work somebody may have is set by an operator', async () => {
      await api.hire();
      const operator = await api.tokenOf('operator');
      const set = (token: string) => call('PUT', '/1/capacity', { token, body: { capacity: 3 } });
      assert.deepEqual((await set(operator)).json, { id: 1, capacity: 3 });
      assert.equal((await set(attendant)).status, 403);
    });

    it('D-44: the log of operations is read by number and person', async () => {
      await api.hire();
      await turn();
      await api.ask('GET', '/gerar-protocolo');
      const kinds = async (query = '') =>
        (await call('GET', `/events${query}`, { token: viewer })).json.items.map(({ kind }: { kind: string }) => kind);
      assert.deepEqual(await kinds(), ['number', 'turn', 'created']);
      assert.deepEqual(await kinds('?number=%2300001'), ['turn']);
      assert.deepEqual(await kinds('?consultantId=1'), ['turn', 'created']);
      const { json } = await call('GET', '/events');
      assert.equal(json.items[0].actor, 'key:shared', 'the key, and no name');
    });

    it('D-26: a protocol is read by its number', async () => {
      assert.equal((await call('GET', '/protocols/%2300001')).status, 404);
      await api.hire();
      await turn();
      const { json } = await call('GET', '/protocols/%2300001', { token: viewer });
      assert.deepEqual([json.id, json.origin, json.language, json.consultantId], [1, 'turn', 'pt', 1]);
    });

    it('8.3: an admin is told everything about a person, and erases them for good, in one call each', async () => {
      const admin = await api.tokenOf('admin');
      await api.hire({ nome: 'Ana Souza', email: 'ana@example.com' });
      await turn({ language: 'pt' }, { 'idempotency-key': 'k-1' });
      const { status, json } = await call('GET', '/1/personal-data', { token: admin });
      assert.equal(status, 200);
      assert.deepEqual([json.consultant.name, json.consultant.deletedAt, json.keptAnswers], ['Ana Souza', null, 1]);
      assert.deepEqual(
        [json.protocols[0].number, json.events.map(({ kind }: { kind: string }) => kind)],
        ['#00001', ['created', 'turn']],
      );
      const erased = await call('DELETE', '/1/personal-data', { token: admin });
      assert.deepEqual([erased.status, erased.json], [200, { openOffers: 0, keptAnswers: 1 }]);
      assert.equal((await api.ask('GET', '/consultor/1')).status, 404);
      const { text } = await call('GET', '/1/personal-data', { token: admin });
      assert.doesNotMatch(text, /Ana|example/);
      const operator = await api.tokenOf('operator');
      for (const method of ['GET', 'DELETE']) {
        assert.equal((await call(method, '/1/personal-data', { token: operator })).status, 403);
        assert.equal((await call(method, '/9/personal-data', { token: admin })).status, 404);
      }
    });

    it('D-30: figures of the business stand in the metrics', async () => {
      await api.hire();
      const { text } = await api.call('GET', '/metrics', { token: viewer });
      for (const line of [/^plantao_consultants 1$/m, /^plantao_consultants_eligible 1$/m]) assert.match(text, line);
      assert.match(text, /^plantao_outbox_waiting\{topic="available"\} 1$/m);
    });

    it('D-28: what operators must know of is an alert, in a list and in the metrics', async () => {
      const detail = 'Pipedrive was not told of #00001: pipedrive-refused.';
      const alert = { integration: 'consultants', kind: 'pipedrive-not-told', unit: 'main/pipedrive', detail };
      await api.store.alerts.raiseAlert(alert, NOON);
      const { json } = await call('GET', '/alerts?open=true', { token: viewer });
      assert.deepEqual(
        json.items.map((item: { kind: string; detail: string; clearedAt: null }) => [
          item.kind,
          item.detail,
          item.clearedAt,
        ]),
        [['pipedrive-not-told', detail, null]],
      );
      assert.deepEqual((await call('GET', '/alerts?open=false', { token: viewer })).json.items, []);
      const { text } = await api.call('GET', '/metrics', { token: viewer });
      assert.match(text, /^plantao_consultants_alerts_open\{kind="pipedrive-not-told"\} 1$/m);
    });
  });
});
