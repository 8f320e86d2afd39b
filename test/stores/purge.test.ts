import assert from 'node:assert/strict';
import { kindOf } from '../../stores/dialects/kind.ts';
import { openStore } from '../../stores/open.ts';
import { enqueue } from '../../stores/outbox/enqueue.ts';
import { at } from './support/consultants.ts';
import { live, onEveryDialect, type TestStore } from './support/dialects.ts';

/** More than two batches. */
const ROWS = 1_100;
/** Parameters of one statement. */
const AT_ONCE = 100;

onEveryDialect(
  'purge of what has done its work',
  ({ open }) => {
    let test: TestStore;
    beforeEach(async () => void (test = await open()));
    afterEach(() => test.drop());

    const twice = async <T>(work: (store: TestStore['store']) => Promise<T>): Promise<T[]> => {
      const others = await Promise.all([openStore(test.url), openStore(test.url)]);
      const done = await Promise.all(others.map(work));
      await Promise.all(others.map((store) => store.close()));
      return done;
    };
    const portable = () => kindOf(test.url).portable;
    const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

    it('8.3: the outbox, batch after batch, by several workers at once, past rows that still wait', async () => {
      const { db, outbox } = test.store;
      await db.transaction().execute(async (trx) => {
        for (let i = 0; i < ROWS; i += 1)
          await enqueue(trx, portable(), { topic: 't', subject: `s${i}`, payload: {} }, at(i));
        await trx
          .updateTable('outbox')
          .set({ done_at: at(ROWS) })
          .where('id', '<=', ROWS - 100)
          .execute();
        // The first ones never went out.
        await trx.updateTable('outbox').set({ done_at: null }).where('id', '<=', 600).execute();
      });
      assert.equal(sum(await twice((store) => store.outbox.purgeDone(at(ROWS + 1)))), ROWS - 100 - 600);
      assert.equal((await outbox.backlog())['t']?.waiting, 700);
    });

    it('8.3: a row that a clock running ahead has dated hides no older one', async () => {
      const { db, outbox } = test.store;
      await db.transaction().execute(async (trx) => {
        await enqueue(trx, portable(), { topic: 't', subject: 'ahead', payload: {} }, at(9_999));
        await enqueue(trx, portable(), { topic: 't', subject: 'old', payload: {} }, at(0));
        await trx
          .updateTable('outbox')
          .set({ done_at: at(1) })
          .execute();
      });
      await outbox.purgeDone(at(2));
      assert.deepEqual(await db.selectFrom('outbox').select('subject').execute(), []);
    });

    it('D-11: answers, batch after batch, by several workers at once', async () => {
      const { db } = test.store;
      const rows = Array.from({ length: ROWS }, (_, i) => ({
        id: `answer-${i}`,
        fingerprint: 'hash',
        answer: '"#1"',
        expires_at: at(i % 2),
      }));
      for (let i = 0; i < ROWS; i += AT_ONCE)
        await db
          .insertInto('consultant_answers')
          .values(rows.slice(i, i + AT_ONCE))
          .execute();
      assert.equal(sum(await twice((store) => store.consultants.purgeAnswers(at(0)))), ROWS / 2);
      assert.equal(sum(await twice((store) => store.consultants.purgeAnswers(at(1)))), ROWS / 2);
    });
  },
  live(),
);
