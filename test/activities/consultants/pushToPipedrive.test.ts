import assert from 'node:assert/strict';
import type { Pipedrive } from '../../../activities/consultants/pipedrive/client.ts';
import { createPushToPipedrive } from '../../../activities/consultants/pushToPipedrive.ts';
import {
  ASSIGNMENT,
  failureOf,
  NOW_MS,
  NUMBER,
  startPushing,
  store,
  TOKEN,
  USER,
  type Pushing,
} from './support/pushing.ts';

const TASK = { userId: USER, subject: `Protocolo ${NUMBER}`, dueDate: '2026-11-20', dueTime: '11:58' };

describe('pushToPipedrive', () => {
  let pushing: Pushing;
  before(async () => {
    pushing = await startPushing();
  });
  beforeEach(() => pushing.reset());
  after(() => pushing.close());

  it('D-28: an assignment becomes one task of the consultant, named by the protocol', async () => {
    assert.deepEqual(await pushing.pushUntilDone(), { kind: 'pushed', failures: [] });
    assert.deepEqual(await pushing.pushUntilDone(), { kind: 'already', failures: [] });
    assert.deepEqual(pushing.standing(), [['activities', USER]]);
    assert.deepEqual(await pushing.client().activitiesLike(TASK), [1]);
  });

  it('D-28: nothing is pushed when pushing is off or the consultant has no Pipedrive id', async () => {
    const off = createPushToPipedrive({ push: null, store });
    assert.deepEqual(await off(ASSIGNMENT), { kind: 'skipped', reason: 'off' });
    const push = pushing.pushVia(pushing.client());
    assert.deepEqual(await push({ ...ASSIGNMENT, consultantId: 6 }), { kind: 'skipped', reason: 'no-pipedrive-id' });
    assert.equal((await failureOf(push({ ...ASSIGNMENT, consultantId: 404 }))).type, 'consultant-unknown');
    assert.equal((await failureOf(push({ ...ASSIGNMENT, number: '#00404' }))).type, 'protocol-unknown');
    assert.deepEqual(pushing.simulator.journal(), []);
  });

  it('8.2: a worker that dies after the effect leaves a task, and the next finds it', async () => {
    const created = Promise.withResolvers<void>();
    const pipedrive = pushing.client();
    const dying: Pipedrive = {
      ...pipedrive,
      async createActivity(activity) {
        await pipedrive.createActivity(activity);
        created.resolve();
        return new Promise(() => undefined);
      },
    };
    void pushing.pushVia(dying)(ASSIGNMENT);
    await created.promise;
    pushing.advance(300_000);
    assert.deepEqual(await pushing.pushUntilDone(), { kind: 'already', failures: [] });
    assert.deepEqual(pushing.done(), ['created 1']);
  });

  it('D-28: a worker that was believed dead and goes on takes back its own', async () => {
    const asleep = Promise.withResolvers<void>();
    const woken = Promise.withResolvers<void>();
    const pipedrive = pushing.client();
    const sleepy: Pipedrive = {
      ...pipedrive,
      async createActivity(activity) {
        asleep.resolve();
        await woken.promise;
        return pipedrive.createActivity(activity);
      },
    };
    const zombie = pushing.pushVia(sleepy)(ASSIGNMENT);
    await asleep.promise;
    assert.equal((await pushing.pushUntilDone()).kind, 'pushed');
    woken.resolve();
    assert.equal((await zombie).kind, 'pushed');
    assert.deepEqual(pushing.done(), ['created 1', 'created 2', 'deleted 2']);
  });

  it('D-28: attempts that overlap in any order leave one task', async () => {
    pushing.simulator.setWorld({ tokens: [TOKEN], limit: { requests: 500, perMs: 2_000 } });
    const push = pushing.pushVia(pushing.client());
    await Promise.all(Array.from({ length: 6 }, () => push(ASSIGNMENT)));
    assert.deepEqual(pushing.standing(), [['activities', USER]]);
  });

  it('D-28: what a person wrote about the protocol is neither taken for ours nor taken back', async () => {
    for (const subject of [`Retorno do Protocolo ${NUMBER}`, `Protocolo ${NUMBER}, urgente`])
      await pushing.client().createActivity({ ...TASK, subject });
    assert.equal((await pushing.pushUntilDone()).kind, 'pushed');
    assert.deepEqual(pushing.done(), ['created 1', 'created 2', 'created 3']);
  });

  it('D-28: Pipedrive away for an hour: afterwards one task', async () => {
    const clockTo = new Date(NOW_MS + 3_600_000).toISOString();
    pushing.simulator.setFaults([{ switch: 'server-error', when: { clockTo } }]);
    for (let minute = 0; minute < 60; minute += 5) {
      const error = await failureOf(pushing.pushVia(pushing.client())(ASSIGNMENT));
      assert.equal(error.type, 'pipedrive-unavailable');
      pushing.advance(300_000);
    }
    assert.deepEqual(await pushing.pushUntilDone(), { kind: 'pushed', failures: [] });
    assert.deepEqual(pushing.done(), ['created 1']);
  });

  describe('as the owner of the deal', () => {
    const settings = { object: 'deal-owner' } as const;
    const worldWith = (...titles: string[]) =>
      pushing.simulator.setWorld({ tokens: [TOKEN], deals: titles.map((title) => ({ title, user_id: 3 })) });

    it('D-28: sets the owner of the deal that carries exactly this number', async () => {
      worldWith(`Venda ${NUMBER}`, `Venda ${NUMBER}0`);
      assert.deepEqual(await pushing.pushUntilDone(settings), { kind: 'pushed', failures: [] });
      assert.deepEqual(await pushing.pushUntilDone(settings), { kind: 'already', failures: [] });
      assert.deepEqual(pushing.standing(), [['deals', USER]]);
      assert.deepEqual(pushing.done(), ['changed 1']);
    });

    it('D-28: finds it by a custom field', async () => {
      const custom = { ['c'.repeat(40)]: NUMBER };
      pushing.simulator.setWorld({ tokens: [TOKEN], deals: [{ title: 'Venda', user_id: 3, custom }] });
      assert.equal((await pushing.pushUntilDone(settings)).kind, 'pushed');
      assert.deepEqual(pushing.standing(), [['deals', USER]]);
    });

    it('D-28: waits for a deal that its caller has not made yet; two are nobody’s guess', async () => {
      const push = () => pushing.pushVia(pushing.client(), settings)(ASSIGNMENT);
      assert.equal((await failureOf(push())).type, 'pipedrive-deal-missing');
      worldWith(`Venda ${NUMBER}`, `Outra ${NUMBER}`);
      assert.equal((await failureOf(push())).type, 'pipedrive-deal-ambiguous');
      assert.deepEqual(pushing.done(), []);
    });
  });
});
