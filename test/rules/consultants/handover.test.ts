import assert from 'node:assert/strict';
import { begin, next, type HandoverEvent } from '../../../rules/consultants/handover.ts';
import { dueAtMs } from '../../../rules/consultants/handoverClock.ts';
import { whyNot, type HandoverCommand } from '../../../rules/consultants/handoverCommands.ts';
import {
  defaultHandoverPolicy,
  type HandoverPolicy,
  type HandoverState,
} from '../../../rules/consultants/handoverState.ts';
import type { Step } from '../../../rules/consultants/handoverSteps.ts';

const policy: HandoverPolicy = {
  acceptSeconds: 30,
  reminderSeconds: 20,
  keepTurn: true,
  rings: [
    { afterSeconds: 60, languages: 'base' },
    { afterSeconds: 120, languages: 'any' },
  ],
  maxWaitSeconds: 300,
  giveUpSeconds: 3_600,
  serviceSeconds: 1_800,
  wrapUpSeconds: 0,
};
const s = (seconds: number) => seconds * 1_000;

const start = (consultantId: number | null, changed: Partial<HandoverPolicy> = {}): Step =>
  begin({ requestedAtMs: 0, atMs: 0, consultantId, leased: true }, { ...policy, ...changed });

/** The steps of events one after the other; the last one. */
const after = (first: Step, events: readonly HandoverEvent[], changed: Partial<HandoverPolicy> = {}): Step =>
  events.reduce((step, event) => next(step.state, event, { ...policy, ...changed }), first);

const accept = (consultantId: number, offerNo: number, seconds: number): HandoverCommand => ({
  type: 'accept',
  consultantId,
  offerNo,
  atMs: s(seconds),
});
const refuse = (consultantId: number, offerNo: number, seconds: number): HandoverCommand => ({
  type: 'refuse',
  consultantId,
  offerNo,
  atMs: s(seconds),
});
const finish = (consultantId: number, seconds: number): HandoverCommand => ({
  type: 'finish',
  consultantId,
  atMs: s(seconds),
});
const leave = (seconds: number): HandoverCommand => ({ type: 'abandon', because: 'caller-left', atMs: s(seconds) });
const offered = (consultantId: number, offerNo: number, seconds: number): HandoverEvent => ({
  type: 'offered',
  consultantId,
  offerNo,
  atMs: s(seconds),
});
const nobody = (offerNo: number, seconds: number): HandoverEvent => ({ type: 'nobody', offerNo, atMs: s(seconds) });
const time = (seconds: number): HandoverEvent => ({ type: 'time', atMs: s(seconds) });
const available = (seconds: number): HandoverEvent => ({ type: 'available', atMs: s(seconds) });

const did = ({ effects }: Step) => effects.map((effect) => effect.do);
const released = ({ effects }: Step) => {
  const found = effects.filter((effect) => effect.do === 'release-lease');
  assert.equal(found.length, 1);
  const { because, keepsTurn, notResponding, served } = found[0] ?? assert.fail();
  return { because, keepsTurn, notResponding, served };
};
const due = ({ state }: Step, changed: Partial<HandoverPolicy> = {}) => {
  const atMs = dueAtMs(state, { ...policy, ...changed });
  return atMs === null ? null : atMs / 1_000;
};

