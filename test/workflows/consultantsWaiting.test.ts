import assert from 'node:assert/strict';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { startTemporalServer } from '../../runtime/temporalServer.ts';
import type { HandoverInput } from '../../rules/consultants/handoverRun.ts';
import type { HandoverStanding } from '../../rules/consultants/handoverStanding.ts';
import { abandon, accept, available, finish, refuse, standing } from '../../workflows/consultants/messages.ts';
import { until } from '../support/until.ts';
import { choiceOf, fakeConsultants, handoverOf, policy, type InputOptions } from './support/fakeConsultants.ts';
import { eventsOf } from './support/history.ts';
import { runWorker } from './support/runWorker.ts';
import { workflowBundle } from './support/workflowBundle.ts';

const actor = 'key-7';
const leave = { args: [{ because: 'caller-left' as const, actor }] as [{ because: 'caller-left'; actor: string }] };
const waiting = (options: InputOptions = {}): HandoverInput =>
  handoverOf({ consultantId: null, leased: false, choice: null, ...options });
const standingOf = (handle: WorkflowHandle) => handle.query(standing);
const standsAt = (handle: WorkflowHandle, phase: HandoverStanding['phase']) =>
  until(async () => (await standingOf(handle)).phase === phase);

describe('a hand-over that nobody is there for', () => {
  before(workflowBundle);

  it('D-25: it waits, asks whenever somebody may have become available, and answers whom it got', async () => {
    const fake = fakeConsultants({ first: null, offers: [null, null, 4] });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', waiting());
      await standsAt(handle, 'waiting');
      const still = await handle.executeUpdate(available);
      assert.deepEqual([still.phase, still.consultantId], ['waiting', null]);
      const offered = await handle.executeUpdate(available);
      assert.deepEqual([offered.phase, offered.consultantId, offered.offerNo], ['offered', 4, 3]);
      assert.deepEqual([...fake.leases], [[3, 4]]);
      await handle.executeUpdate(accept, { args: [{ consultantId: 4, offerNo: 3, actor }] });
      await handle.executeUpdate(finish, { args: [{ consultantId: 4, actor }] });
      assert.equal((await handle.result()).outcome, 'served');
      assert.equal(fake.leases.size, 0);
    });
  });

  it('D-25: told while the store is choosing, it asks once more: nobody is missed', async () => {
    const first = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    let times = 0;
    const fake = fakeConsultants({
      first: null,
      offerNext: async () => {
        times += 1;
        if (times > 1) return { consultantId: 4, choice: choiceOf(4) };
        asked.resolve();
        await first.promise;
        return { consultantId: null, choice: choiceOf(null) };
      },
    });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', waiting());
      await asked.promise;
      const told = handle.executeUpdate(available);
      await until(async () => (await eventsOf(handle)).some((e) => e.workflowExecutionUpdateAcceptedEventAttributes));
      first.resolve();
      assert.deepEqual((await told).consultantId, 4);
      await handle.executeUpdate(abandon, leave);
      await handle.result();
    });
  });

  it('D-41: the language is relaxed ring by ring', async () => {
    const fake = fakeConsultants({
      first: null,
      offerNext: async ({ reach }) => {
        const consultantId = reach === 'any' ? 9 : null;
        return { consultantId, choice: choiceOf(consultantId) };
      },
    });
    const rings = [
      { afterSeconds: 0.5, languages: 'base' as const },
      { afterSeconds: 2, languages: 'any' as const },
    ];
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', waiting({ policy: policy({ rings }) }));
      await standsAt(handle, 'offered');
      const reaches = fake.inputsOf('offerNext').map(({ reach }) => reach);
      // A machine that stalls may find a ring already over.
      assert.deepEqual(
        [null, 'base', 'any'].filter((reach) => reaches.includes(reach as never)),
        reaches,
      );
      await handle.executeUpdate(abandon, leave);
      await handle.result();
    });
  });

  it('D-41: who waits too long is promised a call-back, once, and goes on waiting', async () => {
    const fake = fakeConsultants({ first: null });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', waiting({ policy: policy({ maxWaitSeconds: 0.3 }) }));
      await until(async () => (await standingOf(handle)).callBackPromised);
      await standsAt(handle, 'waiting');
      await handle.executeUpdate(available);
      assert.equal(fake.inputsOf('promiseCallBack').length, 1);
      assert.equal(fake.inputsOf('promiseCallBack')[0]?.state.callBackPromised, true);
      await handle.executeUpdate(abandon, leave);
      await handle.result();
    });
  });

  it('D-41: a request that nobody takes is given up in the end', async () => {
    const fake = fakeConsultants({ first: null });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', waiting({ policy: policy({ giveUpSeconds: 0.3 }) }));
      const ended: HandoverStanding = await handle.result();
      assert.deepEqual([ended.phase, ended.outcome], ['abandoned', 'nobody-available']);
      assert.deepEqual(fake.phases(), ['abandoned']);
    });
  });

  it('5.4: a long wait goes on in a new history, with all that it knows', async () => {
    const suggestedAt = 60;
    const server = await startTemporalServer({
      dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': suggestedAt },
    });
    const fake = fakeConsultants({ offers: [null] });
    try {
      await runWorker(
        fake.activities,
        async ({ start }) => {
          const handle = await start('followHandover', handoverOf());
          await handle.executeUpdate(refuse, { args: [{ consultantId: 1, offerNo: 1, actor }] });
          const first = (await handle.describe()).runId;
          let asks = 1;
          for (; (await handle.describe()).runId === first; asks += 1) await handle.executeUpdate(available);
          assert.ok(asks < suggestedAt, 'a history is bounded');
          const now = await handle.executeUpdate(available);
          assert.deepEqual([now.phase, now.excluded, now.offerNo], ['waiting', [1], asks + 2]);
          assert.equal(fake.leases.size, 0);
          await handle.executeUpdate(abandon, leave);
          assert.equal((await handle.result()).outcome, 'caller-left');
        },
        server,
      );
    } finally {
      await server.stop();
    }
  });
});

