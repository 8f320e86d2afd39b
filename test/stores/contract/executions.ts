import assert from 'node:assert/strict';
import { LEGACY_STATUSES } from '../../../schemas/calls.ts';
import { ACCOUNT, AT, DAY, aBatch, aCall, aRun, plannedWindow } from '../support/builders.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const END = { errorMessage: null, endedAt: '2026-11-20T12:01:30.000Z' } as const;

export const executionsContract = ({ open }: TestDialect) =>
  describe('executions', () => {
    let test: TestStore;
    beforeEach(async () => void (test = await open()));
    afterEach(() => test.drop());

    it('C-27: beginning a run twice finds its row, another run id is another row', async () => {
      const { calls } = test.store;
      const first = await calls.beginExecution(aRun('w'));
      assert.equal(await calls.beginExecution(aRun('w', { startedAt: END.endedAt })), first);
      assert.notEqual(await calls.beginExecution(aRun('w', { runId: 'run-2' })), first);
      assert.equal((await calls.execution('w', 'run-1'))?.startedAt, AT);
      assert.equal((await calls.execution('w'))?.runId, 'run-2');
      assert.equal(await calls.execution('unknown'), null);
    });

    it('C-26: every legacy status is stored and read as it is', async () => {
      const { calls, db } = test.store;
      for (const status of LEGACY_STATUSES) {
        const id = await calls.beginExecution(aRun(status));
        if (status !== 'RUNNING') await calls.endExecution(id, { ...END, status });
        assert.equal((await calls.execution(status))?.status, status);
      }
      // Only SQLite would have stored more than the column is made for.
      if (test.store.kind !== 'sqlite') return;
      const tables = await db.introspection.getTables();
      const column = tables
        .find(({ name }) => name === 'execution_logs')
        ?.columns.find(({ name }) => name === 'status');
      const length = Number(/\d+/.exec(column?.dataType ?? '')?.[0]);
      assert.ok(length >= Math.max(...LEGACY_STATUSES.map((status) => status.length)), `status holds ${length}`);
    });

    it('C-33: a run over 500 campaigns keeps every one of them', async () => {
      const campaigns = Array.from({ length: 500 }, (_, i) => 2_000_000_000 + i);
      await test.store.calls.beginExecution(aRun('many', { campaigns }));
      assert.deepEqual((await test.store.calls.execution('many'))?.campaigns, campaigns);
    });

    it('C-36: an open run shows the sums of its windows, a closed one keeps them', async () => {
      const { calls } = test.store;
      const key = await plannedWindow(test.store, 'w');
      await calls.planWindows(key.executionId, ACCOUNT, 'more', [
        { ...DAY, expectedTotal: 5 },
        { ...DAY, expectedTotal: 8 },
      ]);
      await calls.writeBatch(
        aBatch(key, [aCall({ id: 'a' }), aCall({ id: 'b' })], {
          rejected: [{ reason: 'missing-id', raw: '{}', at: null, campaignId: null }],
        }),
      );
      await calls.splitWindow({ ...key, ordinal: key.ordinal + 1 }, [{ ...DAY, expectedTotal: 4 }], AT);
      const end = { passes: 1, expectedTotal: 3, storedTotal: 2, reason: null, detail: null, at: AT };
      await calls.finishWindow(key, { ...end, state: 'partial' });

      const sums = {
        windows: { total: 3, complete: 0, partial: 1, failed: 0 },
        pages: 1,
        expectedRows: 3 + 8 + 4,
        fetched: 3,
        inserted: 2,
        updated: 0,
        unchanged: 0,
        quarantined: 1,
        failed: 0,
      };
      const open = await calls.execution('w');
      assert.deepEqual({ ...open, ...sums }, open);
      assert.deepEqual(await calls.openExecutions(), [open]);

      await calls.endExecution(key.executionId, { ...END, status: 'COMPLETED_WITH_ERRORS' });
      const closed = await calls.execution('w');
      const windows = { total: 3, complete: 0, partial: 1, failed: 2 };
      assert.deepEqual({ ...open, windows, status: 'COMPLETED_WITH_ERRORS', endedAt: END.endedAt }, closed);
      const { items } = await calls.listWindows(key.executionId, { limit: 9, state: 'failed' });
      assert.deepEqual(new Set(items.map(({ reason }) => reason)), new Set(['run-ended']));
      assert.deepEqual(await calls.openExecutions(), []);
      const legacy = await test.store.db
        .selectFrom('execution_logs')
        .select(['total_records', 'successful_records', 'failed_records', 'execution_time_seconds'])
        .executeTakeFirstOrThrow();
      assert.deepEqual(
        { ...legacy },
        { total_records: 3, successful_records: 2, failed_records: 1, execution_time_seconds: 90 },
      );
    });

    it('C-27: ending a run again changes nothing', async () => {
      const { calls } = test.store;
      const id = await calls.beginExecution(aRun('w'));
      await calls.endExecution(id, { ...END, status: 'COMPLETED_NO_DATA' });
      const ended = await calls.execution('w');
      await calls.endExecution(id, { status: 'FAILED', errorMessage: 'too late', endedAt: '2027-01-01T00:00:00.000Z' });
      assert.deepEqual(await calls.execution('w'), ended);
    });

    it('C-36: lists runs newest first, page by page, by kind and status', async () => {
      const { calls } = test.store;
      for (const name of ['a', 'b', 'c']) await calls.beginExecution(aRun(name));
      await calls.beginExecution(aRun('d', { kind: 'daily' }));
      const first = await calls.listExecutions({ limit: 2, kind: 'backfill' });
      assert.deepEqual(
        first.items.map(({ workflowId }) => workflowId),
        ['c', 'b'],
      );
      assert.ok(first.nextCursor);
      const second = await calls.listExecutions({ limit: 2, kind: 'backfill', cursor: first.nextCursor });
      assert.deepEqual(
        second.items.map(({ workflowId }) => workflowId),
        ['a'],
      );
      assert.equal(second.nextCursor, null);
      assert.deepEqual((await calls.listExecutions({ limit: 5, status: 'FAILED' })).items, []);
      await assert.rejects(calls.listExecutions({ limit: 2, cursor: 'nonsense' }), { name: 'BadCursorError' });
    });
  });
