import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keepRecent, rowsPerSecond, secondsLeft, type ProgressSample } from '../../../rules/calls/estimate.ts';

const take = (samples: readonly ProgressSample[]) =>
  samples.reduce<ProgressSample[]>((kept, sample) => keepRecent(kept, sample), []);

describe('estimate', () => {
  it('C-36: the rate is that of the last ten seconds', () => {
    const slowThenFast = Array.from({ length: 31 }, (_, second) => ({
      atMs: second * 1_000,
      rows: second <= 20 ? second * 10 : 200 + (second - 20) * 500,
    }));
    const kept = take(slowThenFast);
    assert.deepEqual([kept[0]?.atMs, kept.at(-1)?.atMs], [20_000, 30_000]);
    assert.equal(rowsPerSecond(kept), 500);
  });

  it('C-36: without two moments there is no rate, and without a rate or a count no estimate', () => {
    assert.equal(rowsPerSecond([]), 0);
    assert.equal(rowsPerSecond([{ atMs: 1, rows: 5 }]), 0);
    assert.equal(
      rowsPerSecond([
        { atMs: 1, rows: 5 },
        { atMs: 1, rows: 9 },
      ]),
      0,
    );
    assert.equal(secondsLeft(null, 10, 5), null);
    assert.equal(secondsLeft(100, 10, 0), null);
  });

  it('C-36: what is left takes its share of the rate, never less than nothing', () => {
    assert.equal(secondsLeft(100, 10, 20), 5);
    assert.equal(secondsLeft(100, 140, 20), 0);
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.double({ min: 0.01, max: 1e6, noNaN: true }), (expected, rows, rate) => {
        const left = secondsLeft(expected, rows, rate);
        assert.ok(left !== null && left >= 0 && left * rate >= expected - rows - 1e-6);
      }),
    );
  });
});
