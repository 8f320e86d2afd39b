import assert from 'node:assert/strict';
import { WorkflowFailedError, WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { HandoverStanding } from '../../rules/consultants/handoverStanding.ts';
import { outcome } from '../../workflows/attributes.ts';
import {
  abandon,
  accept,
  available,
  finish,
  ready,
  refuse,
  standing,
  type OfferAnswer,
} from '../../workflows/consultants/messages.ts';
import { until } from '../support/until.ts';
import { choiceOf, fakeConsultants, handoverOf, policy } from './support/fakeConsultants.ts';
import { currentDetails, eventsOf, scheduledActivities } from './support/history.ts';
import { runWorker } from './support/runWorker.ts';
import { workflowBundle } from './support/workflowBundle.ts';

const actor = 'key-7';
const by = (consultantId: number, offerNo: number): { args: [OfferAnswer] } => ({
  args: [{ consultantId, offerNo, actor }],
});
const person = (consultantId: number): { args: [{ consultantId: number; actor: string }] } => ({
  args: [{ consultantId, actor }],
});

const refusedWith = (reason: string) => (error: unknown) => {
  assert.ok(error instanceof WorkflowUpdateFailedError, String(error));
  assert.equal(error.cause instanceof ApplicationFailure && error.cause.type, reason);
  return true;
};

/** Waits until the hand-over stands so. */
const standsAt = (handle: WorkflowHandle, phase: HandoverStanding['phase'], offerNo?: number) =>
  until(async () => {
    const now = await handle.query(standing);
    return now.phase === phase && (offerNo === undefined || now.offerNo === offerNo) ? now : null;
  });

describe('followHandover', () => {
  before(workflowBundle);

  it('D-20: where nobody is asked to accept, it ends with its assignment and one record of it', async () => {
    const fake = fakeConsultants({ first: null });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start(
        'followHandover',
        handoverOf({ policy: policy({ acceptSeconds: null }), leased: false }),
      );
      const ended: HandoverStanding = await handle.result();
      assert.deepEqual([ended.phase, ended.outcome, ended.consultantId], ['finished', 'assigned', 1]);
      assert.deepEqual(
        fake.asked.map(({ activity }) => activity),
        ['recordHandover'],
      );
      assert.deepEqual(scheduledActivities(await eventsOf(handle)), [], 'it costs a single task');
      const { typedSearchAttributes } = await handle.describe();
      assert.equal(typedSearchAttributes.get(outcome), 'assigned');
    });
  });

  it('D-22, D-23: accepted, finished and wrapped up; the lease is held until then, and who said so is written down', async () => {
    const fake = fakeConsultants();
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf({ policy: policy({ wrapUpSeconds: 3_600 }) }));
      assert.equal((await handle.executeUpdate(accept, by(1, 1))).phase, 'accepted');
      assert.equal((await handle.executeUpdate(finish, person(1))).phase, 'wrapping-up');
      assert.equal(fake.leases.size, 1);
      assert.equal((await handle.executeUpdate(ready, person(1))).outcome, 'served');
      await handle.result();
      assert.equal(fake.leases.size, 0);
      assert.deepEqual(fake.phases(), ['accepted', 'wrapping-up', 'finished']);
      assert.ok(fake.inputsOf('recordHandover').every((record) => record.actor === actor));
      const [end] = fake.inputsOf('releaseLease');
      assert.deepEqual([end?.because, end?.served, end?.number], ['served', true, '#00001']);
    });
  });

  it('D-44: what a message led to is written down when the message is kept: never in the task that hears it', async () => {
    const fake = fakeConsultants({ offers: [2] });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf());
      await handle.executeUpdate(accept, by(1, 1));
      await handle.executeUpdate(abandon, { args: [{ because: 'caller-left', actor }] });
      await handle.result();
      const activities = scheduledActivities(await eventsOf(handle));
      assert.deepEqual(activities, ['recordHandover', 'releaseLease', 'recordHandover']);
    });
  });

  it('D-22: refused, the next one is asked; whoever refused is not asked again and gets no turn back', async () => {
    const fake = fakeConsultants({ offers: [2] });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf());
      await handle.executeUpdate(refuse, by(1, 1));
      const offered = await standsAt(handle, 'offered', 2);
      assert.deepEqual([offered.consultantId, offered.excluded], [2, [1]]);
      assert.deepEqual([...fake.leases], [[2, 2]]);
      assert.deepEqual(
        fake.inputsOf('offerNext').map(({ excluded, offerNo }) => [excluded, offerNo]),
        [[[1], 2]],
      );
      const [released] = fake.inputsOf('releaseLease');
      assert.deepEqual([released?.because, released?.keepsTurn, released?.notResponding], ['refused', false, false]);
      await handle.executeUpdate(accept, by(2, 2));
      await handle.executeUpdate(finish, person(2));
      await handle.result();
      assert.equal(fake.leases.size, 0);
    });
  });

  for (const keepTurn of [true, false]) {
    it(`D-22, D-39: an offer that expires goes on to the next one; the first ${keepTurn ? 'keeps' : 'loses'} the turn and is marked`, async () => {
      const fake = fakeConsultants({ offers: [2] });
      await runWorker(fake.activities, async ({ start }) => {
        const handle = await start('followHandover', handoverOf({ policy: policy({ acceptSeconds: 1, keepTurn }) }));
        await standsAt(handle, 'offered', 2);
        const [released] = fake.inputsOf('releaseLease');
        assert.deepEqual(
          [released?.because, released?.keepsTurn, released?.notResponding, released?.actor],
          ['expired', keepTurn, true, 'handover'],
        );
        await assert.rejects(handle.executeUpdate(accept, by(1, 1)), refusedWith('offer-over'));
        await handle.executeUpdate(accept, by(2, 2));
        await handle.cancel();
        await assert.rejects(handle.result());
        assert.equal(fake.leases.size, 0);
      });
    });
  }

  it('D-22: an open offer is reminded of once', async () => {
    const fake = fakeConsultants();
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf({ policy: policy({ reminderSeconds: 0.2 }) }));
      await until(() => fake.inputsOf('remind').length > 0);
      assert.deepEqual((await handle.query(standing)).reminded, true);
      await handle.executeUpdate(accept, by(1, 1));
      await handle.executeUpdate(finish, person(1));
      await handle.result();
      assert.equal(fake.inputsOf('remind').length, 1);
    });
  });

  it('D-22, scenario 13: accepted in the instant of the expiry, exactly one of the two wins', async () => {
    const fake = fakeConsultants({ offers: [2] });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf({ policy: policy({ acceptSeconds: 0.5 }) }));
      const { expiresAt } = await handle.query(standing);
      const dueMs = Date.parse(String(expiresAt));
      await until(() => Date.now() >= dueMs - 3);
      const won = await handle.executeUpdate(accept, by(1, 1)).then(
        () => true,
        (error: unknown) => {
          assert.ok(error instanceof WorkflowUpdateFailedError);
          return false;
        },
      );
      const now = won ? await handle.query(standing) : await standsAt(handle, 'offered', 2);
      assert.deepEqual([now.phase, now.consultantId], won ? ['accepted', 1] : ['offered', 2]);
      assert.deepEqual([...fake.leases.values()], [won ? 1 : 2]);
      await handle.executeUpdate(abandon, { args: [{ because: 'caller-left', actor }] });
      await handle.result();
      assert.equal(fake.leases.size, 0);
    });
  });

  it('D-22: what is not possible is refused with its reason and leaves no trace in the history', async () => {
    const fake = fakeConsultants();
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf());
      await standsAt(handle, 'offered');
      const refusals: [() => Promise<unknown>, string][] = [
        [() => handle.executeUpdate(accept, by(2, 1)), 'not-yours'],
        [() => handle.executeUpdate(accept, by(1, 2)), 'unknown-offer'],
        [() => handle.executeUpdate(finish, person(1)), 'not-accepted'],
        [() => handle.executeUpdate(ready, person(1)), 'not-wrapping-up'],
        [() => handle.executeUpdate(available), 'not-waiting'],
        [() => handle.executeUpdate(accept, { args: [{ consultantId: 1, actor } as never] }), 'malformed'],
        [() => handle.executeUpdate(accept, { args: [{ consultantId: 1, offerNo: 1, actor: '' }] }), 'malformed'],
        [() => handle.executeUpdate(abandon, { args: [{ because: 'bored', actor } as never] }), 'malformed'],
        [() => handle.executeUpdate(abandon, { args: [undefined as never] }), 'malformed'],
      ];
      for (const [refusal, reason] of refusals) await assert.rejects(refusal, refusedWith(reason));
      const messages = (await eventsOf(handle)).filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
      assert.equal(messages.length, 0);
      await handle.executeUpdate(accept, by(1, 1));
      await assert.rejects(handle.executeUpdate(accept, by(1, 1)), refusedWith('already-accepted'));
      await handle.executeUpdate(finish, person(1));
      await handle.result();
    });
  });

  it('D-23: the caller leaves before anybody has accepted: the lease is free and the turn is given back', async () => {
    const fake = fakeConsultants();
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf());
      const now = await handle.executeUpdate(abandon, { args: [{ because: 'caller-left', actor }] });
      assert.deepEqual([now.phase, now.outcome], ['abandoned', 'caller-left']);
      await handle.result();
      const [released] = fake.inputsOf('releaseLease');
      assert.deepEqual([released?.because, released?.keepsTurn, released?.served], ['caller-left', true, false]);
      assert.equal(fake.leases.size, 0);
    });
  });

  it('D-23: cancelled from outside it frees its lease and ends as cancelled', async () => {
    const fake = fakeConsultants();
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf());
      await handle.executeUpdate(accept, by(1, 1));
      await handle.cancel();
      await assert.rejects(handle.result(), (error) => {
        assert.ok(error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure, String(error));
        return true;
      });
      assert.equal(fake.leases.size, 0);
      assert.equal(fake.phases().at(-1), 'abandoned');
    });
  });

  it('D-23: cancelled while the store is choosing, the lease of an answer that comes too late is freed', async () => {
    const answer = Promise.withResolvers<{ consultantId: number; choice: ReturnType<typeof choiceOf> }>();
    const asked = Promise.withResolvers<void>();
    const fake = fakeConsultants({
      offerNext: async () => {
        asked.resolve();
        return answer.promise;
      },
    });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf());
      await handle.executeUpdate(refuse, by(1, 1));
      await asked.promise;
      await handle.cancel();
      await until(async () => (await handle.query(standing)).outcome === 'cancelled');
      answer.resolve({ consultantId: 2, choice: choiceOf(2) });
      await assert.rejects(handle.result());
      const last = fake.inputsOf('releaseLease').at(-1);
      assert.deepEqual([last?.offerNo, last?.consultantId, last?.keepsTurn], [2, 2, true]);
    });
  });

  it('D-23: a service that nobody reports as finished ends by itself', async () => {
    const fake = fakeConsultants();
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf({ policy: policy({ serviceSeconds: 0.2 }) }));
      await handle.executeUpdate(accept, by(1, 1));
      const ended: HandoverStanding = await handle.result();
      assert.equal(ended.outcome, 'service-timed-out');
      assert.equal(fake.leases.size, 0);
    });
  });

  it('D-38: Temporal Web shows who was chosen, who was passed over and why, by ids alone', async () => {
    const fake = fakeConsultants();
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf());
      await standsAt(handle, 'offered');
      const details = await currentDetails(handle);
      assert.match(details, /^\*\*offered\*\* · consultant 1, offer 1 · since .* · to be answered before /);
      assert.match(details, /Consultant 1: exact match, waiting since .* · 2 of 3 eligible · rule turn-1/);
      assert.match(details, /\| 3 \| offline \|/);
      assert.deepEqual((await handle.query(standing)).choice, choiceOf(1));
      await handle.executeUpdate(abandon, { args: [{ because: 'cancelled', actor }] });
      assert.equal((await handle.result()).outcome, 'cancelled');
    });
  });

  it('D-23: a store that refuses holds a hand-over up, visibly, and neither ends nor forgets it', async () => {
    const fake = fakeConsultants({
      releaseLease: async () => {
        throw ApplicationFailure.nonRetryable('The database refuses.', 'store-permission-denied');
      },
    });
    await runWorker(fake.activities, async ({ start }) => {
      const handle = await start('followHandover', handoverOf());
      await handle.executeUpdate(accept, by(1, 1));
      await handle.executeUpdate(finish, person(1));
      const details = await until(async () => {
        const text = await currentDetails(handle);
        return text.startsWith('**held up**') ? text : null;
      });
      assert.match(details, /The database refuses\./);
      assert.equal((await handle.describe()).status.name, 'RUNNING');
      await handle.terminate();
    });
  });
});
