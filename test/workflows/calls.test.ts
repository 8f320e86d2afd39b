import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { integration, outcome } from '../../workflows/attributes.ts';
import { progress } from '../../workflows/calls/messages.ts';
import { EXECUTION, ended, fakeCalls, request, settings, task } from './support/fakeCalls.ts';
import { createGate } from './support/gate.ts';
import { currentDetails, eventsOf, eventsUntil, payloadTexts, scheduledActivities } from './support/history.ts';
import { runWorker } from './support/runWorker.ts';
import { workflowBundle } from './support/workflowBundle.ts';

const broken = () => ApplicationFailure.nonRetryable('The ledger has no window 1 of execution 7.', 'window-unknown');

describe('backfillCalls', () => {
  before(workflowBundle);

  it('C-29: is on record before anything is asked, under its first run id, and closes that record at its end', async () => {
    const fake = fakeCalls({ windows: 2 });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('backfillCalls', { request });
      const summary = await handle.result();
      assert.deepEqual(
        fake.asked.map(({ activity }) => activity),
        ['beginExecution', 'planWindows', 'syncWindow', 'syncWindow', 'endExecution'],
      );
      const run = { workflowId: handle.workflowId, runId: (await handle.describe()).runId, request };
      assert.deepEqual(fake.inputsOf('beginExecution'), [run]);
      assert.deepEqual(fake.inputsOf('planWindows'), [{ executionId: EXECUTION, request, chunk: 0 }]);
      assert.deepEqual(
        fake.inputsOf('syncWindow').sort((a, b) => a.ordinal - b.ordinal),
        [0, 1].map((ordinal) => ({ executionId: EXECUTION, ordinal, settings })),
      );
      assert.deepEqual(fake.inputsOf('endExecution'), [{ ...run, aborted: null }]);
      assert.equal(summary.status, 'COMPLETED_SUCCESS');
    });
  });

  it('C-29: no record, no run', async () => {
    const fake = fakeCalls({
      beginExecution: async () => {
        throw ApplicationFailure.nonRetryable('A run needs at least one campaign.', 'run-refused');
      },
    });
    await runWorker(fake.activities, async ({ start }) => {
      await assert.rejects((await start('backfillCalls', { request })).result(), WorkflowFailedError);
      assert.deepEqual(
        fake.asked.map(({ activity }) => activity),
        ['beginExecution'],
      );
    });
  });

  it('C-39: keeps as many windows going as it may, and begins the next as soon as one ends', async () => {
    const gate = createGate();
    const fake = fakeCalls({ windows: 5, syncWindow: gate.syncWindow });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('backfillCalls', { request });
      await gate.begun(2);
      gate.end(1);
      await gate.begun(3);
      assert.deepEqual(gate.open, new Set([0, 2]));
      for (const ordinal of [0, 2, 3, 4]) {
        await gate.begun(ordinal + 1);
        gate.end(ordinal);
      }
      await handle.result();
      assert.equal(gate.most(), 2);
    });
  });

  it('C-41: plans a long range stretch by stretch, ahead of need', async () => {
    const fake = fakeCalls({ windows: 5, perChunk: 2 });
    await runWorker(fake.activities, async ({ start }) => {
      await (await start('backfillCalls', { request })).result();
      assert.deepEqual(
        fake.inputsOf('planWindows').map(({ chunk }) => chunk),
        [0, 1, 2],
      );
      assert.deepEqual(
        fake
          .inputsOf('syncWindow')
          .map(({ ordinal }) => ordinal)
          .sort(),
        [0, 1, 2, 3, 4],
      );
    });
  });

  it('5.3: the parts of a split window are next in line', async () => {
    const gate = createGate();
    const fake = fakeCalls({ windows: 3, syncWindow: gate.syncWindow });
    const one = { ...request, settings: { ...settings, windowConcurrency: 1 } };
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('backfillCalls', { request: one });
      await gate.begun(1);
      gate.end(0, { state: 'split', reason: 'poison-page', parts: [task(10), task(11)] });
      for (const [index, ordinal] of [10, 11, 1, 2].entries()) {
        assert.equal((await gate.begun(index + 2)).at(-1), ordinal);
        gate.end(ordinal, ordinal === 11 ? { state: 'partial', reason: 'poison-page' } : {});
      }
      await handle.result();
      const { windows, rows } = await handle.query(progress);
      assert.deepEqual(windows, { total: 4, complete: 3, partial: 1, failed: 0 });
      assert.equal(rows.inserted, 50);
    });
  });

  it('C-36: says where it stands when asked, and in Temporal Web', async () => {
    const gate = createGate();
    const fake = fakeCalls({ windows: 3, syncWindow: gate.syncWindow });
    await runWorker(fake.activities, async ({ client, start }) => {
      const handle = await start('backfillCalls', { request });
      await gate.begun(2);
      gate.end(0);
      await gate.begun(3);
      const { campaign, from, to } = task(1);
      const standing = await handle.query(progress);
      assert.deepEqual(standing, {
        kind: 'backfill',
        executionId: EXECUTION,
        controls: { paused: false, concurrency: 2, requestsPerSecond: null },
        waitingForCredential: false,
        windows: { total: 3, complete: 1, partial: 0, failed: 0 },
        rows: ended(0).rows,
        pages: 1,
        running: [{ campaign, from, to }, (({ campaign, from, to }) => ({ campaign, from, to }))(task(2))],
      });
      const details = await currentDetails(handle);
      assert.match(details, /^\*\*running\*\* · 1 of 3 windows · 1 pages/);
      assert.match(details, new RegExp(`- campaign 5, ${from} to ${to}`));
      const events = await eventsUntil(
        client.workflow,
        handle.workflowId,
        (all) => scheduledActivities(all).length > 4,
      );
      const summaries = events.flatMap(({ userMetadata }) => payloadTexts(userMetadata));
      assert.deepEqual(summaries.slice(0, 2), ['"plan, part 1"', `"campaign 5 · ${task(0).from} · 10 calls"`]);
      gate.end(1);
      gate.end(2);
      await handle.result();
    });
  });

  it('C-2: an unforeseen failure breaks the run off: windows in flight end first, then the record says why', async () => {
    const gate = createGate();
    const openAtTheEnd: number[] = [];
    const fake = fakeCalls({ syncWindow: gate.syncWindow });
    const { endExecution } = fake.activities;
    const activities = {
      ...fake.activities,
      endExecution: (end: Parameters<typeof endExecution>[0]) => {
        openAtTheEnd.push(gate.open.size);
        return endExecution(end);
      },
    };
    await runWorker(activities, async ({ start }) => {
      const handle = await start('backfillCalls', { request });
      await gate.begun(2);
      gate.fail(1, broken());
      await assert.rejects(handle.result(), (error: WorkflowFailedError) => {
        assert.match(String(error.cause?.cause), /no window 1 of execution 7/);
        return true;
      });
      assert.equal((await handle.describe()).status.name, 'FAILED');
      assert.equal(fake.inputsOf('endExecution')[0]?.aborted, broken().message);
      assert.deepEqual(openAtTheEnd, [0]);
      assert.equal((await gate.begun(2)).length, 2);
    });
  });

  it('C-27: cancelled, it stops the windows in flight and closes its record as failed', async () => {
    const gate = createGate();
    const fake = fakeCalls({ syncWindow: gate.syncWindow });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('backfillCalls', { request });
      await gate.begun(2);
      await handle.cancel();
      await assert.rejects(handle.result(), WorkflowFailedError);
      const { status, typedSearchAttributes } = await handle.describe();
      assert.equal(status.name, 'CANCELLED');
      assert.equal(typedSearchAttributes.get(outcome), 'FAILED');
      assert.equal(fake.inputsOf('endExecution')[0]?.aborted, 'Cancelled by an operator.');
      assert.equal(gate.open.size, 0);
    });
  });

  it('C-41: only ids, counts and ranges go through the history', async () => {
    const fake = fakeCalls({ windows: 60, perChunk: 50 });
    await runWorker(fake.activities, async ({ start }) => {
      const many = { ...request, campaigns: Array.from({ length: 500 }, (_, index) => 2_147_000_000 + index) };
      const handle = await start('backfillCalls', { request: many });
      await handle.result();
      const texts = (await eventsOf(handle)).flatMap(payloadTexts);
      assert.ok(texts.length > 100);
      assert.ok(Math.max(...texts.map((text) => Buffer.byteLength(text))) < 64 * 1_024);
    });
  });

  it('design §4: how it ended is a search attribute, beside those it was started with', async () => {
    const fake = fakeCalls({ windows: 1 });
    await runWorker(fake.activities, async ({ client, taskQueue }) => {
      const handle = await client.workflow.start('backfillCalls', {
        workflowId: taskQueue,
        taskQueue,
        args: [{ request }],
        typedSearchAttributes: [{ key: integration, value: 'calls' }],
      });
      await handle.result();
      const { typedSearchAttributes } = await handle.describe();
      assert.equal(typedSearchAttributes.get(outcome), 'COMPLETED_SUCCESS');
      assert.equal(typedSearchAttributes.get(integration), 'calls');
    });
  });
});
