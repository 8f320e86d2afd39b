import assert from 'node:assert/strict';
import type { Operation } from '../../rules/consultants/history.ts';
import { checkHistory } from '../../rules/consultants/historyCheck.ts';
import { openStore } from '../../stores/open.ts';
import { manyAtOnce } from '../support/manyAtOnce.ts';
import { createDatabase, testServer, type TestDatabase } from '../support/postgres/server.ts';
import { prepareReplicas, type Replicas } from './support/replicas.ts';

const CALLS = 200;
const CLEAN = { unreadable: [], duplicates: [], gaps: [], inversions: [], outOfTurn: [] };

describe(`two API processes on one PostgreSQL (${testServer.name})`, function () {
  this.timeout(60_000);
  if (testServer.missing !== undefined) {
    it(`not proved here: ${testServer.missing}`);
    return;
  }
  let database: TestDatabase;
  let replicas: Replicas;
  before(async () => {
    database = await createDatabase();
    replicas = await prepareReplicas({ url: database.url });
  });
  after(async () => {
    await replicas.stop();
    await database.remove();
  });

  it('D-3, D-32, scenario 9: started at once on the empty database that DATABASE_URL names, both serve from it', async () => {
    await Promise.all(replicas.servers.map((server) => server.start()));
    const rota = await manyAtOnce(3, 1, async (n) => {
      const body = { nome: 'Consultora', idiomas: n === 1 ? ['pt', 'en'] : ['pt'], status_online: true };
      const { json } = await replicas.ask(n % 2, '/consultor', { method: 'POST', body });
      return { id: Number(json['id']), languages: body.idiomas };
    });
    const operations = await manyAtOnce(CALLS, 16, async (n): Promise<Operation> => {
      const language = ['pt', null, 'en'][n % 3] ?? null;
      const invokedAt = performance.now();
      const path = language === null ? '/gerar-protocolo' : `/consultor/da-vez?idioma=${language}`;
      const { status, json } = await replicas.ask(n % 2, path);
      assert.equal(status, 200, JSON.stringify(json));
      const consultantId = language === null ? null : Number(json['consultor_id']);
      const number = String(json['numero_protocolo']);
      return { invokedAt, completedAt: performance.now(), language, consultantId, number };
    });
    assert.deepEqual(checkHistory({ operations, rota }), CLEAN);
    const store = await openStore(database.url);
    assert.equal((await store.consultants.listProtocols({ skip: 0, limit: 999 })).length, CALLS);
    await store.close();
  });
});
