import assert from 'node:assert/strict';
import { CALL_WORKFLOWS } from '../../workflows/calls/messages.ts';
import { CONSULTANT_WORKFLOWS } from '../../workflows/consultants/messages.ts';
import * as workflows from '../../workflows/index.ts';
import { fakeCalls, request, settings } from './support/fakeCalls.ts';
import { runWorker } from './support/runWorker.ts';
import { workflowBundle } from './support/workflowBundle.ts';

const scheduled = { account: 'main', settings };

describe('workflows of calls by schedule', () => {
  before(workflowBundle);

  it('C-8: the daily copy plans yesterday and what was missed, then copies it as one execution', async () => {
    const fake = fakeCalls({ windows: 1 });
    await runWorker(fake.activities, async ({ start }) => {
      const summary = await (await start('syncCallsDaily', scheduled)).result();
      assert.deepEqual(
        fake.asked.map(({ activity }) => activity),
        ['planDaily', 'beginExecution', 'planWindows', 'syncWindow', 'endExecution'],
      );
      assert.deepEqual(fake.inputsOf('planDaily'), [scheduled]);
      assert.equal(fake.inputsOf('beginExecution')[0]?.request.kind, 'daily');
      assert.equal(summary.status, 'COMPLETED_SUCCESS');
    });
  });

  it('C-7, C-48: the sweep forgets what may no longer be kept, then reads the trailing days again', async () => {
    const fake = fakeCalls({ windows: 1 });
    await runWorker(fake.activities, async ({ start }) => {
      await (await start('sweepLateCalls', scheduled)).result();
      assert.deepEqual(
        fake.asked.map(({ activity }) => activity),
        ['purgeExpired', 'planSweep', 'beginExecution', 'planWindows', 'syncWindow', 'endExecution'],
      );
      assert.equal(fake.inputsOf('beginExecution')[0]?.request.kind, 'sweep');
    });
  });

  it('C-41: a scheduled run that goes on in a new history plans and purges no second time', async () => {
    for (const type of ['syncCallsDaily', 'sweepLateCalls']) {
      const fake = fakeCalls({ windows: 1 });
      await runWorker(fake.activities, async ({ start }) => {
        await (await start(type, { request })).result();
        assert.equal(fake.asked[0]?.activity, 'beginExecution');
      });
    }
  });

  it('C-51: a dry run asks for the plan and nothing else', async () => {
    const fake = fakeCalls();
    await runWorker(fake.activities, async ({ start }) => {
      const plan = await (await start('planBackfill', { request })).result();
      assert.deepEqual(fake.asked, [{ activity: 'planDryRun', input: request }]);
      assert.equal(plan.expectedRows, 40);
    });
  });

  it('C-27: the reaper says how many records it closed', async () => {
    const fake = fakeCalls();
    await runWorker(fake.activities, async ({ start }) => {
      assert.equal(await (await start('reapCallExecutions')).result(), 3);
    });
  });

  it('every name that starters and schedules use is a workflow of the bundle', () => {
    const used: string[] = [...Object.values(CALL_WORKFLOWS), ...Object.values(CONSULTANT_WORKFLOWS)];
    assert.deepEqual(Object.keys(workflows).sort(), used.sort());
  });
});
