import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import type { Product } from '../../bench/support/product.ts';
import { until } from '../support/until.ts';
import { eventsOf, payloadTexts } from '../workflows/support/history.ts';
import { PAGE_CONCURRENCY, backfillUpTo, startSlowProduct, stretch } from './support/survival.ts';

/** Pages that may be read again: those on their way when the worker went, fetched or not yet stored. */
const ON_THEIR_WAY = 2 * PAGE_CONCURRENCY;

describe('a backfill in the product', function () {
  this.timeout(60_000);
  let product: Product;
  before(async () => (product = await startSlowProduct()));
  after(() => product.stop());

  it('A-20: its worker killed in the middle of a window, it goes on from the page, loses and doubles nothing', async () => {
    const run = await backfillUpTo(product, stretch(0), 10);
    await product.worker.kill();
    await product.worker.start();
    await run.assertWhole();
    assert.ok((await run.repeated()) <= ON_THEIR_WAY, `${await run.repeated()} pages read again`);
  });

  it('C-41: its worker stopped, it hands back what is in flight in order, and the next worker goes on from the page', async () => {
    const run = await backfillUpTo(product, stretch(1), 10);
    await product.worker.stop();
    assert.equal(product.worker.exitCode, 0, product.worker.lastWords());
    await product.worker.start();
    await run.assertWhole();
    assert.ok((await run.repeated()) <= ON_THEIR_WAY, `${await run.repeated()} pages read again`);
  });

  it('design §6: Temporal killed and started again on its file, it goes on and loses nothing', async () => {
    const run = await backfillUpTo(product, stretch(2), 10);
    await product.temporal.restart();
    await run.assertWhole();
    assert.equal(product.worker.running, true);
  });

  it('C-27: terminated from outside, its record is closed by the reaper', async () => {
    const { workflowId } = await backfillUpTo(product, stretch(3), 4);
    await product.client.workflow.getHandle(workflowId).terminate('by hand');
    await product.client.schedule.getHandle('calls-reaper').trigger();
    const { status, errorMessage } = await until(async () => {
      const execution = await product.store.calls.execution(workflowId);
      return execution?.status !== 'RUNNING' && execution;
    });
    assert.equal(status, 'FAILED');
    assert.match(errorMessage ?? '', /ended without closing this run \(terminated\)/);
  });

  it('A-21: the same backfill asked for again while it goes joins it; cancelled, it is closed as failed', async () => {
    const run = await backfillUpTo(product, stretch(4), 4);
    const again = await product.starters.start({ campaigns: [5], ...stretch(4), dryRun: false });
    assert.deepEqual([again.workflowId, again.joined], [run.workflowId, true]);
    await product.starters.cancel(run.workflowId);
    await assert.rejects(product.client.workflow.getHandle(run.workflowId).result(), WorkflowFailedError);
    const execution = await product.store.calls.execution(run.workflowId, again.runId);
    assert.equal(execution?.status, 'FAILED');
    assert.equal(execution.errorMessage, 'Cancelled by an operator.');
    const windows = await product.store.calls.listWindows(execution.id, { limit: 500 });
    assert.ok(windows.items.every(({ state }) => state !== 'running' && state !== 'pending'));
  });

  it('C-41, C-45, C-48: no history holds a call, a person or the credential', async () => {
    const { db } = product.store;
    const calls = await db.selectFrom('call_raw').select(['call_id', 'raw']).execute();
    const people = calls.flatMap(({ call_id: id, raw }) => {
      const { number, mailing_data: mailing } = JSON.parse(raw) as {
        number: string;
        mailing_data?: { phone?: string };
      };
      return [id, number, mailing?.phone ?? number];
    });
    assert.ok(people.length > 1_000);
    const secrets = new Set([...people.filter((text) => text.length >= 8), 'sim-token-1']);
    let payloads = 0;
    for await (const { workflowId, runId, type } of product.client.workflow.list()) {
      const events = await eventsOf(product.client.workflow.getHandle(workflowId, runId));
      for (const text of payloadTexts(events)) {
        payloads++;
        assert.ok(Buffer.byteLength(text) < 64 * 1_024, `${type}: a payload of ${text.length} characters`);
        const found = text.match(/[\w+-]{8,}/g)?.find((word) => secrets.has(word));
        assert.equal(found, undefined, `${type} tells ${found}`);
      }
    }
    assert.ok(payloads > 50);
  });
});
