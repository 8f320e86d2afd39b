import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { control, progress } from '../../workflows/calls/messages.ts';
import { ended, fakeCalls, refused, request, settings } from './support/fakeCalls.ts';
import { currentDetails, eventsOf, eventsUntil, timerSeconds } from './support/history.ts';
import { runWorker } from './support/runWorker.ts';
import { workflowBundle } from './support/workflowBundle.ts';

const QUARTER_OF_AN_HOUR = 900;
const one = { ...request, settings: { ...settings, windowConcurrency: 1 } };

/** An answer that is a refusal the first `times` times. */
function refusing<Input, Output>(times: number, answer: (input: Input) => Output | Promise<Output>) {
  let left = times;
  return async (input: Input): Promise<Output> => {
    if (left-- > 0) throw refused();
    return answer(input);
  };
}

describe('a backfill whose credential is refused', () => {
  before(workflowBundle);

  it('C-4: keeps its place, says that it waits, and goes on with the same window when told of the new credential', async () => {
    const fake = fakeCalls({ windows: 2, syncWindow: refusing(1, ({ ordinal }) => ended(ordinal)) });
    await runWorker(fake.activities, async ({ client, start }) => {
      const handle = await start('backfillCalls', { request: one });
      const events = await eventsUntil(client.workflow, handle.workflowId, (all) => timerSeconds(all).length > 0);
      assert.deepEqual(timerSeconds(events), [QUARTER_OF_AN_HOUR], 'tried again by itself after a while');
      const waiting = await handle.query(progress);
      assert.equal(waiting.waitingForCredential, true);
      assert.equal(waiting.windows.complete, 0);
      assert.match(await currentDetails(handle), /^\*\*waiting for a new credential\*\*/);

      await handle.executeUpdate(control, { args: [{ paused: false }] });
      await handle.result();
      assert.deepEqual(
        fake.inputsOf('syncWindow').map(({ ordinal }) => ordinal),
        [0, 0, 1],
      );
      assert.equal((await handle.query(progress)).waitingForCredential, false);
      assert.equal(fake.inputsOf('endExecution').length, 1);
    });
  });

  it('5.3: a refusal just after the renewal is an echo: it is tried again after 10 s', async () => {
    const fake = fakeCalls({ windows: 1, syncWindow: refusing(2, ({ ordinal }) => ended(ordinal)) });
    await runWorker(fake.activities, async ({ client, start }) => {
      const handle = await start('backfillCalls', { request: one });
      await eventsUntil(client.workflow, handle.workflowId, (all) => timerSeconds(all).length === 1);
      await handle.executeUpdate(control, { args: [{ paused: false }] });
      const events = await eventsUntil(client.workflow, handle.workflowId, (all) => timerSeconds(all).length === 2);
      assert.deepEqual(timerSeconds(events), [QUARTER_OF_AN_HOUR, 10]);
      assert.equal((await handle.query(progress)).waitingForCredential, false, 'nobody is asked again meanwhile');
      await handle.cancel();
      await assert.rejects(handle.result(), WorkflowFailedError);
    });
  });

  it('C-4: all windows wait together and go on together; other controls do not end the wait', async () => {
    const fake = fakeCalls({ windows: 3, syncWindow: refusing(2, ({ ordinal }) => ended(ordinal)) });
    await runWorker(fake.activities, async ({ client, start }) => {
      const handle = await start('backfillCalls', { request });
      await eventsUntil(client.workflow, handle.workflowId, (all) => timerSeconds(all).length === 2);
      await handle.executeUpdate(control, { args: [{ requestsPerSecond: 5 }] });
      await handle.executeUpdate(control, { args: [{ paused: true }] });
      assert.equal((await handle.query(progress)).waitingForCredential, true);
      await handle.executeUpdate(control, { args: [{ paused: false }] });
      await handle.result();
      assert.equal((await eventsOf(handle)).filter((event) => event.timerFiredEventAttributes).length, 0);
      assert.deepEqual(
        fake
          .inputsOf('syncWindow')
          .map(({ ordinal }) => ordinal)
          .sort(),
        [0, 0, 1, 1, 2],
      );
    });
  });

  it('C-4: a refusal while the plan is made waits as well, and the same part of the plan is made again', async () => {
    const { planWindows } = fakeCalls({ windows: 2 }).activities;
    const fake = fakeCalls({ windows: 2, planWindows: refusing(1, planWindows) });
    await runWorker(fake.activities, async ({ client, start }) => {
      const handle = await start('backfillCalls', { request });
      await eventsUntil(client.workflow, handle.workflowId, (all) => timerSeconds(all).length === 1);
      assert.equal((await handle.query(progress)).waitingForCredential, true);
      await handle.executeUpdate(control, { args: [{ paused: false }] });
      await handle.result();
      assert.deepEqual(
        fake.inputsOf('planWindows').map(({ chunk }) => chunk),
        [0, 0],
      );
    });
  });

  it('C-4, C-8: a daily run waits before it knows its campaigns', async () => {
    const { planDaily } = fakeCalls().activities;
    const fake = fakeCalls({ windows: 1, planDaily: refusing(1, planDaily) });
    await runWorker(fake.activities, async ({ client, start }) => {
      const handle = await start('syncCallsDaily', { account: 'main', settings });
      await eventsUntil(client.workflow, handle.workflowId, (all) => timerSeconds(all).length === 1);
      await handle.executeUpdate(control, { args: [{ paused: false }] });
      assert.equal((await handle.result()).status, 'COMPLETED_SUCCESS');
      assert.equal(fake.inputsOf('planDaily').length, 2);
    });
  });
});