describe('hand-over', () => {
  it('D-20: where nobody is asked to accept, the assignment is the end of it', () => {
    const legacy = begin({ requestedAtMs: 0, atMs: 5, consultantId: 7, leased: false }, defaultHandoverPolicy);
    assert.deepEqual(
      [legacy.state.phase, legacy.state.outcome, legacy.state.consultantId],
      ['finished', 'assigned', 7],
    );
    assert.deepEqual(did(legacy), ['sync-pipedrive']);
    assert.deepEqual(did(start(7, { acceptSeconds: null })), ['sync-pipedrive', 'release-lease']);
  });

  it('D-22: offered, accepted, finished', () => {
    const first = start(7);
    assert.deepEqual([first.state.phase, first.state.offerNo, did(first)], ['offered', 1, []]);
    const accepted = after(first, [accept(7, 1, 10)]);
    assert.deepEqual(
      [accepted.state.phase, accepted.effects],
      ['accepted', [{ do: 'sync-pipedrive', consultantId: 7 }]],
    );
    const done = after(accepted, [finish(7, 90)]);
    assert.deepEqual([done.state.phase, done.state.outcome], ['finished', 'served']);
    assert.deepEqual(released(done), { because: 'served', keepsTurn: false, notResponding: false, served: true });
    assert.equal(due(done), null);
  });

  it('D-22: refused: the next one is sought without them', () => {
    const step = after(start(7), [refuse(7, 1, 10)]);
    assert.equal(step.state.phase, 'seeking');
    assert.deepEqual(released(step), { because: 'refused', keepsTurn: false, notResponding: false, served: false });
    assert.deepEqual(step.effects[1], { do: 'offer-next', offerNo: 2, reach: null, excluded: [7] });
    const again = after(step, [offered(8, 2, 11), refuse(8, 2, 12)]);
    assert.deepEqual(again.effects[1], { do: 'offer-next', offerNo: 3, reach: null, excluded: [7, 8] });
  });

  it('D-22: an offer that is not answered expires, excludes the person and marks them', () => {
    assert.deepEqual(after(start(7), [time(29.999)]).state.phase, 'offered');
    const expired = after(start(7), [time(30)]);
    assert.deepEqual([expired.state.phase, expired.state.excluded], ['seeking', [7]]);
    assert.deepEqual(released(expired), { because: 'expired', keepsTurn: true, notResponding: true, served: false });
  });

  it('D-39: whether an expired offer costs the turn is policy', () => {
    assert.equal(released(after(start(7), [time(30)], { keepTurn: false })).keepsTurn, false);
    assert.equal(released(after(start(7), [time(30)])).keepsTurn, true);
  });

  it('D-22: a reminder goes out once, before the offer expires', () => {
    assert.equal(due(start(7)), 20);
    const reminded = after(start(7), [time(20)]);
    assert.deepEqual(reminded.effects, [{ do: 'remind', offerNo: 1, consultantId: 7 }]);
    assert.deepEqual([due(reminded), did(after(reminded, [time(21)]))], [30, []]);
    const second = after(reminded, [refuse(7, 1, 22), offered(8, 2, 25)]);
    assert.equal(due(second), 45, 'the next person gets one, too');
    assert.deepEqual(did(after(start(7), [time(31)])), ['release-lease', 'offer-next'], 'too late to remind');
  });

  it('D-22: the time to accept counts from when the offer could be accepted', () => {
    const late = begin({ requestedAtMs: 0, atMs: s(60), consultantId: 7, leased: true }, policy);
    assert.equal(due(late), 80);
    assert.equal(whyNot(late.state, accept(7, 1, 89), policy), null);
  });

  const accepted: HandoverEvent[] = [accept(7, 1, 10)];
  const refusals: [string, HandoverEvent[], HandoverCommand, string | null][] = [
    ['in time', [], accept(7, 1, 29.999), null],
    ['a second time', accepted, accept(7, 1, 11), 'already-accepted'],
    ['by somebody else, a second time', accepted, accept(8, 1, 11), 'not-yours'],
    ['by somebody else', [], accept(8, 1, 1), 'not-yours'],
    ['in the instant of its expiry', [], accept(7, 1, 30), 'offer-expired'],
    ['after its expiry', [time(30)], accept(7, 1, 31), 'offer-over'],
    ['after a newer offer', [refuse(7, 1, 5), offered(8, 2, 6)], accept(7, 1, 7), 'offer-over'],
    ['while the next one is sought', [refuse(7, 1, 5)], accept(7, 2, 6), 'offer-over'],
    ['before it is made', [], accept(7, 2, 1), 'unknown-offer'],
    ['refused after acceptance', accepted, refuse(7, 1, 11), 'already-accepted'],
    ['refused too late', [], refuse(7, 1, 30), 'offer-expired'],
    ['after the caller left', [leave(5)], accept(7, 1, 6), 'ended'],
    ['finished before acceptance', [], finish(7, 5), 'not-accepted'],
    ['finished by somebody else', accepted, finish(8, 20), 'not-yours'],
    ['finished a second time', [...accepted, finish(7, 20)], finish(7, 21), 'ended'],
    ['ready while in service', accepted, { type: 'ready', consultantId: 7, atMs: s(20) }, 'not-wrapping-up'],
    ['abandoned while in service', accepted, leave(20), null],
    ['abandoned after the end', [leave(5)], leave(6), 'ended'],
  ];
  for (const [name, events, command, reason] of refusals) {
    it(`D-22: ${command.type} ${name}: ${reason ?? 'possible'}`, () => {
      const before = after(start(7), events);
      assert.equal(whyNot(before.state, command, policy), reason);
      const step = next(before.state, command, policy);
      if (reason !== null) assert.deepEqual(step, { state: before.state, effects: [] });
      else assert.notDeepEqual(step.state, before.state);
    });
  }

  it('D-23: the lease is kept while wrapping up, until the person is ready or the time is over', () => {
    const wrapUp = { wrapUpSeconds: 45 };
    const wrapping = after(start(7, wrapUp), [accept(7, 1, 10), finish(7, 100)], wrapUp);
    assert.deepEqual([wrapping.state.phase, wrapping.effects, due(wrapping, wrapUp)], ['wrapping-up', [], 145]);
    const refusalsThen = [
      finish(7, 101),
      leave(101),
      accept(7, 1, 101),
      { type: 'ready' as const, consultantId: 8, atMs: 0 },
    ];
    assert.deepEqual(
      refusalsThen.map((command) => whyNot(wrapping.state, command, policy)),
      ['already-finished', 'already-finished', 'already-accepted', 'not-yours'],
    );
    for (const event of [{ type: 'ready' as const, consultantId: 7, atMs: s(110) }, time(145)]) {
      const done = after(wrapping, [event], wrapUp);
      assert.deepEqual([done.state.outcome, released(done).served], ['served', true]);
    }
  });

  it('D-23: a service that nobody finishes does not hold its lease for ever', () => {
    const accepted = after(start(7), [accept(7, 1, 10)]);
    assert.equal(due(accepted), 1_810);
    const ended = after(accepted, [time(1_810)]);
    assert.deepEqual([ended.state.phase, ended.state.outcome], ['finished', 'service-timed-out']);
    assert.equal(released(ended).because, 'service-timed-out');
  });

  it('D-39: whoever has not accepted when the caller leaves keeps the turn', () => {
    const left = after(start(7), [leave(5)]);
    assert.deepEqual([left.state.phase, left.state.outcome], ['abandoned', 'caller-left']);
    assert.deepEqual(released(left), { because: 'caller-left', keepsTurn: true, notResponding: false, served: false });
    const inService = after(start(7), [accept(7, 1, 5), leave(60)]);
    assert.deepEqual(released(inService), {
      because: 'caller-left',
      keepsTurn: false,
      notResponding: false,
      served: true,
    });
  });

  it('D-39: an offer that comes after the caller left is taken back at once', () => {
    const left = after(start(7), [refuse(7, 1, 5), leave(6)]);
    assert.deepEqual(left.effects, [], 'nobody has an offer now');
    const late = after(left, [offered(8, 2, 7)]);
    assert.equal(late.state, left.state);
    assert.deepEqual(released(late), { because: 'caller-left', keepsTurn: true, notResponding: false, served: false });
  });

  it('D-25: whoever waits is offered as soon as somebody becomes available', () => {
    const waiting = after(start(null), [nobody(1, 1)]);
    assert.deepEqual([did(start(null)), waiting.state.phase], [['offer-next'], 'waiting']);
    const woken = after(waiting, [available(10)]);
    assert.deepEqual(woken.effects, [{ do: 'offer-next', offerNo: 2, reach: null, excluded: [] }]);
    assert.equal(after(woken, [offered(9, 2, 11)]).state.phase, 'offered');
  });

  it('D-25: somebody who becomes available while the store looks is not overlooked', () => {
    const looking = after(start(null), [available(1)]);
    assert.deepEqual(looking.effects, []);
    const again = after(looking, [nobody(1, 2)]);
    assert.deepEqual([again.state.phase, did(again), again.state.offerNo], ['seeking', ['offer-next'], 2]);
    assert.equal(after(again, [nobody(2, 3)]).state.phase, 'waiting');
  });

  it('D-41: the language is relaxed ring by ring, counted from the request', () => {
    const waiting = after(start(null), [nobody(1, 1)]);
    assert.equal(due(waiting), 60);
    const first = after(waiting, [time(60)]);
    assert.deepEqual(first.effects, [{ do: 'offer-next', offerNo: 2, reach: 'base', excluded: [] }]);
    const still = after(first, [nobody(2, 61)]);
    assert.equal(due(still), 120);
    const second = after(still, [time(120)]);
    assert.deepEqual(second.effects, [{ do: 'offer-next', offerNo: 3, reach: 'any', excluded: [] }]);
    const refused = after(start(7), [time(30), offered(8, 2, 31), refuse(8, 2, 60)]);
    assert.equal(
      refused.effects.find((effect) => effect.do === 'offer-next')?.reach,
      'base',
      'an offer in between counts',
    );
  });

  it('D-41: a policy changed while somebody waits holds at once', () => {
    const waiting = after(start(null), [nobody(1, 1)]);
    assert.equal(due(waiting, { rings: [{ afterSeconds: 30, languages: 'any' }] }), 30);
    assert.equal(due(waiting, { rings: [] }), 300);
    assert.equal(due(waiting, { rings: [], maxWaitSeconds: null, giveUpSeconds: null }), null);
  });

  it('D-23: an offer that stands when the policy stops asking for acceptance is not held for ever', () => {
    const never = { acceptSeconds: null, reminderSeconds: null };
    assert.equal(due(start(7), never), 3_600);
    assert.deepEqual(did(after(start(7), [time(3_600)], never)), ['release-lease', 'offer-next']);
    const answered = next(start(7).state, accept(7, 1, 3_599), { ...policy, ...never });
    assert.equal(answered.state.phase, 'accepted');
  });

  it('D-41: after the longest wait a call-back is promised once, and those who refused may be asked again', () => {
    const waiting = after(start(7), [refuse(7, 1, 5), nobody(2, 6), time(120), nobody(3, 121)]);
    assert.equal(due(waiting), 300);
    const promised = after(waiting, [time(300)]);
    assert.deepEqual(promised.effects, [
      { do: 'promise-call-back' },
      { do: 'offer-next', offerNo: 4, reach: 'any', excluded: [] },
    ]);
    const still = after(promised, [nobody(4, 301)]);
    assert.deepEqual([due(still), did(after(still, [time(400)]))], [3_600, []]);
    const kept = after(still, [available(900), offered(7, 5, 900), accept(7, 5, 905), finish(7, 999)]);
    assert.deepEqual([kept.state.outcome, kept.state.callBackPromised], ['served', true]);
  });

  it('D-41: a request that nobody ever takes ends', () => {
    const over = after(start(null), [nobody(1, 1), time(3_600)]);
    assert.deepEqual([over.state.phase, over.state.outcome, over.effects], ['abandoned', 'nobody-available', []]);
  });

  it('D-44: the state survives as JSON', () => {
    const { state } = after(start(7), [refuse(7, 1, 5), offered(8, 2, 6), accept(8, 2, 7)]);
    assert.deepEqual(JSON.parse(JSON.stringify(state)) as HandoverState, state);
  });
});
