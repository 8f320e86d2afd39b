import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { kinds } from '../../stores/dialects/kind.ts';
import { goldenFile } from './golden/goldenFile.ts';
import { aConsultant, BOSS, people, setCounter, turnOf } from './support/consultants.ts';
import { sqlite } from './support/sqlite.ts';
import type { TestStore } from './support/testDialect.ts';

/** A change of shape, or the lock of a whole table: readers and writers would wait. A connection's own `#table` is nobody else's. */
const STOPS_EVERYBODY = /^\s*(?:create|alter|drop(?! table if exists #)|truncate|lock)\b|tablock|exclusive mode/im;

/** Statements by the method of the repository that sends them; those of migrations have no dot in their name. */
const methodsIn = (golden: string): [method: string, statements: string][] =>
  golden
    .split(/^-- (?!as )/m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n'))]);

describe('what the database itself holds to', () => {
  for (const { name } of kinds) {
    it(`D-10: on ${name} no request of consultants changes a table's shape or locks a whole table`, async () => {
      const methods = methodsIn(await readFile(goldenFile(name), 'utf8'));
      const ours = methods.filter(([method]) => /^(consultants|outbox)\./.test(method));
      assert.ok(ours.length > 20);
      for (const [method, statements] of ours) assert.doesNotMatch(statements, STOPS_EVERYBODY, method);
    });
  }

  describe('constraints', () => {
    let test: TestStore;
    beforeEach(async () => void (test = await sqlite.open()));
    afterEach(() => test.drop());

    it('D-4: a series has one counter', async () => {
      await setCounter(test.store, 7);
      await assert.rejects(setCounter(test.store, 8), /UNIQUE/);
    });

    it('D-3: a number, and a place in a series, is given once', async () => {
      await people(test.store, 1);
      await turnOf(test.store);
      const { db } = test.store;
      const { id: _id, ...given } = await db.selectFrom('protocols').selectAll().executeTakeFirstOrThrow();
      const insert = (change: object) =>
        db
          .insertInto('protocols')
          .values({ ...given, ...change })
          .execute();
      await assert.rejects(insert({ sequence: 2 }), /UNIQUE.*number/);
      await assert.rejects(insert({ number: '#00002' }), /UNIQUE.*sequence/);
      await assert.doesNotReject(insert({ number: '#00002', sequence: 2 }));
    });

    it('D-16: an address belongs to one person, also where nobody asked before; none belongs to any number', async () => {
      const { consultants, db } = test.store;
      for (const email of ['ana@x.br', 'bia@x.br', null, '']) {
        await consultants.createConsultant(aConsultant({ email }), BOSS);
      }
      const second = db.updateTable('consultants').where('id', '=', 2);
      await assert.rejects(second.set({ email_key: 'ana@x.br' }).execute(), /UNIQUE.*email_key/);
      const keys = await db.selectFrom('consultants').select('email_key').where('id', '>', 2).execute();
      assert.deepEqual(
        keys.map(({ email_key: key }) => key),
        [null, null],
      );
    });
  });
});
