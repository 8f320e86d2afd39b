import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { startTemporalServer, type TemporalServer } from '../../runtime/temporalServer.ts';
import { integration } from '../../workflows/attributes.ts';
import { control, progress } from '../../workflows/calls/messages.ts';
import { until } from '../support/until.ts';
import { EXECUTION, fakeCalls, request } from './support/fakeCalls.ts';
import { createGate } from './support/gate.ts';
import { eventsOf, scheduledActivities, type HistoryEvents } from './support/history.ts';
import { runWorker, type Running } from './support/runWorker.ts';
import { workflowBundle } from './support/workflowBundle.ts';

const SUGGESTED_AT = 60;

describe('a backfill longer than one history', () => {
  let server: TemporalServer;
  before(async () => {
    await workflowBundle();
    // The server's own 4,096 events would need some 700 windows.
    server = await startTemporalServer({ dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': SUGGESTED_AT } });
  });
  after(() => server.stop());

  it('C-41: goes on in a new history as the same execution, with every window done once and none in flight between', async () => {
    const fake = fakeCalls({ windows: 40, perChunk: 15 });
    await runWorker(
      fake.activities,
      async ({ client, taskQueue }) => {
        const first = await client.workflow.start('backfillCalls', {
          workflowId: taskQueue,
          taskQueue,
          args: [{ request }],
          typedSearchAttributes: [{ key: integration, value: 'calls' }],
        });
        await first.result();
        const histories = await chain(client, taskQueue, first.firstExecutionRunId);
        assert.ok(histories.length > 2, `${histories.length} histories`);
        for (const events of histories) {
          assert.ok(events.length < 2 * SUGGESTED_AT, `${events.length} events`);
          assert.equal(inFlight(events), 0);
        }
        assert.equal(fake.inputsOf('beginExecution').length, 1);
        const run = { workflowId: taskQueue, runId: first.firstExecutionRunId, request };
        assert.deepEqual(fake.inputsOf('endExecution'), [{ ...run, aborted: null }]);
        assert.deepEqual(
          fake.inputsOf('planWindows').map(({ chunk, executionId }) => [chunk, executionId]),
          [0, 1, 2].map((chunk) => [chunk, EXECUTION]),
        );
        const ordinals = fake.inputsOf('syncWindow').map(({ ordinal }) => ordinal);
        assert.deepEqual(
          ordinals.sort((a, b) => a - b),
          Array.from({ length: 40 }, (_, ordinal) => ordinal),
        );
        const last = client.workflow.getHandle(taskQueue);
        const { windows, pages, rows } = await last.query(progress);
        assert.deepEqual([windows.complete, pages, rows.inserted], [40, 40, 400]);
        assert.equal((await last.describe()).typedSearchAttributes.get(integration), 'calls');
      },
      server,
    );
  });

  it('C-41: what an operator has set goes on too: paused stays paused', async () => {
    const gate = createGate();
    const fake = fakeCalls({ windows: 40, syncWindow: gate.syncWindow });
    await runWorker(
      fake.activities,
      async ({ client, start }) => {
        const handle = await start('backfillCalls', { request });
        const { runId } = await handle.describe();
        const steered = client.workflow.getHandle(handle.workflowId);
        await gate.begun(2);
        await steered.executeUpdate(control, { args: [{ paused: true, concurrency: 3 }] });
        // Refusals leave no trace, so the history is made long by changes that change nothing.
        for (let events = 0; events < SUGGESTED_AT; events = (await eventsOf(handle)).length) {
          await steered.executeUpdate(control, { args: [{ paused: true }] });
        }
        assert.equal((await steered.describe()).runId, runId, 'windows in flight keep it open');
        gate.end(0);
        gate.end(1);
        await until(async () => (await steered.describe()).runId !== runId);
        const { controls, windows, running } = await steered.query(progress);
        assert.deepEqual(controls, { paused: true, concurrency: 3, requestsPerSecond: null });
        assert.deepEqual([windows.complete, windows.total, running.length], [2, 40, 0]);
        assert.equal((await gate.begun(2)).length, 2);
        await steered.executeUpdate(control, { args: [{ paused: false }] });
        await gate.begun(5);
        assert.equal(gate.most(), 3);
        await steered.cancel();
        await assert.rejects(steered.result(), WorkflowFailedError);
      },
      server,
    );
  });
});

/** The histories of a chain of runs, from its first. */
async function chain(client: Running['client'], workflowId: string, firstRunId: string): Promise<HistoryEvents[]> {
  const histories: HistoryEvents[] = [];
  for (let runId: string | undefined | null = firstRunId; runId;) {
    const events: HistoryEvents = await eventsOf(client.workflow.getHandle(workflowId, runId));
    histories.push(events);
    runId = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return histories;
}

const inFlight = (events: HistoryEvents): number =>
  scheduledActivities(events).length - events.filter((event) => event.activityTaskCompletedEventAttributes).length;
