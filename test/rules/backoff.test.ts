import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backoffMs } from '../../rules/backoff.ts';

describe('backoff', () => {
  const backoff = { firstMs: 250, longestMs: 4_000 };

  it('C-3: doubles from the first step to the longest', () => {
    const almostOne = 1 - Number.EPSILON;
    const waits = [1, 2, 3, 4, 5, 6, 2_000].map((attempt) => Math.round(backoffMs(backoff, attempt, almostOne)));
    assert.deepEqual(waits, [250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
  });

  it('C-3: jitter keeps every wait between half and all of its step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (n, r) => {
          const step = Math.min(backoff.longestMs, backoff.firstMs * 2 ** (n - 1));
          const waitMs = backoffMs(backoff, n, r);
          assert.ok(waitMs >= step / 2 && waitMs <= step);
        },
      ),
    );
    assert.notEqual(backoffMs(backoff, 3, 0.1), backoffMs(backoff, 3, 0.9));
  });
});
