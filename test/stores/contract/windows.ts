import assert from 'node:assert/strict';
import { ACCOUNT, AT, CAMPAIGN, DAY, aBatch, aCall, aCursor, aRun, plannedWindow } from '../support/builders.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const hour = (from: number, expectedTotal: number | null = null) => ({
  campaign: CAMPAIGN,
  from: `2026-11-20T${String(from).padStart(2, '0')}:00:00.000Z`,
  to: `2026-11-20T${String(from + 1).padStart(2, '0')}:00:00.000Z`,
  expectedTotal,
});

export const windowsContract = ({ open }: TestDialect) =>
  describe('windows', () => {
    let test: TestStore;
    beforeEach(async () => void (test = await open()));
    afterEach(() => test.drop());

    it('C-41: planning a batch again gives the windows of the first time', async () => {
      const { calls } = test.store;
      const id = await calls.beginExecution(aRun('w'));
      assert.equal(await calls.plannedBatch(id, 'chunk-0'), null);
      const first = await calls.planWindows(id, ACCOUNT, 'chunk-0', [hour(0, 9), hour(1)]);
      assert.deepEqual(
        first.map(({ ordinal }) => ordinal),
        [1, 2],
      );
      await calls.startPass({ executionId: id, ordinal: 1 }, aCursor(0), AT);
      assert.deepEqual(await calls.planWindows(id, ACCOUNT, 'chunk-0', [hour(5)]), first);
      assert.deepEqual(await calls.plannedBatch(id, 'chunk-0'), first);
      assert.equal((await calls.window({ executionId: id, ordinal: 1 }))?.state, 'running');

      assert.deepEqual(await calls.planWindows(id, ACCOUNT, 'empty', []), []);
      assert.deepEqual(await calls.plannedBatch(id, 'empty'), []);
      const later = await calls.planWindows(id, ACCOUNT, 'chunk-1', [hour(2)]);
      assert.deepEqual(later, [{ ...hour(2), ordinal: 3 }]);
    });

    it('C-41: batches planned side by side never share an ordinal', async () => {
      const { calls } = test.store;
      const id = await calls.beginExecution(aRun('w'));
      const plans = await Promise.all(
        ['a', 'b', 'c', 'a'].map((batch) => calls.planWindows(id, ACCOUNT, batch, [hour(0), hour(1)])),
      );
      assert.deepEqual(plans[0], plans[3]);
      const ordinals = plans.slice(0, 3).flatMap((tasks) => tasks.map(({ ordinal }) => ordinal));
      assert.deepEqual(
        ordinals.toSorted((a, b) => a - b),
        [1, 2, 3, 4, 5, 6],
      );
    });

    it('C-42: splitting a window happens once, and its parts take its place', async () => {
      const { calls } = test.store;
      const key = await plannedWindow(test.store, 'w');
      await calls.planWindows(key.executionId, ACCOUNT, 'later', [hour(3)]);
      const parts = await calls.splitWindow(key, [hour(0), hour(1)], AT);
      assert.deepEqual(
        parts.map(({ ordinal }) => ordinal),
        [3, 4],
      );
      assert.deepEqual(await calls.splitWindow(key, [hour(7), hour(8), hour(9)], AT), parts);
      assert.equal((await calls.window(key))?.state, 'split');
      assert.equal((await calls.execution('w'))?.windows.total, 3);
    });

    it('C-2: a pass and an end are kept; an end that learnt no total keeps the known one', async () => {
      const { calls } = test.store;
      const key = await plannedWindow(test.store, 'w', DAY, 4);
      assert.deepEqual(await calls.window({ ...key, ordinal: 99 }), null);
      await calls.startPass(key, aCursor(0), AT);
      await calls.startPass(key, { ...aCursor(0), pass: 2 }, '2026-11-20T14:00:00.000Z');
      const running = await calls.window(key);
      assert.deepEqual([running?.state, running?.passes, running?.startedAt], ['running', 2, AT]);
      const end = { passes: 2, expectedTotal: null, storedTotal: 3, at: '2026-11-20T15:00:00.000Z' };
      await calls.finishWindow(key, { ...end, state: 'partial', reason: 'rows-missing', detail: '3 of 4' });
      const ended = await calls.window(key);
      assert.deepEqual(
        [ended?.state, ended?.reason, ended?.detail, ended?.expectedTotal, ended?.storedTotal, ended?.finishedAt],
        ['partial', 'rows-missing', '3 of 4', 4, 3, end.at],
      );
    });

    it('C-27: once a run is closed, an attempt that was given up changes nothing in its ledger any more', async () => {
      const { calls } = test.store;
      const key = await plannedWindow(test.store, 'w');
      await calls.startPass(key, aCursor(0), AT);
      await calls.endExecution(key.executionId, { status: 'FAILED', errorMessage: 'Cancelled.', endedAt: AT });
      const closed = await calls.window(key);
      assert.deepEqual([closed?.state, closed?.reason], ['failed', 'run-ended']);

      const end = { passes: 1, expectedTotal: 1, storedTotal: 1, reason: null, detail: null, at: AT };
      for (const late of [
        () => calls.startPass(key, aCursor(0), AT),
        () => calls.writeBatch(aBatch(key, [aCall({ id: 'a' })])),
        () => calls.finishWindow(key, { ...end, state: 'complete' }),
        () => calls.splitWindow(key, [hour(0), hour(1)], AT),
        () => calls.planWindows(key.executionId, ACCOUNT, 'chunk-9', [hour(3)]),
      ])
        await assert.rejects(late, { name: 'RunEndedError', type: 'run-ended', message: /has ended/ });
      assert.deepEqual(await calls.window(key), closed);
      assert.equal((await calls.listWindows(key.executionId, { limit: 9 })).items.length, 1);
      assert.equal(await calls.countCalls(ACCOUNT, DAY), 0);
    });

    it('C-36: lists windows in order, page by page, by state', async () => {
      const { calls } = test.store;
      const key = await plannedWindow(test.store, 'w');
      await calls.planWindows(key.executionId, ACCOUNT, 'more', [hour(0), hour(1)]);
      await calls.writeBatch(aBatch(key, [aCall({ id: 'a' })]));
      await calls.startPass(key, aCursor(0), AT);
      const first = await calls.listWindows(key.executionId, { limit: 2 });
      assert.deepEqual(
        first.items.map(({ ordinal }) => ordinal),
        [1, 2],
      );
      const second = await calls.listWindows(key.executionId, { limit: 2, cursor: first.nextCursor ?? '' });
      assert.deepEqual([second.items.map(({ ordinal }) => ordinal), second.nextCursor], [[3], null]);
      const running = await calls.listWindows(key.executionId, { limit: 9, state: 'running' });
      assert.deepEqual(
        running.items.map(({ ordinal, inserted }) => [ordinal, inserted]),
        [[1, 1]],
      );
    });

    it('C-36: finds the windows that overlap a range, half-open, those that go on and then the oldest finish first', async () => {
      const { calls } = test.store;
      const id = await calls.beginExecution(aRun('w'));
      const other = { ...hour(2), campaign: 8 };
      const open = { ...hour(2), campaign: 9 };
      await calls.planWindows(id, ACCOUNT, 'all', [hour(1), hour(2), other, hour(3), open]);
      const end = {
        state: 'complete',
        passes: 1,
        expectedTotal: 0,
        storedTotal: 0,
        reason: null,
        detail: null,
      } as const;
      await calls.finishWindow({ executionId: id, ordinal: 2 }, { ...end, at: '2026-11-22T00:00:00.000Z' });
      await calls.finishWindow({ executionId: id, ordinal: 3 }, { ...end, at: '2026-11-21T00:00:00.000Z' });
      const { from, to } = hour(2);
      const found = async (campaigns: number[] | null) =>
        (await calls.windowsOverlapping(ACCOUNT, campaigns, from, to)).map(({ ordinal }) => ordinal);
      assert.deepEqual(await found(null), [5, 3, 2]);
      assert.deepEqual(await found([CAMPAIGN]), [2]);
      assert.deepEqual(await found([]), []);
      assert.deepEqual(await calls.windowsOverlapping('other', null, DAY.from, DAY.to), []);
    });
  });
