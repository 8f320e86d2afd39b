import assert from 'node:assert/strict';
import { StoreError } from '../../stores/failures.ts';
import { groupCommit } from '../../stores/groupCommit.ts';
import type { Trx } from '../../stores/database.ts';

const TRX = {} as Trx;

/** Transactions that keep what is written in them, when they are committed. */
function createDatabase({
  atMost = 9,
  unlocked = Promise.resolve(),
}: { atMost?: number; unlocked?: Promise<void> } = {}) {
  const commits: string[][] = [];
  /** Each is thrown at one commit. */
  const failures: unknown[] = [];
  let again = 0;
  const inGroup = groupCommit<string[]>({
    async transact(work) {
      for (;;) {
        const before = commits.length;
        const result = await work(TRX);
        if (again-- > 0) {
          commits.length = before;
          continue;
        }
        return result;
      }
    },
    async open() {
      await unlocked;
      return [];
    },
    async close(written) {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      commits.push(written);
    },
    atMost,
  });
  const write = (text: string) => inGroup(async (written) => `${text} is ${written.push(text)}.`);
  return { inGroup, write, commits, failures, brokenOff: (times: number) => void (again = times) };
}

describe('groupCommit', () => {
  it('D-3: those who come together share a transaction, one after the other; those who come later the next', async () => {
    const { write, commits } = createDatabase();
    const first = Promise.all([write('a'), write('b')]);
    assert.deepEqual(await first, ['a is 1.', 'b is 2.']);
    assert.equal(await write('c'), 'c is 1.');
    assert.deepEqual(commits, [['a', 'b'], ['c']]);
  });

  it('D-3: who comes while a transaction waits for its lock is served by it', async () => {
    const { promise: unlocked, resolve: unlock } = Promise.withResolvers<void>();
    const { write, commits } = createDatabase({ unlocked });
    const first = write('a');
    await new Promise((resolve) => setImmediate(resolve));
    const second = write('b');
    unlock();
    await Promise.all([first, second]);
    assert.deepEqual(commits, [['a', 'b']]);
  });

  it('a transaction takes so many and no more', async () => {
    const { write, commits } = createDatabase({ atMost: 2 });
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map(write));
    assert.deepEqual(commits, [['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('nobody has an answer before the commit', async () => {
    const { write, commits } = createDatabase();
    const seen = ['a', 'b'].map((text) => write(text).then(() => commits.length));
    assert.deepEqual(await Promise.all(seen), [1, 1]);
  });

  it('D-13: what one of them throws fails nobody else, and is thrown to that one', async () => {
    const { inGroup, write, commits } = createDatabase();
    const broken = inGroup(async (written) => {
      written.push('half');
      throw new RangeError('on purpose');
    });
    const [a, refused, b] = await Promise.allSettled([write('a'), broken, write('b')]);
    assert.equal(refused.status === 'rejected' && refused.reason instanceof RangeError, true);
    assert.deepEqual(
      [a, b].map((each) => each.status === 'fulfilled' && each.value),
      ['a is 1.', 'b is 1.'],
    );
    assert.deepEqual(commits, [['a'], ['b']], 'and what it had written is gone');
    assert.equal(await write('c'), 'c is 1.', 'the next go on');
  });

  it('D-40: a database that fails is asked for nobody again: it may have kept what it was given', async () => {
    const { write, commits, failures } = createDatabase();
    failures.push(new StoreError('store-commit-unknown', 'lost'));
    const ends = await Promise.allSettled([write('a'), write('b')]);
    assert.deepEqual(
      ends.map((end) => end.status === 'rejected' && (end.reason as StoreError).type),
      ['store-commit-unknown', 'store-commit-unknown'],
    );
    assert.deepEqual(commits, []);
    assert.equal(await write('c'), 'c is 1.');
  });

  it('D-40: after a commit that failed nobody is served again, whatever the error is', async () => {
    let runs = 0;
    const inGroup = groupCommit({
      transact: async (work) => {
        await work(TRX);
        throw new Error('disk I/O error');
      },
      open: async () => undefined,
      close: async () => {},
      atMost: 9,
    });
    const ends = await Promise.allSettled([1, 2].map(() => inGroup(async () => (runs += 1))));
    assert.deepEqual([ends.filter(({ status }) => status === 'rejected').length, runs], [2, 2]);
  });

  it('D-12: a lock that nobody gets is waited for once, not once for each', async () => {
    let waits = 0;
    const inGroup = groupCommit({
      transact: async () => {
        waits += 1;
        throw new Error('database is locked');
      },
      open: async () => undefined,
      close: async () => {},
      atMost: 9,
    });
    await Promise.allSettled([1, 2, 3].map(() => inGroup(async () => 0)));
    assert.equal(waits, 1);
  });

  it('a transaction that is broken off and run again serves the same once more, and answers with the last run', async () => {
    const { write, commits, brokenOff } = createDatabase();
    brokenOff(1);
    assert.deepEqual(await Promise.all([write('a'), write('b')]), ['a is 1.', 'b is 2.']);
    assert.deepEqual(commits, [['a', 'b']]);
  });

  it('a database that cannot be opened fails those who wait for it, and serves those who come later', async () => {
    let isDown = true;
    const inGroup = groupCommit({
      transact: async (work) => {
        if (isDown) throw new StoreError('store-unreachable', 'down');
        return work(TRX);
      },
      open: async () => undefined,
      close: async () => {},
      atMost: 9,
    });
    const ends = await Promise.allSettled([inGroup(async () => 1), inGroup(async () => 2)]);
    assert.deepEqual(
      ends.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    isDown = false;
    assert.equal(await inGroup(async () => 3), 3);
  });
});
