import assert from 'node:assert/strict';
import { fairness } from '../../rules/consultants/fairness.ts';
import type { Operation } from '../../rules/consultants/history.ts';
import { checkHistory } from '../../rules/consultants/historyCheck.ts';
import type { RotaEntry } from '../../rules/consultants/historyTurns.ts';
import { openStore, type Store } from '../../stores/open.ts';
import { manyAtOnce } from '../support/manyAtOnce.ts';
import { prepareReplicas, type Heard, type Replicas } from './support/replicas.ts';

const CALLS = 10_000;
const AT_ONCE = 48;
/** The storm begins just below it. */
const LAST_OF_FIVE_DIGITS = 99_999;
const BEFORE = LAST_OF_FIVE_DIGITS - 30;
const TEAM = [['pt'], ['pt', 'en'], ['en'], ['pt-BR'], ['PT', 'es'], ['pt'], ['es'], ['en', 'pt'], ['pt']];
/** null: a number alone. */
const MIX = ['pt', null, 'en', null, 'pt-BR', null, 'es', null, 'PT', null, 'es-MX', null] as const;
const CLEAN = { unreadable: [], duplicates: [], gaps: [], inversions: [], outOfTurn: [] };

const pathFor = (language: string | null): string =>
  language === null ? '/gerar-protocolo' : `/consultor/da-vez?idioma=${language}`;

