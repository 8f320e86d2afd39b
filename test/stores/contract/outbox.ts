import assert from 'node:assert/strict';
import { kindOf } from '../../../stores/dialects/kind.ts';
import { enqueue } from '../../../stores/outbox/enqueue.ts';
import { at } from '../support/consultants.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

export const outboxContract = ({ open }: TestDialect) => {
  let test: TestStore;
  beforeEach(async () => void (test = await open()));
  afterEach(() => test.drop());

  const portable = () => kindOf(test.url).portable;
  const put = (subject: string, topic = 'handover', tries = 0) =>
    test.store.db
      .transaction()
      .execute((trx) => enqueue(trx, portable(), { topic, subject, payload: { subject, tries } }, at(0)));
  const claim = (seconds: number, limit = 9) =>
    test.store.outbox.claim('handover', { now: at(seconds), leaseMs: 10_000, limit });
  const subjects = (rows: readonly { subject: string }[]) => rows.map(({ subject }) => subject);

  it('D-28: rows are taken oldest first, by topic, and left alone until the lease ends', async () => {
    for (const subject of ['a', 'b', 'c']) await put(subject);
    await put('d', 'pipedrive');
    const [first, ...others] = await claim(0, 2);
    assert.deepEqual(
      { ...first, id: 0 },
      { id: 0, topic: 'handover', subject: 'a', payload: { subject: 'a', tries: 0 }, attempts: 1 },
    );
    assert.deepEqual(subjects(others), ['b']);
    assert.deepEqual(subjects(await claim(9.999)), ['c']);
    const again = await claim(10);
    assert.deepEqual(subjects(again), ['a', 'b']);
    assert.deepEqual(
      again.map(({ attempts }) => attempts),
      [2, 2],
    );
    assert.deepEqual(await claim(10), []);
  });

  it('D-28: what is done is not given again, and what is postponed not before its time', async () => {
    for (const subject of ['a', 'b', 'c']) await put(subject);
    const [a, b] = await claim(0, 2);
    await test.store.outbox.settle([a?.id ?? 0], at(1));
    await test.store.outbox.settle([], at(1));
    await test.store.outbox.postpone(b?.id ?? 0, at(30));
    assert.deepEqual(subjects(await claim(20)), ['c']);
    assert.deepEqual(subjects(await claim(30)), ['b', 'c']);
    await test.store.outbox.postpone(a?.id ?? 0, at(30));
    assert.deepEqual(await claim(39), [], 'what is done stays done');
  });

  it('D-28: a subject is put once a topic, and stays as it was put', async () => {
    await put('a');
    await put('a', 'handover', 1);
    await put('a', 'pipedrive');
    const rows = await claim(0);
    assert.deepEqual(
      rows.map(({ payload }) => payload),
      [{ subject: 'a', tries: 0 }],
    );
    await test.store.outbox.settle([rows[0]?.id ?? 0], at(1));
    await put('a');
    assert.deepEqual(await claim(20), [], 'nor is it done again');
  });

  it('D-28: what is rolled back was never there', async () => {
    const failing = test.store.db.transaction().execute(async (trx) => {
      await enqueue(trx, portable(), { topic: 'handover', subject: 'a', payload: {} }, at(0));
      throw new Error('on purpose');
    });
    await assert.rejects(failing, /on purpose/);
    assert.deepEqual(await claim(0), []);
  });

  it('8.3: what was done long ago is deleted, what waits and what is new stays, and a subject may be put again', async () => {
    for (const subject of ['a', 'b', 'c', 'd']) await put(subject);
    const [a, b, , d] = await claim(0);
    await test.store.outbox.settle([a?.id ?? 0, d?.id ?? 0], at(9));
    await test.store.outbox.settle([b?.id ?? 0], at(10));
    assert.equal(await test.store.outbox.purgeDone(at(10), AbortSignal.abort()), 0, 'told to stop, it does');
    assert.equal(await test.store.outbox.purgeDone(at(10)), 2);
    assert.equal(await test.store.outbox.purgeDone(at(10)), 0);
    await put('b');
    assert.deepEqual(subjects(await claim(99)), ['c'], 'done, and kept');
    await put('a');
    assert.deepEqual(subjects(await claim(99)), ['a']);
  });

  it('D-30: the backlog tells what waits, and since when', async () => {
    assert.deepEqual(await test.store.outbox.backlog(), {});
    await put('a');
    await put('b');
    await put('c', 'pipedrive');
    const [a] = await claim(0, 1);
    await test.store.outbox.settle([a?.id ?? 0], at(1));
    assert.deepEqual(await test.store.outbox.backlog(), {
      handover: { waiting: 1, oldest: at(0) },
      pipedrive: { waiting: 1, oldest: at(0) },
    });
  });
};
