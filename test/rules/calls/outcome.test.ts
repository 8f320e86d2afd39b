import assert from 'node:assert/strict';
import { exitCode, legacyStatus, type RunResult } from '../../../rules/calls/outcome.ts';

const run = (
  windows: Partial<RunResult['windows']>,
  rows: Partial<RunResult['rows']> = {},
  aborted = false,
): RunResult => ({
  windows: { total: 0, complete: 0, partial: 0, failed: 0, ...windows },
  rows: { fetched: 0, inserted: 0, updated: 0, unchanged: 0, quarantined: 0, failed: 0, ...rows },
  aborted,
});
const outcome = (result: RunResult) => [legacyStatus(result), exitCode(result)];

describe('outcome', () => {
  it('5.5: complete with rows is success, complete and empty is no data', () => {
    assert.deepEqual(outcome(run({ total: 2, complete: 2 }, { fetched: 5 })), ['COMPLETED_SUCCESS', 0]);
    assert.deepEqual(outcome(run({ total: 2, complete: 2 })), ['COMPLETED_NO_DATA', 0]);
    assert.deepEqual(outcome(run({})), ['COMPLETED_NO_DATA', 0]);
  });

  it('5.5: quarantined rows alone are errors with exit 0, failed rows are partial', () => {
    assert.deepEqual(outcome(run({ total: 2, complete: 2 }, { fetched: 5, quarantined: 1 })), [
      'COMPLETED_WITH_ERRORS',
      0,
    ]);
    assert.deepEqual(outcome(run({ total: 2, complete: 2 }, { fetched: 5, failed: 1 })), ['COMPLETED_WITH_ERRORS', 3]);
  });

  it('C-37: success and no-data only when every window is complete', () => {
    assert.deepEqual(outcome(run({ total: 3, complete: 2, partial: 1 }, { fetched: 5 })), ['COMPLETED_WITH_ERRORS', 3]);
    assert.deepEqual(outcome(run({ total: 3, complete: 2, failed: 1 })), ['COMPLETED_WITH_ERRORS', 3]);
    assert.deepEqual(outcome(run({ total: 3, complete: 2 }, { fetched: 5 })), ['COMPLETED_WITH_ERRORS', 3]);
  });

  it('A-4: a run of one partial window is partial, not failed', () => {
    assert.deepEqual(outcome(run({ total: 1, partial: 1 }, { fetched: 5 })), ['COMPLETED_WITH_ERRORS', 3]);
  });

  it('C-32: nothing read, or ended before it was through, is failed with exit 1', () => {
    assert.deepEqual(outcome(run({ total: 2, failed: 2 })), ['FAILED', 1]);
    assert.deepEqual(outcome(run({ total: 2 })), ['FAILED', 1]);
    assert.deepEqual(outcome(run({ total: 2, complete: 2 }, { fetched: 5 }, true)), ['FAILED', 1]);
  });
});
