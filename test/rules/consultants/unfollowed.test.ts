import assert from 'node:assert/strict';
import { endingOf, type OpenWork } from '../../../rules/consultants/unfollowed.ts';

const work = (change: Partial<OpenWork> = {}): OpenWork => ({
  phase: 'offered',
  outcome: null,
  offerNo: 2,
  consultantId: 7,
  leases: [{ offerNo: 2, consultantId: 7 }],
  ...change,
});
const ABANDONED = { phase: 'abandoned', outcome: 'cancelled' };
const release = (change = {}) => ({
  offerNo: 2,
  consultantId: 7,
  because: 'cancelled',
  keepsTurn: false,
  notResponding: false,
  served: false,
  ...change,
});

describe('endingOf', () => {
  it('D-39: whoever was only offered it did nothing, and keeps the turn', () => {
    assert.deepEqual(endingOf(work()), { releases: [release({ keepsTurn: true })], end: ABANDONED });
  });

  it('D-35: whoever was in service, or had just finished it, has served', () => {
    assert.deepEqual(endingOf(work({ phase: 'accepted' })), { releases: [release({ served: true })], end: ABANDONED });
    assert.deepEqual(endingOf(work({ phase: 'wrapping-up' })), {
      releases: [release({ because: 'served', served: true })],
      end: { phase: 'finished', outcome: 'served' },
    });
  });

  it('D-23: without a lease nothing is released', () => {
    for (const phase of ['seeking', 'waiting'] as const)
      assert.deepEqual(endingOf(work({ phase, consultantId: null, leases: [] })), { releases: [], end: ABANDONED });
  });

  it('D-23: a lease of an earlier offer, or of what has ended, is freed; how it ended stays', () => {
    const earlier = { offerNo: 1, consultantId: 3 };
    assert.deepEqual(endingOf(work({ phase: 'waiting', leases: [earlier] })).releases, [
      release({ ...earlier, because: 'superseded' }),
    ]);
    assert.deepEqual(endingOf(work({ phase: 'finished', outcome: 'service-timed-out' })), {
      releases: [release({ because: 'service-timed-out', served: true })],
      end: null,
    });
    assert.deepEqual(endingOf(work({ phase: 'abandoned', outcome: 'caller-left' })).releases, [
      release({ because: 'caller-left' }),
    ]);
  });
});
