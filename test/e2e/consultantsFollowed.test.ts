import assert from 'node:assert/strict';
import { issueApiKey } from '../../api/auth/apiKeys.ts';
import { startProduct, type Product } from '../../bench/support/product.ts';
import { freePorts } from '../../runtime/ports.ts';
import { handoverId } from '../../rules/consultants/handoverId.ts';
import { startPipedrive, type Pipedrive } from '../../simulators/pipedrive/start.ts';
import type { ConsultantEvent } from '../../stores/consultants/contract.ts';
import { HANDOVER_TOPIC } from '../../stores/consultants/topics.ts';
import { until } from '../support/until.ts';
import { filesBelow, temporalTexts } from './support/canary.ts';

const TURN = '/consultor/da-vez?idioma=pt';
const TURNS = 8;
const KILLS = 2;

/** What must be in no log, history, figure or error: a person, what is noted of a caller, and every secret. */
const NAME = 'Zulmira Quatrolhos';
const MAIL = 'zulmira@canario.example';
const PHONE = '+5511907070707';
const NOTE = 'nota-canario-sobre-quem-ligou';
const SHARED_KEY = 'canary-shared-key-5c1d';
const PIPEDRIVE_TOKEN = 'canary-pipedrive-71c2';

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

describe('consultants and what follows a turn, in processes of their own', function () {
  this.timeout(120_000);
  let product: Product;
  let pipedrive: Pipedrive | undefined;
  let pipedrivePort: number;
  let key: string;
  const refusals: string[] = [];
  const team: number[] = [];

  before(async () => {
    const [port = 0, metrics = 0] = await freePorts(2);
    pipedrivePort = port;
    product = await startProduct({
      settings: {
        WORKER_INTEGRATIONS: 'consultants,pipedrive',
        CONSULTANTS_ACCEPT_SECONDS: '2',
        CONSULTANTS_GIVE_UP_SECONDS: '5',
        CONSULTANTS_HEARTBEAT_SECONDS: '2',
        CONSULTANTS_PIPEDRIVE_PUSH: 'activity',
        PIPEDRIVE_BASE_URL: `http://127.0.0.1:${port}/api/v1`,
        PIPEDRIVE_TOKEN,
        AUTHENTICATION_API_KEY: SHARED_KEY,
        LOG_LEVEL: 'debug',
        WORKER_METRICS_PORT: String(metrics),
      },
    });
    const wanted = { name: 'a machine', integration: 'consultants', role: 'operator' } as const;
    ({ key } = await issueApiKey(product.store.access, wanted, new Date()));
  });
  after(async () => {
    await product.stop();
    await pipedrive?.close();
  });

  async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const { API_HOST, API_PORT } = product.config;
    const answer = await fetch(`http://${API_HOST}:${API_PORT}/consultants${path}`, {
      method,
      headers: { 'api-key': SHARED_KEY, 'x-api-key': key, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (answer.status >= 400) refusals.push(text);
    return { status: answer.status, text, json: JSON.parse(text) as Answer['json'] };
  }
  const hire = async (fields: object): Promise<number> => {
    const { status, json, text } = await ask('POST', '/consultor', { idiomas: ['pt'], ...fields });
    assert.equal(status, 200, text);
    return Number(json['id']);
  };
  const isOnline = async (id: number) => (await ask('GET', `/consultor/${id}`)).json['status_online'] === true;
  const handover = (number: string) => `/handovers/${encodeURIComponent(number)}`;
  /** Until the hand-over has done it, or says that it cannot be done any more. */
  const tell = (number: string, verb: string, body: object) =>
    until(async () => {
      const answer = await ask('POST', `${handover(number)}/${verb}`, body).catch(() => null);
      return answer && answer.status !== 503 ? answer : null;
    });
  const turn = async () => {
    const { status, json, text } = await ask('GET', TURN);
    assert.equal(status, 200, text);
    return { number: String(json['numero_protocolo']), consultantId: Number(json['consultor_id']) };
  };

  it('D-21, scenario 12: a client that dies is offline in seconds; what is said of the connection wins', async () => {
    const [dies, said, never] = [
      await hire({ nome: 'Morre' }),
      await hire({ nome: 'Dita' }),
      await hire({ nome: 'Nunca' }),
    ];
    await ask('PUT', `/consultor/${never}/connection?status=on`);
    for (const id of [said, dies]) assert.equal((await ask('POST', `/${id}/heartbeat`, {})).json['online'], true);
    await ask('PUT', `/consultor/${said}/connection?status=on`);
    await until(async () => !(await isOnline(dies)));
    assert.deepEqual([await isOnline(said), await isOnline(never)], [true, true]);
    const { items } = await product.store.consultants.listEvents({ consultantId: dies, limit: 1 });
    assert.equal(items[0]?.kind, 'presence-expired');
    for (const id of [dies, said, never]) await ask('DELETE', `/consultor/${id}`);
  });

  it('D-28, scenario 11: while Pipedrive is away turns are given as ever; afterwards it is told once', async () => {
    for (const n of [1, 2, 3]) {
      const person = { nome: `${NAME} ${n}`, email: `${n}.${MAIL}`, telefone: PHONE, status_online: true };
      team.push(await hire({ ...person, id_pipedrive: 30 + n }));
    }
    const first = await turn();
    assert.equal((await tell(first.number, 'accept', { consultantId: first.consultantId, offerNo: 1 })).status, 200);
    const workflow = product.client.workflow.getHandle(handoverId(first.number));
    await until(async () => {
      const [push] = (await workflow.describe()).raw.pendingActivities ?? [];
      return push?.lastFailure?.applicationFailureInfo?.type === 'pipedrive-unavailable';
    });
    const meanwhile = await turn();
    assert.equal((await tell(meanwhile.number, 'abandon', { because: 'caller-left' })).status, 200);
    assert.equal((await tell(first.number, 'finish', { consultantId: first.consultantId })).status, 200);

    pipedrive = await startPipedrive({ port: pipedrivePort, token: PIPEDRIVE_TOKEN });
    await until(() => pipedrive?.truth()[first.number]);
    assert.equal((await workflow.result()).push.state, 'pushed');
    const who = 31 + team.indexOf(first.consultantId);
    assert.deepEqual(tasksOf(first.number), [who]);
    assert.deepEqual(tasksOf(meanwhile.number), []);
  });

  it('D-22, D-23, D-28, scenario 13: a worker that is killed again and again loses no lease, and one of two wins', async () => {
    const turns = await Promise.all(Array.from({ length: TURNS }, turn));
    const events = async () => (await product.store.consultants.listEvents({ limit: 500 })).items;
    const allEnded = async () => {
      const { items } = await product.store.consultants.listHandovers({ limit: 100 });
      return items.every(({ outcome }) => outcome !== null);
    };
    const killing = async () => {
      // What a worker has claimed of the outbox when it dies waits a minute for the next one; this is about what follows.
      await until(async () => !(await product.store.outbox.backlog())[HANDOVER_TOPIC]);
      for (let kill = 0; kill < KILLS; kill++) {
        const before = (await events()).length;
        await until(async () => (await events()).length > before || (await allEnded()));
        await product.worker.kill();
        await product.worker.start();
      }
    };
    const served: string[] = [];
    const handle = async ({ number, consultantId }: (typeof turns)[number], i: number) => {
      const offer = { consultantId, offerNo: 1 };
      const accepts = async () => (await tell(number, 'accept', offer)).status === 200;
      if (i % 4 === 0 && (await accepts())) {
        assert.equal((await tell(number, 'finish', { consultantId })).status, 200, 'accepted, it cannot have expired');
        served.push(number);
      }
      if (i % 4 === 1) await tell(number, 'refuse', offer);
      if (i % 4 === 2) await tell(number, 'abandon', { because: 'caller-left' });
      // Every fourth is left to expire.
    };
    await Promise.all([killing(), ...turns.map(handle)]);
    await until(allEnded);

    const { consultants, db } = product.store;
    assert.deepEqual(await consultants.openLoad(), new Map());
    const offers = await db
      .selectFrom('consultant_offers')
      .selectAll()
      .where('consultant_id', 'is not', null)
      .execute();
    const released = (await events()).filter(({ kind }) => kind === 'released').map(keyOf);
    assert.deepEqual(
      released.toSorted(),
      offers.map((row) => `${row.number}:${row.offer_no}`).toSorted(),
      'each lease was released, once',
    );
    const ended = (await consultants.listHandovers({ limit: 100 })).items.filter(({ outcome }) => outcome === 'served');
    assert.deepEqual(
      ended.map(({ number }) => number).toSorted(),
      [...served, '#00001'].toSorted(),
      'what was accepted was served, and nothing else',
    );
    assert.ok(served.length > 0);
    // A push that died with its worker is taken up again after minutes; it must never have been made twice.
    const tasks = turns.map(({ number }) => [number, tasksOf(number).length] as const);
    assert.deepEqual(
      tasks.filter(([number, count]) => count > (served.includes(number) ? 1 : 0)),
      [],
    );
  });

  it('D-13, D-14, scenario 15: no person and no secret stands in a log, a history, a figure or a refusal; each line parses', async () => {
    const note = { descricao: NOTE, prioridade: NOTE, status: NOTE };
    assert.equal((await ask('PUT', '/protocolo/1', note)).status, 200);
    const [id = 0] = team;
    await ask('POST', '/consultor', { nome: NAME, email: `2.${MAIL}`, idiomas: ['pt'] });
    await ask('PUT', `/consultor/${id}`, { nome: [NAME], email: `3.${MAIL}`, telefone: `${PHONE}x` });
    await ask('PUT', `/consultor/${id}`, { email: `3.${MAIL}` });
    await ask('GET', `/consultores?api-key=${SHARED_KEY}&nome=${encodeURIComponent(NAME)}`);
    await ask('GET', `/consultor/${encodeURIComponent(MAIL)}`);
    await ask('POST', '/turns', { language: NAME });
    await ask('POST', `${handover('#00001')}/accept`, { consultantId: NAME });
    await ask('GET', `/events?number=${encodeURIComponent(MAIL)}`);
    const { API_HOST, API_PORT } = product.config;
    const figures = await fetch(`http://${API_HOST}:${API_PORT}/metrics`, { headers: { 'x-api-key': key } });
    const metrics = await figures.text();
    for (const figure of ['plantao_consultants 3', 'plantao_http_request_duration_seconds_count{', 'temporal_worker_'])
      assert.ok(metrics.includes(figure), `${figure}: figures of the API, of the business and of the worker`);

    const canaries = [NAME, MAIL, PHONE, NOTE, SHARED_KEY, PIPEDRIVE_TOKEN, key, 'Quatrolhos', '5511907070707'];
    const found = (text: string | Buffer) => canaries.filter((canary) => text.includes(canary));
    const files = filesBelow(product.folder);
    const isDatabase = (path: string) => path.includes('plantao.db');
    assert.ok(
      files.some(({ path, bytes }) => isDatabase(path) && found(bytes).length > 0),
      'the canaries were never stored',
    );
    const leaks = files.filter(({ path, bytes }) => !isDatabase(path) && found(bytes).length > 0);
    assert.deepEqual(
      leaks.map(({ path, bytes }) => `${path}: ${found(bytes)}`),
      [],
    );
    const histories = await temporalTexts(product.client);
    assert.ok(
      histories.length > TURNS && histories.some(({ text }) => text.includes('#00001')),
      'payloads are not seen',
    );
    for (const { id: workflowId, text } of histories) assert.deepEqual(found(text), [], workflowId);
    assert.deepEqual(found(metrics), []);
    assert.ok(refusals.length > 8);
    for (const text of refusals) assert.deepEqual(found(text), [], text);

    const logs = files.filter(({ path }) => path.startsWith(`${product.folder}/logs`) && !path.endsWith('dialer.out'));
    const lines = logs.flatMap(({ bytes }) => bytes.toString().split('\n')).filter((line) => line !== '');
    assert.ok(lines.length > 100);
    for (const line of lines) assert.equal(typeof JSON.parse(line), 'object');
  });

  /** Users whose tasks carry a number. */
  const tasksOf = (number: string): number[] =>
    (pipedrive?.truth()[number]?.standing ?? []).map(({ userId }) => userId);
  const keyOf = ({ number, detail }: ConsultantEvent): string => `${number}:${detail['offerNo']}`;
});
