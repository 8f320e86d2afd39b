import assert from 'node:assert/strict';
import { initialBudget, leasePermits, slowDown } from '../../../rules/requestBudget.ts';
import { ACCOUNT, CAMPAIGN } from '../support/builders.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

export const paceContract = ({ open }: TestDialect) =>
  describe('watermarks and budgets', () => {
    let test: TestStore;
    beforeEach(async () => void (test = await open()));
    afterEach(() => test.drop());

    it('C-8: a watermark moves forward and never back', async () => {
      const { calls } = test.store;
      assert.equal(await calls.watermark(ACCOUNT, CAMPAIGN), null);
      await calls.advanceWatermark(ACCOUNT, CAMPAIGN, '2026-11-20T00:00:00.000Z');
      await calls.advanceWatermark(ACCOUNT, CAMPAIGN, '2026-11-19T00:00:00.000Z');
      assert.equal(await calls.watermark(ACCOUNT, CAMPAIGN), '2026-11-20T00:00:00.000Z');
      await calls.advanceWatermark(ACCOUNT, CAMPAIGN, '2026-11-21T00:00:00.000Z');
      assert.equal(await calls.watermark(ACCOUNT, CAMPAIGN), '2026-11-21T00:00:00.000Z');
      assert.equal(await calls.watermark(ACCOUNT, 8), null);
    });

    it('C-39: leases taken at once never overlap', async () => {
      const { calls } = test.store;
      const now = 1_763_640_000_000;
      const lease = () => calls.changeBudget(ACCOUNT, initialBudget(100, now), (budget) => leasePermits(budget, now));
      const leases = await Promise.all(Array.from({ length: 20 }, lease));
      const starts = leases.map(({ startAtMs }) => startAtMs).toSorted((a, b) => a - b);
      assert.deepEqual(
        starts,
        Array.from({ length: 20 }, (_, i) => now + i * 100),
      );
    });

    it('C-39: slowing down is kept, for this account alone; a change that throws changes nothing', async () => {
      const { calls } = test.store;
      const initial = initialBudget(10, 0.5);
      await calls.changeBudget(ACCOUNT, initial, (budget) => ({
        budget: slowDown(budget, 2_000.25, 5_000),
        result: null,
      }));
      const read = (account: string) => calls.changeBudget(account, initial, (budget) => ({ budget, result: budget }));
      assert.deepEqual(await read(ACCOUNT), slowDown(initial, 2_000.25, 5_000));
      assert.deepEqual(await read('other'), initial);
      const refuse = () => {
        throw new Error('no');
      };
      await assert.rejects(calls.changeBudget(ACCOUNT, initial, refuse), /no/);
      assert.deepEqual(await read(ACCOUNT), slowDown(initial, 2_000.25, 5_000));
    });
  });
