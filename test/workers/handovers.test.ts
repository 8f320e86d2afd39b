import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import { handoverId } from '../../rules/consultants/handoverId.ts';
import type { OutboxRow } from '../../stores/outbox/contract.ts';
import { createAskHandover } from '../../workers/askHandover.ts';
import { createRelay } from '../../workers/relay.ts';
import { createStartHandover } from '../../workers/startHandover.ts';
import { businessDay, integration, unit } from '../../workflows/attributes.ts';
import { abandon, standing } from '../../workflows/consultants/messages.ts';
import { choiceOf, fakeConsultants, handoverOf, policy } from '../workflows/support/fakeConsultants.ts';
import { runWorker } from '../workflows/support/runWorker.ts';
import { workflowBundle } from '../workflows/support/workflowBundle.ts';
import { fakeOutbox } from './support/fakeOutbox.ts';

const now = () => Date.now();
let numbers = 0;
/** The suite shares a server, and numbers name workflows. */
const freshNumber = () => `#${process.pid}${now()}${++numbers}`;

const rowOf = (subject: string, change: Record<string, unknown> = {}): OutboxRow => ({
  id: 1,
  topic: 'handover',
  subject,
  attempts: 1,
  payload: { consultantId: 1, requestedAt: '2026-03-01T02:30:00.000Z', lease: true, language: 'PT-br', ...change },
});

const starterOf = (client: Client, taskQueue: string, acceptSeconds: number | null = 86_400) =>
  createStartHandover({
    client,
    settings: handoverOf({ policy: policy({ acceptSeconds }) }).settings,
    taskQueue,
    zone: 'America/Sao_Paulo',
    now,
  });

const runsOf = async (client: Client, workflowId: string): Promise<number> => {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  return raw.workflowExecutionInfo?.firstRunId === raw.workflowExecutionInfo?.execution?.runId ? 1 : 2;
};

describe('starting hand-overs', () => {
  before(workflowBundle);

  it('5.4: its id is the protocol number, and it is found by integration, local day and language', async () => {
    await runWorker(fakeConsultants().activities, async ({ client, taskQueue }) => {
      const number = freshNumber();
      await starterOf(client, taskQueue)(rowOf(number, { choice: choiceOf(1) }));
      const handle = client.workflow.getHandle(handoverId(number));
      const { typedSearchAttributes: attributes, type } = await handle.describe();
      assert.equal(type, 'followHandover');
      assert.deepEqual(
        [integration, businessDay, unit].map((key) => attributes.get(key)),
        ['consultants', '2026-02-28', 'pt-br'],
      );
      const stands = await handle.query(standing);
      assert.deepEqual([stands.number, stands.consultantId, stands.choice], [number, 1, choiceOf(1)]);
      await handle.terminate();
    });
  });

  it('§8.3: what a caller sent as a language is no attribute unless it can be one', async () => {
    await runWorker(fakeConsultants().activities, async ({ client, taskQueue }) => {
      const number = freshNumber();
      await starterOf(client, taskQueue)(rowOf(number, { language: 'maria@example.com' }));
      const handle = client.workflow.getHandle(handoverId(number));
      assert.equal((await handle.describe()).typedSearchAttributes.get(unit), 'other');
      await handle.terminate();
    });
  });

  it('§6, crash point: started again before the row is settled, it is the same one, running or ended', async () => {
    await runWorker(fakeConsultants().activities, async ({ client, taskQueue }) => {
      const number = freshNumber();
      const start = starterOf(client, taskQueue);
      const handle = client.workflow.getHandle(handoverId(number));
      await Promise.all([start(rowOf(number)), start(rowOf(number))]);
      const { runId } = await handle.describe();
      await start(rowOf(number));
      assert.equal((await handle.describe()).runId, runId);
      await handle.executeUpdate(abandon, { args: [{ because: 'caller-left', actor: 'key-7' }] });
      await handle.result();
      await start(rowOf(number));
      assert.deepEqual([(await handle.describe()).runId, await runsOf(client, handoverId(number))], [runId, 1]);
    });
  });

  it('D-25: whoever tells a hand-over hears whom it got; one that does not wait, has ended or is not there has nobody', async () => {
    await runWorker(fakeConsultants({ first: null, offers: [null, 4] }).activities, async ({ client, taskQueue }) => {
      const ask = createAskHandover({ client, now });
      const [waiting, assigned, unknown] = [freshNumber(), freshNumber(), freshNumber()];
      await starterOf(client, taskQueue)(rowOf(waiting, { consultantId: null, lease: false }));
      const handle = client.workflow.getHandle(handoverId(waiting));
      assert.equal(await ask(waiting), 4);
      assert.equal(await ask(waiting), null, 'it was offered to somebody');
      await starterOf(client, taskQueue, null)(rowOf(assigned));
      await client.workflow.getHandle(handoverId(assigned)).result();
      assert.deepEqual([await ask(assigned), await ask(unknown)], [null, null]);
      await handle.terminate();
    });
  });

  it('5.4: a row of the outbox becomes a hand-over', async () => {
    await runWorker(fakeConsultants().activities, async ({ client, taskQueue }) => {
      const outbox = fakeOutbox();
      const number = freshNumber();
      outbox.add(number, rowOf(number).payload);
      const handle = starterOf(client, taskQueue);
      const log = { warn: () => undefined } as never;
      const round = createRelay({ outbox, topic: 'handover', handle, atOnce: 2, rowsPerSecond: 100, now, log });
      await round(new AbortController().signal);
      assert.equal(outbox.waiting.size, 0);
      const started = client.workflow.getHandle(handoverId(number));
      assert.equal((await started.query(standing)).phase, 'offered');
      await started.terminate();
    });
  });
});
