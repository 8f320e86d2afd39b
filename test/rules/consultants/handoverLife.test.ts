import assert from 'node:assert/strict';
import fc from 'fast-check';
import { begin, next, type HandoverEvent } from '../../../rules/consultants/handover.ts';
import { dueAtMs, offerExpiresAtMs } from '../../../rules/consultants/handoverClock.ts';
import { isEnded, type HandoverPolicy, type HandoverState } from '../../../rules/consultants/handoverState.ts';
import type { HandoverEffect, Step } from '../../../rules/consultants/handoverSteps.ts';

const PEOPLE = 4;
const seconds = (most: number) => fc.integer({ min: 1, max: most });
const perhaps = (most: number) => fc.option(seconds(most));

const policies: fc.Arbitrary<HandoverPolicy> = fc.record({
  acceptSeconds: fc.option(seconds(30), { freq: 9 }),
  reminderSeconds: perhaps(30),
  keepTurn: fc.boolean(),
  rings: fc
    .array(fc.record({ afterSeconds: seconds(200), languages: fc.constantFrom('exact', 'base', 'any') }), {
      maxLength: 3,
    })
    .map((rings) => rings.toSorted((a, b) => a.afterSeconds - b.afterSeconds)),
  maxWaitSeconds: perhaps(200),
  giveUpSeconds: seconds(600),
  serviceSeconds: seconds(100),
  wrapUpSeconds: fc.nat(20),
});

type Move = {
  readonly kind: 'accept' | 'refuse' | 'finish' | 'ready' | 'abandon' | 'store' | 'available' | 'due';
  readonly pick: number;
  readonly waitMs: number;
  readonly stale: boolean;
};

const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'accept',
      'refuse',
      'finish',
      'ready',
      'abandon',
      'store',
      'store',
      'store',
      'available',
      'due',
    ),
    pick: fc.nat(PEOPLE),
    waitMs: fc.oneof(fc.constant(0), fc.nat(20_000)),
    stale: fc.boolean(),
  }),
  { maxLength: 40 },
);

/** A hand-over with a store that answers late, and the leases that it holds. */
class World {
  readonly leases = new Set<string>();
  readonly taken: string[] = [];
  readonly done: HandoverEffect[] = [];
  readonly asked: Extract<HandoverEffect, { do: 'offer-next' }>[] = [];
  readonly policy: HandoverPolicy;
  state: HandoverState;
  nowMs = 0;

  constructor(policy: HandoverPolicy, consultantId: number | null) {
    this.policy = policy;
    if (consultantId !== null) this.take(1, consultantId);
    const first = begin({ requestedAtMs: 0, atMs: 0, consultantId, leased: consultantId !== null }, policy);
    this.state = first.state;
    this.apply(first);
  }

  take(offerNo: number, consultantId: number): void {
    const lease = `${offerNo}/${consultantId}`;
    this.leases.add(lease);
    this.taken.push(lease);
  }

  happen(event: HandoverEvent): void {
    const before = this.state;
    const step = next(before, event, this.policy);
    if (isEnded(before)) assert.equal(step.state, before, 'an ended hand-over changed');
    this.state = step.state;
    this.apply(step);
  }

  apply({ effects }: Step): void {
    for (const effect of effects) {
      this.done.push(effect);
      if (effect.do === 'offer-next') this.asked.push(effect);
      if (effect.do === 'release-lease') {
        assert.ok(this.leases.delete(`${effect.offerNo}/${effect.consultantId}`), 'released what was not held');
      }
    }
  }

  /** The store answers what it was asked first. */
  answer(pick: number): void {
    const question = this.asked.shift();
    if (question === undefined) return;
    const { offerNo, excluded } = question;
    if (pick === 0 || excluded.includes(pick)) return this.happen({ type: 'nobody', offerNo, atMs: this.nowMs });
    this.take(offerNo, pick);
    this.happen({ type: 'offered', offerNo, consultantId: pick, atMs: this.nowMs });
  }

