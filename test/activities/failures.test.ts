import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import { IntegrationError, translate, type FailureTable } from '../../activities/failures.ts';
import { RunEndedError } from '../../stores/calls/contract.ts';
import { StoreError, storeFailures, type StoreFailure } from '../../stores/failures.ts';

const table: FailureTable = {
  'vendor-away': { retryable: true, status: 502, title: 'The vendor is away.' },
  'run-ended': { retryable: false, status: 409, title: 'The run has ended.' },
};

function translated(error: unknown): ApplicationFailure {
  const failure = translate(table, error);
  assert.ok(failure instanceof ApplicationFailure);
  return failure;
}

describe('failures at the border of an activity', () => {
  it('design §2: an error of the table keeps its name and its pause, and is retried as the table says', () => {
    const away = translated(new IntegrationError('vendor-away', 'Away.', { retryAfterMs: 700 }));
    assert.deepEqual([away.type, away.nonRetryable, away.nextRetryDelay], ['vendor-away', false, 700]);
    const ended = translated(new RunEndedError(7));
    assert.deepEqual([ended.type, ended.nonRetryable, ended.nextRetryDelay], ['run-ended', true, undefined]);
  });

  it('C-52: a database that will not serve us however often it is asked is not asked for ever', () => {
    for (const type of Object.keys(storeFailures) as StoreFailure[]) {
      const failure = translated(new StoreError(type, 'A sentence.'));
      assert.deepEqual([failure.type, failure.message], [type, 'A sentence.']);
      assert.equal(failure.nonRetryable, !storeFailures[type].retryable, type);
    }
  });

  it('design §2: what nobody named passes as it is', () => {
    for (const error of [new TypeError('x'), new IntegrationError('no-such-type', 'x'), 'text', null])
      assert.equal(translate(table, error), error);
    const failure = ApplicationFailure.create({ type: 'vendor-away' });
    assert.equal(translate(table, failure), failure);
  });
});