describe('two API processes on one database', function () {
  this.timeout(120_000);
  let replicas: Replicas;
  let store: Store;
  let sent: number;

  before(async () => {
    replicas = await prepareReplicas();
    sent = 0;
  });
  after(async () => {
    await store?.close();
    await replicas.stop();
  });

  /** By one of the two, in turn. */
  const ask = (path: string, asking = {}): Promise<Heard> => replicas.ask(sent++ % 2, path, asking);
  const hire = async (languages: readonly string[], n: number): Promise<RotaEntry> => {
    const body = { nome: `Consultora ${n}`, idiomas: languages, status_online: true };
    const { status, json } = await ask('/consultor', { method: 'POST', body });
    assert.equal(status, 200);
    return { id: Number(json['id']), languages };
  };
  const count = async (table: 'protocols' | 'consultant_handovers' | 'outbox' | 'consultant_events') =>
    Number(
      (
        await store.db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll().as('rows'))
          .executeTakeFirstOrThrow()
      ).rows,
    );

  it('scenario 9: both start at once on an empty database, and both serve', async () => {
    await Promise.all(replicas.servers.map((server) => server.start()));
    for (const server of [0, 1]) {
      assert.deepEqual((await replicas.ask(server, '/consultores')).json, []);
      assert.equal((await replicas.ask(server, '/gerar-protocolo')).status, 400, 'nobody is active');
    }
    store = await openStore(replicas.url);
    assert.deepEqual(await store.migrate(), [], 'every step was taken, once');
  });

  it('D-2, scenario 1: one eligible person and 300 callers at once are 300 answers and 300 numbers', async () => {
    const { id } = await hire(['pt'], 0);
    const answers = await manyAtOnce(300, 300, () => ask('/consultor/da-vez?idioma=pt'));
    assert.deepEqual(
      [...new Set(answers.map(({ status, json }) => `${status} ${json['consultor_id']}`))],
      [`200 ${id}`],
    );
    const numbers = answers.map(({ json }) => String(json['numero_protocolo'])).toSorted();
    assert.deepEqual(
      numbers,
      Array.from({ length: 300 }, (_, i) => `#${String(i + 1).padStart(5, '0')}`),
    );
    assert.equal((await ask(`/consultor/${id}`, { method: 'DELETE' })).status, 200);
  });

  describe('in a storm across 99999', () => {
    let rota: RotaEntry[];
    let operations: Operation[];
    let statuses: Map<number, number>;
    let requestIds: Set<string>;

    before(async () => {
      rota = [];
      for (const [n, languages] of TEAM.entries()) rota.push(await hire(languages, n + 1));
      await store.db.updateTable('protocol_series').set({ last_number: BEFORE }).execute();
      statuses = new Map();
      requestIds = new Set();
      operations = await manyAtOnce(CALLS, AT_ONCE, async (n) => {
        // Each server gets both kinds of calls.
        const language = MIX[Math.floor(n / 2) % MIX.length] ?? null;
        const invokedAt = performance.now();
        const { status, requestId, json } = await ask(pathFor(language));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        requestIds.add(requestId);
        const consultantId = language === null ? null : Number(json['consultor_id']);
        const number = String(json['numero_protocolo']);
        return { invokedAt, completedAt: performance.now(), language, consultantId, number };
      });
    });

    it('D-3, D-37, scenario 2: 10,000 mixed calls are answered, uniquely, without gaps and as by one after the other', () => {
      assert.deepEqual([...statuses], [[200, CALLS]]);
      assert.deepEqual(checkHistory({ operations, rota, startedAfter: { running: BEFORE } }), CLEAN);
    });

    it('D-5, scenario 3: both paths cross 99999 and go on', () => {
      const inOrder = operations.toSorted((a, b) => Number(a.number.slice(1)) - Number(b.number.slice(1)));
      const numbers = inOrder.map(({ number }) => number);
      assert.deepEqual(numbers.slice(0, 2), ['#99970', '#99971']);
      assert.deepEqual(numbers.slice(29, 32), ['#99999', '#100000', '#100001']);
      assert.equal(numbers.at(-1), `#${BEFORE + CALLS}`);
      const paths = (part: readonly Operation[]) => new Set(part.map(({ language }) => language === null)).size;
      assert.deepEqual([paths(inOrder.slice(0, 30)), paths(inOrder.slice(30, 60))], [2, 2]);
    });

    it('D-37, scenario 5: people with the same languages got the same, give or take one', () => {
      const given = operations.flatMap(({ language, consultantId }) =>
        language === null || consultantId === null ? [] : [{ language, consultantId }],
      );
      assert.equal(given.length, CALLS / 2);
      for (const { languages, spread } of fairness(given, rota)) assert.ok(spread <= 1, `${languages} ${spread}`);
    });

    it('D-3, D-4, D-38: what was told is what is stored, with all that belongs to it, under one counter', async () => {
      const rows = await store.db.selectFrom('protocols').select(['number', 'consultant_id']).execute();
      const stored = new Map(rows.map((row) => [row.number, row.consultant_id]));
      for (const { number, consultantId } of operations) assert.equal(stored.get(number), consultantId, number);
      const counters = await store.db.selectFrom('protocol_series').select(['series', 'last_number']).execute();
      assert.deepEqual(
        counters.map(({ series, last_number: last }) => [series, last]),
        [['running', BEFORE + CALLS]],
      );
      const turns = 300 + CALLS / 2;
      assert.deepEqual([await count('protocols'), await count('consultant_handovers')], [300 + CALLS, turns]);
      const toDo = await store.db.selectFrom('outbox').select('subject').where('topic', '=', 'handover').execute();
      assert.equal(new Set(toDo.map(({ subject }) => subject)).size, turns);
    });

    it('D-36: every answer has an id that no other answer of either process has', () => {
      assert.equal(requestIds.size, CALLS);
    });

    it('D-29: every line is JSON; each request is told of once and answered once, by the id of its answer', () => {
      const lines = replicas.lines().map((line) => JSON.parse(line) as Record<string, { id?: string }>);
      const ids = (kind: string) => lines.flatMap((line) => line[kind]?.id ?? []);
      for (const kind of ['request', 'response']) {
        const told = new Set(ids(kind));
        assert.equal(told.size, ids(kind).length, kind);
        assert.deepEqual([...requestIds.difference(told)], [], kind);
      }
      const traffic = lines.filter((line) => ['request', 'response', 'error'].some((kind) => kind in line));
      assert.ok(traffic.every((line) => Object.keys(line).length === 1));
    });
  });
});
