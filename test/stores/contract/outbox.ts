import assert from 'node:assert/strict';
import { enqueue } from '../../../stores/outbox/enqueue.ts';
import { at } from '../support/consultants.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

export const outboxContract = ({ open }: TestDialect) => {
  let test: TestStore;
  beforeEach(async () => void (test = await open()));
  afterEach(() => test.drop());

  const put = (subject: string, topic = 'handover') =>
    test.store.db.transaction().execute((trx) => enqueue(trx, { topic, subject, payload: { subject } }, at(0)));
  const claim = (seconds: number, limit = 9) =>
    test.store.outbox.claim('handover', { now: at(seconds), leaseMs: 10_000, limit });
  const subjects = (rows: readonly { subject: string }[]) => rows.map(({ subject }) => subject);

  it('D-28: rows are taken oldest first, by topic, and left alone until the lease ends', async () => {
    for (const subject of ['a', 'b', 'c']) await put(subject);
    await put('d', 'pipedrive');
    const [first, ...others] = await claim(0, 2);
    assert.deepEqual(
      { ...first, id: 0 },
      { id: 0, topic: 'handover', subject: 'a', payload: { subject: 'a' }, attempts: 1 },
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

  it('D-28: a subject is put once a topic', async () => {
    await put('a');
    await assert.rejects(put('a'));
    await put('a', 'pipedrive');
    assert.equal((await claim(0)).length, 1);
  });

  it('D-28: what is rolled back was never there', async () => {
    const failing = test.store.db.transaction().execute(async (trx) => {
      await enqueue(trx, { topic: 'handover', subject: 'a', payload: {} }, at(0));
      throw new Error('on purpose');
    });
    await assert.rejects(failing, /on purpose/);
    assert.deepEqual(await claim(0), []);
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
