import assert from 'node:assert/strict';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { control, progress } from '../../workflows/calls/messages.ts';
import { fakeCalls, request } from './support/fakeCalls.ts';
import { createGate } from './support/gate.ts';
import { currentDetails, eventsOf, eventsUntil, scheduledActivities } from './support/history.ts';
import { runWorker } from './support/runWorker.ts';
import { workflowBundle } from './support/workflowBundle.ts';

describe('steering a backfill', () => {
  before(workflowBundle);

  it('design §5: paused, it lets the windows in flight end and begins none; resumed, it goes on where it stopped', async () => {
    const gate = createGate();
    const fake = fakeCalls({ windows: 4, syncWindow: gate.syncWindow });
    await runWorker(fake.activities, async ({ client, start }) => {
      const handle = await start('backfillCalls', { request });
      await gate.begun(2);
      const paused = await handle.executeUpdate(control, { args: [{ paused: true }] });
      assert.deepEqual(paused, { paused: true, concurrency: 2, requestsPerSecond: null });
      assert.match(await currentDetails(handle), /^\*\*paused\*\*/);
      gate.end(0);
      gate.end(1);
      const completions = 4; // begin, plan and the two windows
      const events = await eventsUntil(
        client.workflow,
        handle.workflowId,
        (all) => all.filter((event) => event.activityTaskCompletedEventAttributes).length === completions,
      );
      const { windows, running } = await handle.query(progress);
      assert.deepEqual([windows.complete, running.length], [2, 0]);
      assert.equal(scheduledActivities(await eventsOf(handle)).length, scheduledActivities(events).length);

      await handle.executeUpdate(control, { args: [{ paused: false }] });
      assert.match(await currentDetails(handle), /^\*\*running\*\*/);
      assert.deepEqual((await gate.begun(4)).slice(2).sort(), [2, 3]);
      gate.end(2);
      gate.end(3);
      await handle.result();
    });
  });

  it('design §5: more concurrency begins more windows at once, less begins none until enough have ended', async () => {
    const gate = createGate();
    const fake = fakeCalls({ windows: 8, syncWindow: gate.syncWindow });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('backfillCalls', { request });
      await gate.begun(2);
      await handle.executeUpdate(control, { args: [{ concurrency: 4 }] });
      await gate.begun(4);
      assert.equal((await handle.query(progress)).running.length, 4);
      await handle.executeUpdate(control, { args: [{ concurrency: 1 }] });
      for (const ordinal of [0, 1, 2]) gate.end(ordinal);
      gate.end(3);
      for (const ordinal of [4, 5, 6, 7]) {
        assert.equal((await gate.begun(ordinal + 1)).at(-1), ordinal);
        assert.equal(gate.open.size, 1);
        gate.end(ordinal);
      }
      await handle.result();
      assert.equal(gate.most(), 4);
    });
  });

  it('C-39: a change of the rate reaches the budget that the workers share', async () => {
    const gate = createGate();
    const fake = fakeCalls({ windows: 1, syncWindow: gate.syncWindow });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('backfillCalls', { request });
      await gate.begun(1);
      const controls = await handle.executeUpdate(control, { args: [{ requestsPerSecond: 2.5 }] });
      assert.equal(controls.requestsPerSecond, 2.5);
      assert.deepEqual(fake.inputsOf('setRequestRate'), [2.5]);
      await handle.executeUpdate(control, { args: [{ concurrency: 3 }] });
      assert.equal(fake.inputsOf('setRequestRate').length, 1);
      assert.deepEqual((await handle.query(progress)).controls, {
        paused: false,
        concurrency: 3,
        requestsPerSecond: 2.5,
      });
      gate.end(0);
      await handle.result();
    });
  });

  it('design §5: an answer that is under way is given before the run ends', async () => {
    const gate = createGate();
    const rate = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const fake = fakeCalls({
      windows: 1,
      syncWindow: gate.syncWindow,
      setRequestRate: async () => {
        asked.resolve();
        await rate.promise;
      },
    });
    await runWorker(fake.activities, async ({ client, start }) => {
      const handle = await start('backfillCalls', { request });
      await gate.begun(1);
      const answer = handle.executeUpdate(control, { args: [{ requestsPerSecond: 9 }] });
      await asked.promise;
      gate.end(0);
      await eventsUntil(client.workflow, handle.workflowId, (all) => scheduledActivities(all).includes('endExecution'));
      rate.resolve();
      assert.equal((await answer).requestsPerSecond, 9);
      await handle.result();
    });
  });

  it('C-16: nonsense is refused with its reason, changes nothing and leaves no trace in the history', async () => {
    const gate = createGate();
    const fake = fakeCalls({ windows: 2, syncWindow: gate.syncWindow });
    const nonsense: [unknown, RegExp][] = [
      [{ concurrency: 0 }, /concurrency must be a whole number from 1 to 32/],
      [{ concurrency: 33 }, /concurrency/],
      [{ concurrency: 2.5 }, /concurrency/],
      [{ concurrency: '4' }, /concurrency/],
      [{ paused: 'yes' }, /paused must be true or false/],
      [{ requestsPerSecond: 0 }, /requestsPerSecond must be a number above 0/],
      [{ requestsPerSecond: -1 }, /requestsPerSecond/],
      [{ requestsPerSecond: '5' }, /requestsPerSecond/],
      [{ requestsPerSecond: null }, /requestsPerSecond/],
      [{ requestsPerSecond: 10_001 }, /at most 10000/],
      [{ pausd: true }, /pausd is not a control/],
      [{ toString: 1 }, /toString is not a control/],
      [{}, /one of paused, concurrency, requestsPerSecond must be given/],
      [undefined, /must be given/],
      [null, /./],
    ];
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('backfillCalls', { request });
      await gate.begun(2);
      const before = await handle.query(progress);
      for (const [change, reason] of nonsense) {
        await assert.rejects(handle.executeUpdate(control, { args: [change as never] }), (error) => {
          assert.ok(error instanceof WorkflowUpdateFailedError, String(error));
          assert.match(String(error.cause?.message), reason);
          return true;
        });
      }
      assert.deepEqual(await handle.query(progress), before);
      const traces = (await eventsOf(handle)).filter((event) =>
        Object.entries(event).some(([name, value]) => name.startsWith('workflowExecutionUpdate') && value !== null),
      );
      assert.deepEqual(traces, []);
      gate.end(0);
      gate.end(1);
      await handle.result();
    });
  });
});