describe('telling Pipedrive of a hand-over', () => {
  before(workflowBundle);

  const accepted = async (handle: WorkflowHandle) => {
    await handle.executeUpdate(accept, { args: [{ consultantId: 1, offerNo: 1, actor }] });
    await handle.executeUpdate(finish, { args: [{ consultantId: 1, actor }] });
  };

  it('D-28: it is told once, of who accepted, and the hand-over ends when that has ended too', async () => {
    const told = Promise.withResolvers<{ kind: 'pushed' }>();
    const fake = fakeConsultants({ pushToPipedrive: () => told.promise });
    await runWorker(fake.activities, async ({ start, taskQueue }) => {
      const handle = await start('followHandover', handoverOf({ push: { giveUpSeconds: 60, taskQueue } }));
      await accepted(handle);
      await until(() => fake.leases.size === 0);
      const meanwhile = await standingOf(handle);
      assert.deepEqual([meanwhile.outcome, meanwhile.push.state], ['served', 'pushing'], 'it blocks nothing');
      told.resolve({ kind: 'pushed' });
      assert.deepEqual((await handle.result()).push, { state: 'pushed', reason: null });
      assert.deepEqual(fake.inputsOf('pushToPipedrive'), [{ number: '#00001', consultantId: 1 }]);
      assert.equal(fake.inputsOf('recordPush')[0]?.state, 'pushed');
    });
  });

  it('D-28: refused for good, it is written down, and the hand-over ends as it would have', async () => {
    const fake = fakeConsultants({
      pushToPipedrive: async () => {
        throw ApplicationFailure.nonRetryable('Several deals.', 'pipedrive-deal-ambiguous');
      },
    });
    await runWorker(fake.activities, async ({ start, taskQueue }) => {
      const handle = await start('followHandover', handoverOf({ push: { giveUpSeconds: 60, taskQueue } }));
      await accepted(handle);
      const ended: HandoverStanding = await handle.result();
      assert.equal(ended.outcome, 'served');
      assert.deepEqual(ended.push, { state: 'failed', reason: 'pipedrive-deal-ambiguous' });
      const [recorded] = fake.inputsOf('recordPush');
      assert.deepEqual([recorded?.state, recorded?.reason], ['failed', 'pipedrive-deal-ambiguous']);
    });
  });

  it('D-28: an outage is waited out no longer than the settings allow', async () => {
    const fake = fakeConsultants({
      pushToPipedrive: async () => {
        throw ApplicationFailure.retryable('Pipedrive is failing.', 'pipedrive-unavailable');
      },
    });
    await runWorker(fake.activities, async ({ start, taskQueue }) => {
      const handle = await start('followHandover', handoverOf({ push: { giveUpSeconds: 1, taskQueue } }));
      await accepted(handle);
      assert.equal((await handle.result()).push.state, 'failed');
      assert.ok(fake.inputsOf('pushToPipedrive').length >= 1);
    });
  });

  it('D-28: a refused token is waited for, and a cancel ends the wait', async () => {
    const fake = fakeConsultants({
      pushToPipedrive: async () => {
        throw ApplicationFailure.nonRetryable('The token is revoked.', 'pipedrive-credentials-rejected');
      },
    });
    await runWorker(fake.activities, async ({ start, taskQueue }) => {
      const handle = await start('followHandover', handoverOf({ push: { giveUpSeconds: 86_400, taskQueue } }));
      await accepted(handle);
      await until(async () =>
        (await eventsOf(handle)).some((e) => e.timerStartedEventAttributes && fake.leases.size === 0),
      );
      assert.equal((await standingOf(handle)).push.state, 'pushing');
      await handle.cancel();
      const ended: HandoverStanding = await handle.result();
      assert.deepEqual(
        [ended.outcome, ended.push],
        ['served', { state: 'failed', reason: 'pipedrive-credentials-rejected' }],
      );
    });
  });
});
