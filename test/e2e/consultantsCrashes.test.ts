import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Operation } from '../../rules/consultants/history.ts';
import { checkHistory } from '../../rules/consultants/historyCheck.ts';
import type { RotaEntry } from '../../rules/consultants/historyTurns.ts';
import { openStore, type Store } from '../../stores/open.ts';
import { prepareReplicas, type Heard, type Replicas } from './support/replicas.ts';

const KILLS = 5;
const CLIENTS = 12;
/** Answers that must have come since the last kill was over. */
const ANSWERS_BETWEEN = 60;
const LANGUAGES = ['pt', null, 'en'] as const;
const CLEAN = { unreadable: [], duplicates: [], gaps: [], inversions: [], outOfTurn: [] };

/** Ends a process where it is about to answer: what it was asked is done, and nobody hears of it. */
const DIES_BEFORE_ITS_ANSWER = `--import=data:text/javascript,${encodeURIComponent(`
  import { ServerResponse } from 'node:http';
  const { end } = ServerResponse.prototype;
  ServerResponse.prototype.end = function (...parts) {
    if (this.req.headers['x-test-crash'] !== undefined) process.kill(process.pid, 'SIGKILL');
    return end.apply(this, parts);
  };
`)}`;

describe('API processes that are killed', function () {
  this.timeout(90_000);
  let replicas: Replicas;
  let store: Store;
  const rota: RotaEntry[] = [];

  before(async () => {
    replicas = await prepareReplicas({ nodeFlags: [DIES_BEFORE_ITS_ANSWER] });
    await Promise.all(replicas.servers.map((server) => server.start()));
    store = await openStore(replicas.url);
    for (const languages of [['pt'], ['pt', 'en'], ['en'], ['pt']]) {
      const body = { nome: 'Consultora', idiomas: languages, status_online: true };
      const { json } = await replicas.ask(0, '/consultor', { method: 'POST', body });
      rota.push({ id: Number(json['id']), languages });
    }
  });
  after(async () => {
    await store?.close();
    await replicas.stop();
  });

  const stored = async () =>
    (await store.consultants.listProtocols({ skip: 0, limit: 99_999 })).map(({ number, consultantId }) => ({
      number,
      consultantId,
    }));
  const told = ({ json }: Heard) => ({
    number: String(json['numero_protocolo']),
    consultantId: json['consultor_id'] === undefined ? null : Number(json['consultor_id']),
  });
  const pathFor = (language: string | null) =>
    language === null ? '/gerar-protocolo' : `/consultor/da-vez?idioma=${language}`;

  it('D-3, D-11, D-37, D-40, scenario 2: again and again under load, each request is done once and none is lost', async () => {
    const operations: Operation[] = [];
    const broken = { requests: 0 };
    let kills = 0;
    let answers = 0;
    let dying: Promise<void> | null = null;
    const killSometimes = () => {
      answers += 1;
      if (dying || kills === KILLS || answers < ANSWERS_BETWEEN) return;
      const victim = replicas.servers[kills++ % 2] ?? assert.fail();
      dying = victim
        .kill()
        .then(() => victim.start())
        .finally(() => {
          answers = 0;
          dying = null;
        });
    };
    const untilAnswered = async (key: string, first: number, path: string): Promise<Heard> => {
      for (let server = first; ; server++) {
        try {
          return await replicas.ask(server % 2, path, { headers: { 'idempotency-key': key } });
        } catch {
          broken.requests += 1; // it died, before or after it did what it was asked
          await pause(20);
        }
      }
    };
    const client = async (first: number): Promise<void> => {
      for (let n = first; kills < KILLS || dying !== null; n += CLIENTS) {
        const language = LANGUAGES[n % LANGUAGES.length] ?? null;
        const invokedAt = performance.now();
        const heard = await untilAnswered(`request-${n}`, n % 5, pathFor(language));
        assert.equal(heard.status, 200, JSON.stringify(heard.json));
        operations.push({ invokedAt, completedAt: performance.now(), language, ...told(heard) });
        killSometimes();
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, i) => client(i)));
    assert.ok(broken.requests > 0, 'no request met a dying server');
    assert.deepEqual(checkHistory({ operations, rota }), CLEAN);
    const byNumber = operations
      .map(({ number, consultantId }) => ({ number, consultantId }))
      .toSorted((a, b) => (a.number < b.number ? -1 : 1));
    assert.deepEqual(await stored(), byNumber, 'nothing was done that nobody was told of');
  });

  for (const language of ['pt', null]) {
    const path = pathFor(language);
    it(`D-11, scenario 4: between assignment and answer of ${path}, the other server gives what was made`, async () => {
      const before = await stored();
      const headers = { 'idempotency-key': `cut-${language}` };
      const cut = replicas.ask(0, path, { headers: { ...headers, 'x-test-crash': '1' } });
      await assert.rejects(cut, { code: 'ECONNRESET' });
      const made = (await stored()).at(-1);
      assert.equal((await stored()).length, before.length + 1);
      const again = await replicas.ask(1, path, { headers });
      assert.equal(again.status, 200);
      assert.deepEqual(told(again), made);
      const other = await replicas.ask(1, path);
      assert.notEqual(other.json['numero_protocolo'], made?.number, 'without a key it is a new one');
      await replicas.servers[0]?.start();
      assert.deepEqual((await replicas.ask(0, path, { headers })).json, again.json);
      assert.equal((await stored()).length, before.length + 2);
    });
  }
});
