import assert from 'node:assert/strict';
import type { RejectedRow } from '../../../rules/calls/types.ts';
import { ACCOUNT, AT, DAY, aBatch, aRun } from '../support/builders.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const LATER = '2026-11-25T04:00:00.000Z';
const rejected = (raw: string, at: string | null = null): RejectedRow => ({
  reason: 'missing-id',
  raw,
  at,
  campaignId: null,
});

export const quarantineContract = ({ open }: TestDialect) =>
  describe('quarantine', () => {
    let test: TestStore;
    let executionId: number;
    beforeEach(async () => {
      test = await open();
      executionId = await test.store.calls.beginExecution(aRun('w'));
      const nextDay = { ...DAY, from: DAY.to, to: '2026-11-22T00:00:00.000Z', expectedTotal: null };
      await test.store.calls.planWindows(executionId, ACCOUNT, 'all', [{ ...DAY, expectedTotal: null }, nextDay]);
    });
    afterEach(() => test.drop());

    const read = (ordinal: number, page: number, rows: readonly RejectedRow[], at = AT) =>
      test.store.calls.writeBatch(aBatch({ executionId, ordinal }, [], { page, rejected: rows, at }));

    it('C-21: a rejected row is kept with its payload, and read again it moves instead of doubling', async () => {
      const { calls } = test.store;
      assert.equal((await read(1, 4, [rejected('{"number":"1"}'), rejected('{}')])).quarantined, 2);
      assert.equal((await read(2, 5, [rejected('{}')], LATER)).quarantined, 1);
      const { items } = await calls.listQuarantine({ limit: 9 });
      assert.deepEqual(
        // Rows of one page are equally new.
        items.map(({ raw, ordinal, page, at, reason }) => [raw, ordinal, page, at, reason]).sort(),
        [
          ['{"number":"1"}', 1, 4, AT, 'missing-id'],
          ['{}', 2, 5, AT, 'missing-id'],
        ],
      );
    });

    it('C-24: counts towards the window of its instant, or without one towards the window that read it', async () => {
      const { calls } = test.store;
      const next = { ...DAY, from: DAY.to, to: '2026-11-22T00:00:00.000Z' };
      await read(1, 1, [rejected('a', AT), rejected('b', DAY.to), rejected('c'), rejected('d')]);
      assert.equal(await calls.countQuarantined(ACCOUNT, DAY), 3);
      assert.equal(await calls.countQuarantined(ACCOUNT, next), 1);
      await read(2, 1, [rejected('d')]);
      assert.equal(await calls.countQuarantined(ACCOUNT, DAY), 2);
      assert.equal(await calls.countQuarantined(ACCOUNT, { ...DAY, campaign: 99 }), 0);
      assert.equal(await calls.countQuarantined('other', DAY), 0);
    });

    it('C-21: a resolved row keeps its first resolution, counts no more and stays listed as resolved', async () => {
      const { calls } = test.store;
      await read(1, 1, [rejected('a'), rejected('b')]);
      const [row] = (await calls.listQuarantine({ limit: 1 })).items;
      assert.ok(row);
      await calls.resolveQuarantine(row.id, 'replayed', LATER);
      await calls.resolveQuarantine(row.id, 'dismissed', AT);
      await read(1, 1, [rejected(row.raw)]);
      const resolved = await calls.quarantined(row.id);
      assert.deepEqual([resolved?.resolution, resolved?.resolvedAt], ['replayed', LATER]);
      assert.equal(await calls.countQuarantined(ACCOUNT, DAY), 1);
      const ids = async (done?: boolean) =>
        (await calls.listQuarantine({ limit: 9, resolved: done })).items.map(({ id }) => id);
      assert.deepEqual(await ids(true), [row.id]);
      assert.equal((await ids(false)).includes(row.id), false);
      assert.equal((await ids()).length, 2);
      assert.equal(await calls.quarantined(12_345), null);
    });

    it('C-21: lists page by page, newest first', async () => {
      for (const raw of ['a', 'b', 'c']) await read(1, 1, [rejected(raw)]);
      const first = await test.store.calls.listQuarantine({ limit: 2 });
      const second = await test.store.calls.listQuarantine({ limit: 2, cursor: first.nextCursor ?? '' });
      assert.deepEqual(
        [...first.items, ...second.items].map(({ raw }) => raw),
        ['c', 'b', 'a'],
      );
      assert.equal(second.nextCursor, null);
    });
  });