  move({ kind, pick, waitMs, stale }: Move): void {
    this.nowMs += waitMs;
    const atMs = this.nowMs;
    const consultantId = stale ? pick : (this.state.consultantId ?? pick);
    const offerNo = stale ? pick : this.state.offerNo;
    if (kind === 'store') this.answer(pick);
    else if (kind === 'due') this.passTime();
    else if (kind === 'available') this.happen({ type: 'available', atMs });
    else if (kind === 'abandon') this.happen({ type: 'abandon', because: 'caller-left', atMs });
    else if (kind === 'accept' || kind === 'refuse') this.happen({ type: kind, consultantId, offerNo, atMs });
    else this.happen({ type: kind, consultantId, atMs });
  }

  passTime(): void {
    this.nowMs = Math.max(this.nowMs, dueAtMs(this.state, this.policy) ?? 0);
    this.happen({ type: 'time', atMs: this.nowMs });
  }
}

const starts = fc.option(fc.integer({ min: 1, max: PEOPLE }));

describe('life of a hand-over', () => {
  it('D-23: in whatever order things happen, every lease is released once and every hand-over ends', () => {
    fc.assert(
      fc.property(policies, starts, moves, (policy, consultantId, history) => {
        const world = new World(policy, consultantId);
        for (const move of history) world.move(move);
        for (let left = 200; !isEnded(world.state) && left > 0; left--) {
          if (world.asked.length > 0) world.answer(left % (PEOPLE + 1));
          else world.passTime();
        }
        assert.ok(isEnded(world.state), `still ${world.state.phase}`);
        while (world.asked.length > 0) world.answer(1);
        assert.deepEqual([...world.leases], []);
        assert.equal(new Set(world.taken).size, world.taken.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('D-28: a consultant is final at most once, and then served or assigned', () => {
    fc.assert(
      fc.property(policies, starts, moves, (policy, consultantId, history) => {
        const world = new World(policy, consultantId);
        for (const move of history) world.move(move);
        const syncs = world.done.filter((effect) => effect.do === 'sync-pipedrive');
        const promises = world.done.filter((effect) => effect.do === 'promise-call-back');
        assert.ok(syncs.length <= 1 && promises.length <= 1);
        const isFinal = ['accepted', 'wrapping-up', 'finished'].includes(world.state.phase);
        if (isFinal) assert.equal(syncs[0]?.consultantId, world.state.consultantId);
      }),
    );
  });

  it('D-22: of acceptance and expiry in the same instant exactly one wins, whichever comes first', () => {
    const around = fc.integer({ min: -2, max: 2 });
    fc.assert(
      fc.property(policies, around, around, fc.boolean(), (policy, acceptOff, expireOff, acceptFirst) => {
        const world = new World({ ...policy, acceptSeconds: 30 }, 1);
        const expiresAtMs = offerExpiresAtMs(world.state, world.policy);
        const accept: HandoverEvent = { type: 'accept', consultantId: 1, offerNo: 1, atMs: expiresAtMs + acceptOff };
        const expire: HandoverEvent = { type: 'time', atMs: expiresAtMs + Math.max(0, expireOff) };
        for (const event of acceptFirst || acceptOff < 0 ? [accept, expire] : [expire, accept]) world.happen(event);
        const wins = [
          world.done.some((effect) => effect.do === 'sync-pipedrive'),
          world.done.some((effect) => effect.do === 'release-lease' && effect.because === 'expired'),
        ];
        assert.deepEqual(wins, [acceptOff < 0, acceptOff >= 0]);
      }),
    );
  });

  it('D-22: time never has to be told twice', () => {
    fc.assert(
      fc.property(policies, starts, moves, (policy, consultantId, history) => {
        const world = new World(policy, consultantId);
        for (const move of history) {
          world.move(move);
          const dueMs = dueAtMs(world.state, policy);
          if (dueMs === null) continue;
          const { state } = next(world.state, { type: 'time', atMs: Math.max(dueMs, world.nowMs) }, policy);
          assert.notDeepEqual(state, world.state, 'what was due did nothing: a workflow would spin');
        }
      }),
    );
  });
});
