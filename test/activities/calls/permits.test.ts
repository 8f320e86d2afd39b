import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createPermits, type Permits } from '../../../activities/calls/permits.ts';
import type { RequestBudget } from '../../../rules/requestBudget.ts';
import type { CallStore } from '../../../stores/calls/contract.ts';
import { virtualTime, type VirtualTime } from './support/virtualTime.ts';

const START = Date.parse('2026-11-20T12:00:00Z');

/** One budget row in memory, and how often it was asked for; `delay` stands for a slow store. */
function memoryBudget(delay: () => Promise<void> = async () => undefined) {
  let kept: RequestBudget | undefined;
  const counted = { changes: 0 };
  const changeBudget: CallStore['changeBudget'] = async (_account, initial, change) => {
    counted.changes++;
    const { budget, result } = change(kept ?? initial);
    kept = budget;
    await delay();
    return result;
  };
  return { changeBudget, counted, budget: () => kept };
}

describe('permits', () => {
  let time: VirtualTime;
  let store: ReturnType<typeof memoryBudget>;
  beforeEach(() => {
    time = virtualTime(START);
    store = memoryBudget();
  });

  const permitsFor = (requestsPerSecond: number, from = store): Permits =>
    createPermits({ store: from, account: 'main', requestsPerSecond, now: time.now, sleep: time.sleep });

  /** When each of `count` requests could be sent, in ms from the start. */
  const asked = (permits: Permits, count: number) =>
    Promise.all(Array.from({ length: count }, () => permits.take().then(() => time.now() - START)));
  const taken = (permits: Permits, count: number) => time.until(asked(permits, count));

  it('C-39: permits are spaced evenly over the second', async () => {
    assert.deepEqual(await taken(permitsFor(40), 9), [0, 25, 50, 75, 100, 125, 150, 175, 200]);
  });

  it('C-39: the store is asked once for a tenth of a second, however many wait', async () => {
    await taken(permitsFor(40), 40);
    assert.equal(store.counted.changes, 10);
  });

  it('C-39: two workers share one budget', async () => {
    const moments = (await Promise.all([taken(permitsFor(40), 12), taken(permitsFor(40), 12)])).flat();
    const sorted = moments.toSorted((a, b) => a - b);
    assert.deepEqual(
      sorted,
      Array.from({ length: 24 }, (_, i) => i * 25),
    );
  });

  it('C-3: after a refusal nobody sends before its time, whoever was refused, and all go at half the rate', async () => {
    const [first, second] = [permitsFor(40), permitsFor(40)];
    await taken(first, 1);
    await taken(second, 1);
    const refusedAt = time.now() - START;
    await first.slowDown(3_000);
    const after = await taken(first, 4);
    assert.ok(Math.min(...after) >= refusedAt + 3_000);
    assert.deepEqual(
      after.map((at) => at - (after[0] ?? 0)),
      [0, 50, 100, 150],
    );
    assert.equal(store.budget()?.rate, 20);
  });

  it('C-3: permits leased before a refusal are void, also for those who are waiting for their moment', async () => {
    const permits = permitsFor(40);
    const waiting = asked(permits, 4);
    await nextTurn();
    await permits.slowDown(5_000);
    const moments = await time.until(waiting);
    assert.equal(moments.filter((at) => at < 5_000).length, 1, 'only the one that was free at once');
  });

  it('C-3: a lease that was under way when the refusal came is void too', async () => {
    store = memoryBudget(() => time.sleep(10));
    const permits = permitsFor(40);
    const waiting = taken(permits, 1);
    const slowed = permits.slowDown(5_000);
    const [moment = 0] = await waiting;
    await slowed;
    assert.ok(moment >= 5_000, `sent after ${moment} ms`);
  });

  it('C-41: who gives up waiting takes nothing from the others', async () => {
    const permits = permitsFor(1);
    await taken(permits, 1);
    const controller = new AbortController();
    const given = permits.take(controller.signal);
    const refused = assert.rejects(given, /cancelled/);
    await nextTurn();
    controller.abort(new Error('cancelled'));
    await refused;
    assert.equal((await taken(permits, 1)).length, 1);
  });

  it('C-39: a store that fails fails the request, and the next one asks again', async () => {
    let broken = true;
    const flaky = {
      ...store,
      changeBudget: ((...given) =>
        broken
          ? Promise.reject(new Error('database is locked'))
          : store.changeBudget(...given)) as CallStore['changeBudget'],
    };
    const permits = permitsFor(40, flaky);
    await assert.rejects(permits.take(), /database is locked/);
    broken = false;
    assert.deepEqual(await taken(permits, 2), [0, 25]);
  });
});
