import assert from 'node:assert/strict';
import { fairness } from '../../../rules/consultants/fairness.ts';
import type { Operation } from '../../../rules/consultants/history.ts';
import { checkHistory, isLinearizable } from '../../../rules/consultants/historyCheck.ts';
import { openStore, type Store } from '../../../stores/open.ts';
import { aConsultant, aNumber, aTurn, at, BOSS, countRows, people, setCounter } from '../support/consultants.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const SERVERS = 3;
const CALLS = 60;

export const consultantsAtOnceContract = ({ open }: TestDialect) => {
  let test: TestStore;
  let servers: Store[];
  beforeEach(async () => {
    test = await open();
    servers = await Promise.all(Array.from({ length: SERVERS }, () => openStore(test.url)));
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await test.drop();
  });

  const server = (i: number): Store => servers[i % SERVERS] ?? test.store;
  const inParallel = <T>(count: number, work: (i: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, i) => work(i)));

  async function turn(i: number): Promise<Operation> {
    const invokedAt = performance.now();
    // Every server has its own clock.
    const outcome = await server(i).consultants.takeTurn(aTurn({ at: at(1_000 + (i % SERVERS) * 60) }));
    assert.ok(outcome.kind === 'given', 'D-2: nobody is told that there is nobody');
    const { number, consultant } = outcome.turn;
    return { number, consultantId: consultant?.id ?? null, language: 'pt', invokedAt, completedAt: performance.now() };
  }

  async function number(i: number): Promise<Operation> {
    const invokedAt = performance.now();
    const outcome = await server(i).consultants.takeNumber(aNumber());
    assert.ok(outcome.kind === 'given');
    return { number: outcome.number, consultantId: null, language: null, invokedAt, completedAt: performance.now() };
  }

  it('D-2: one person and fifty callers are fifty answers', async () => {
    await people(test.store, 1);
    const calls = await inParallel(50, turn);
    assert.equal(new Set(calls.map((call) => call.number)).size, 50);
  });

  it('8.3: of somebody who is erased while turns are given, no kept answer holds a copy', async () => {
    const [ana = 0] = await people(test.store, { name: 'Ana Souza', offered: 1 }, 2);
    const once = (i: number) => ({ id: `a${i}`, fingerprint: 'hash', expiresAt: at(99_999) });
    const [turns] = await Promise.all([
      inParallel(CALLS, (i) => server(i).consultants.takeTurn(aTurn({ once: once(i) }))),
      server(1).consultants.erasePersonalData(ana, BOSS),
    ]);
    assert.ok(turns.every(({ kind }) => kind === 'given'));
    const kept = await test.store.db.selectFrom('consultant_answers').select('answer').execute();
    assert.ok(kept.length >= CALLS / 2, 'answers of the other one are kept');
    assert.deepEqual(
      kept.filter(({ answer }) => answer.includes('Ana Souza')),
      [],
    );
  });

  it('D-3, D-5, D-37: turns and numbers mixed are unique, without gaps, in order, and everybody has the same share', async () => {
    await setCounter(test.store, 99_970);
    const ids = await people(test.store, 1, 2, 3, 4, 5, 6, 7);
    const operations = await inParallel(CALLS, (i) => (i % 3 === 0 ? number(i) : turn(i)));
    const rota = ids.map((id) => ({ id, languages: ['pt'] }));
    const report = checkHistory({ operations, startedAfter: { running: 99_970 }, rota });
    assert.ok(isLinearizable(report), JSON.stringify(report));
    const assignments = operations.flatMap(({ consultantId }) =>
      consultantId === null ? [] : [{ language: 'pt', consultantId }],
    );
    assert.equal(assignments.length, CALLS - CALLS / 3);
    for (const { spread } of fairness(assignments, rota)) assert.ok(spread <= 1, `${spread}`);
    assert.deepEqual(await countRows(test.store, 'consultant_handovers', 'consultant_offers'), [40, 40]);
  });

  it('D-11: a request that is sent several times at once is done once', async () => {
    await people(test.store, 1, 2);
    const once = { id: 'k', fingerprint: 'x', expiresAt: at(9_000) };
    const outcomes = await inParallel(12, (i) => server(i).consultants.takeTurn(aTurn({ once })));
    const turns = outcomes.map((outcome) => outcome.kind === 'given' && outcome.turn);
    for (const each of turns) assert.deepEqual(each, turns[0]);
    assert.equal(outcomes.filter((outcome) => outcome.kind === 'given' && !outcome.replayed).length, 1);
    assert.deepEqual(await countRows(test.store, 'protocols'), [1]);
  });

  it('D-16: of those who come at once with one address one is created', async () => {
    const outcomes = await inParallel(12, (i) =>
      server(i).consultants.createConsultant(aConsultant({ email: i % 2 ? 'a@x.br' : 'A@X.br' }), BOSS),
    );
    assert.equal(outcomes.filter(({ kind }) => kind === 'done').length, 1);
    assert.equal((await test.store.consultants.listConsultants()).length, 1);
  });

  it('D-16: of those who change to one address at once one has it', async () => {
    const ids = await people(test.store, 1, 2, 3, 4, 5, 6);
    const outcomes = await Promise.all(
      ids.map((id, i) => server(i).consultants.changeConsultant(id, { email: 'a@x.br' }, BOSS)),
    );
    assert.equal(outcomes.filter(({ kind }) => kind === 'done').length, 1);
  });

  it('D-26: of changes of one version at once one is made, and turns lose none of them', async () => {
    const [id = 0] = await people(test.store, 1);
    const changes = inParallel(8, (i) =>
      server(i).consultants.changeConsultant(id, { name: `n${i}` }, { ...BOSS, version: 1 }),
    );
    const [outcomes] = await Promise.all([changes, inParallel(8, turn)]);
    assert.equal(outcomes.filter(({ kind }) => kind === 'done').length, 1);
    const row = await test.store.consultants.consultant(id);
    assert.equal(row?.version, 2);
    assert.match(row.name, /^n/);
  });

  it('D-21: a presence that several servers see end has ended once', async () => {
    const ids = await people(test.store, 1, 2, 3);
    for (const id of ids) await test.store.consultants.heartbeat(id, at(10), BOSS);
    const expired = await inParallel(6, (i) => server(i).consultants.expirePresence({ ...BOSS, at: at(11) }));
    assert.deepEqual(expired.flat().toSorted(), ids.toSorted());
  });
};
