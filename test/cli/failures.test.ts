import assert from 'node:assert/strict';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { explain } from '../../cli/calls/failures.ts';
import { loadConfig } from '../../schemas/config.ts';

describe('what an operator is told of a failure', () => {
  it('D-22: why a run refused something is one sentence', () => {
    for (const reason of ['It is with another consultant.', 'It is with another consultant']) {
      const told = explain(new WorkflowUpdateFailedError('refused', new Error(reason)), loadConfig({}));
      assert.ok(told instanceof Error);
      assert.equal(told.message, 'The run refused it: It is with another consultant.');
    }
  });
});
