import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import { createHandoverActivities } from '../../../activities/consultants/index.ts';
import type { HandoverState } from '../../../rules/consultants/handoverState.ts';
import { defaultTurnPolicy } from '../../../rules/consultants/turnPolicy.ts';
import { StoreError } from '../../../stores/failures.ts';
import { choiceOf } from '../../workflows/support/fakeConsultants.ts';

const at = '2026-03-01T12:00:00.000Z';
const caller = { actor: 'key-7', at };
const state: HandoverState = {
  phase: 'accepted',
  outcome: null,
  offerNo: 2,
  consultantId: 7,
  requestedAtMs: 0,
  phaseSinceMs: 0,
  reminded: false,
  excluded: [1],
  ring: 0,
  seekAgain: false,
  callBackPromised: true,
};

/** The activities above a store that writes down what it is told. */
function withStore(fails?: Error) {
  const told: unknown[][] = [];
  const tell =
    (what: string) =>
    async (...input: unknown[]) => {
      if (fails) throw fails;
      told.push([what, ...input]);
    };
  const activities = createHandoverActivities({
    store: {
      offerNext: async (asked) => {
        await tell('offerNext')(asked);
        return { consultantId: 7, choice: choiceOf(7) };
      },
      releaseLease: tell('releaseLease'),
      recordHandover: tell('recordHandover'),
      recordEvent: tell('recordEvent'),
    },
    alerts: { raise: tell('raise'), clear: tell('clear') },
    now: () => new Date(at),
  });
  return { activities, told };
}

describe('activities of hand-overs', () => {
  it('D-44: what is written down has a key that is the same however often it is written', async () => {
    const { activities, told } = withStore();
    await activities.recordHandover({ number: '#1', state, ...caller });
    await activities.promiseCallBack({ number: '#1', state, ...caller });
    await activities.remind({ number: '#1', offerNo: 2, consultantId: 7, ...caller });
    const row = {
      number: '#1',
      phase: 'accepted',
      outcome: null,
      offerNo: 2,
      consultantId: 7,
      callBackPromised: true,
      updatedAt: at,
    };
    const event = { number: '#1', consultantId: 7 };
    assert.deepEqual(told, [
      [
        'recordHandover',
        row,
        { key: 'accepted:#1:2', kind: 'accepted', ...event, detail: { offerNo: 2, outcome: null } },
        caller,
      ],
      [
        'recordHandover',
        row,
        { key: 'call-back:#1', kind: 'call-back-promised', ...event, detail: { offerNo: 2, outcome: null } },
        caller,
      ],
      ['recordEvent', { key: 'reminded:#1:2', kind: 'reminded', ...event, detail: { offerNo: 2 } }, caller],
    ]);
  });

  it('D-22: the next one is offered the request when the store answers, whenever it was asked', async () => {
    const { activities, told } = withStore();
    const asked = { number: '#1', offerNo: 2, excluded: [1], reach: null, policy: defaultTurnPolicy };
    assert.equal((await activities.offerNext(asked)).consultantId, 7);
    assert.deepEqual(told, [['offerNext', { ...asked, actor: 'handover', at }]]);
  });

  it('D-28: an assignment that Pipedrive was not told of is an alert, one that it was told of ends it', async () => {
    const { activities, told } = withStore();
    const push = { number: '#1', consultantId: 7, at };
    await activities.recordPush({ ...push, state: 'failed', reason: 'pipedrive-unavailable' });
    await activities.recordPush({ ...push, state: 'pushed', reason: null });
    await activities.recordPush({ ...push, state: 'skipped', reason: 'no-pipedrive-id' });
    const said = told.map(([what, first, second]) =>
      what === 'recordEvent' ? (first as { key: string }).key : [what, first, second],
    );
    assert.deepEqual(said, [
      'pipedrive-failed:#1',
      ['raise', 'pipedrive-not-told', 'pipedrive'],
      'pipedrive-pushed:#1',
      ['clear', 'pipedrive-not-told', 'pipedrive'],
      'pipedrive-skipped:#1',
    ]);
  });

  it('5.3: a failure of the store has its name, and says whether it passes by itself', async () => {
    const { activities } = withStore(new StoreError('store-permission-denied', 'The login may not write.'));
    await assert.rejects(
      activities.releaseLease({
        number: '#1',
        offerNo: 2,
        consultantId: 7,
        because: 'served',
        keepsTurn: false,
        notResponding: false,
        served: true,
        ...caller,
      }),
      (error) =>
        error instanceof ApplicationFailure && error.type === 'store-permission-denied' && !!error.nonRetryable,
    );
  });
});
