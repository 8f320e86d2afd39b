import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  asConfigured,
  MIN_RATE,
  initialBudget,
  leasePermits,
  permitsPerLease,
  setCeiling,
  slowDown,
  type PermitLease,
  type RequestBudget,
} from '../../rules/requestBudget.ts';

const START = Date.parse('2026-11-20T12:00:00Z');
const rates = fc.double({ min: 0.1, max: 300, noNaN: true });

/** Takes leases at the given instants (ms after the start), and lists when each permit may be used. */
function permitsAt(rate: number, moments: readonly number[]): number[] {
  let budget = initialBudget(rate, START);
  return moments
    .toSorted((a, b) => a - b)
    .flatMap((moment) => {
      const leased = leasePermits(budget, START + moment);
      budget = leased.budget;
      return usable(leased.result);
    });
}

const usable = ({ permits, startAtMs, spacingMs }: PermitLease): number[] =>
  Array.from({ length: permits }, (_, i) => startAtMs + i * spacingMs);

/** Leases without end until `untilMs` after the start, and refusals in between; the state at the end. */
const after = (budget: RequestBudget, ...steps: readonly (number | 'refused')[]): RequestBudget => {
  let atMs = START;
  for (const step of steps) {
    if (step === 'refused') budget = slowDown(budget, 0, atMs);
    else budget = leasePermits(budget, (atMs += step)).budget;
  }
  return budget;
};

describe('request budget', () => {
  it('C-39: in no interval are there more permits than its rate allows and one lease', () => {
    fc.assert(
      fc.property(rates, fc.array(fc.nat(5_000), { minLength: 1, maxLength: 25 }), (rate, moments) => {
        const permits = permitsAt(rate, moments);
        permits.forEach((from, i) => {
          permits.slice(i).forEach((to, more) => {
            const allowed = (rate * (to - from)) / 1_000 + permitsPerLease(rate);
            assert.ok(more + 1 <= allowed + 1e-3, `${more + 1} permits in ${to - from} ms at ${rate}/s`);
          });
        });
      }),
    );
  });

  it('C-39: permits are never handed out for the past, and never twice for one moment', () => {
    fc.assert(
      fc.property(rates, fc.array(fc.nat(5_000), { minLength: 2, maxLength: 30 }), (rate, moments) => {
        const permits = permitsAt(rate, moments);
        assert.ok((permits[0] ?? 0) >= START);
        permits.slice(1).forEach((at, i) => assert.ok(at > (permits[i] ?? 0)));
      }),
    );
  });

  it('C-39: a lease holds a tenth of a second, one permit at least', () => {
    assert.deepEqual([0.5, 9, 10, 100, 1_000].map(permitsPerLease), [1, 1, 1, 10, 100]);
  });

  it('C-3: a refusal halves the rate, and nothing is free before the vendor allows it', () => {
    const slowed = slowDown(initialBudget(40, START), 3_000, START);
    assert.equal(slowed.rate, 20);
    const { result } = leasePermits(slowed, START);
    assert.deepEqual(result, { permits: 2, startAtMs: START + 3_000, spacingMs: 50 });
  });

  it('C-3: a burst of refusals counts once, the longest pause of it holds', () => {
    const burst = [100, 4_000, 500].reduce(
      (budget, retryAfterMs, i) => slowDown(budget, retryAfterMs, START + i),
      initialBudget(40, START),
    );
    assert.equal(burst.rate, 20);
    assert.equal(burst.nextFreeAtMs, START + 1 + 4_000);
    assert.equal(slowDown(burst, 0, START + 1_000).rate, 10);
  });

  it('C-3: refusals never raise the rate nor push it below the least, whatever the ceiling', () => {
    fc.assert(
      fc.property(rates, fc.array(fc.nat(3_000), { maxLength: 40 }), (rate, pauses) => {
        let [budget, atMs] = [initialBudget(rate, START), START];
        for (const pause of pauses) {
          const slower = slowDown(budget, 0, (atMs += pause));
          assert.ok(slower.rate <= budget.rate && slower.rate >= Math.min(MIN_RATE, rate));
          budget = slower;
        }
      }),
    );
  });

  it('C-39: quiet time raises it again by a twentieth of the ceiling every five seconds, and never above', () => {
    const halved = after(initialBudget(40, START), 'refused');
    assert.equal(after(halved, 4_999).rate, 20);
    assert.equal(after(halved, 5_000).rate, 22);
    assert.equal(after(halved, 5_000, 4_999).rate, 22, 'a step is counted once');
    assert.equal(after(halved, 12_500, 2_500).rate, 26, 'parts of a step are not lost');
    assert.equal(after(halved, 50_000).rate, 40);
    assert.equal(after(halved, 3_600_000).rate, 40);
  });

  it('C-39: recovery begins when the pause is over, not when it was told', () => {
    const paused = slowDown(initialBudget(40, START), 60_000, START);
    assert.equal(leasePermits(paused, START + 60_000).budget.rate, 20);
    assert.equal(leasePermits(paused, START + 65_000).budget.rate, 22);
  });

  it('C-39: a changed configuration sets the ceiling, an unchanged one leaves what an operator has set', () => {
    const tuned = setCeiling(initialBudget(100, 0), 10);
    assert.deepEqual(asConfigured(tuned, 100), tuned);
    const changed = asConfigured(tuned, 50);
    assert.deepEqual([changed.maxRate, changed.rate, changed.configuredRate], [50, 50, 50]);
  });

  it('C-39: a new ceiling lowers the rate at once, raises it only when it was at the old one', () => {
    const full = initialBudget(40, START);
    assert.deepEqual([setCeiling(full, 10).rate, setCeiling(full, 10).maxRate], [10, 10]);
    assert.equal(setCeiling(full, 80).rate, 80);
    const halved = slowDown(full, 0, START);
    assert.deepEqual([setCeiling(halved, 80).rate, setCeiling(halved, 80).maxRate], [20, 80]);
    assert.equal(setCeiling(halved, 30).rate, 20);
    assert.equal(after(setCeiling(halved, 30), 600_000).rate, 30);
  });
});
