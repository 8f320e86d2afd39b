import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseTurn } from '../../../rules/consultants/turn.ts';
import { returnedPlace, turnInstant } from '../../../rules/consultants/turnOrder.ts';
import {
  defaultTurnPolicy,
  type TurnCandidate,
  type TurnPolicy,
  type TurnRequest,
} from '../../../rules/consultants/turnPolicy.ts';
import { at, offeredTo, person } from './people.ts';

const NOW = at(0);
const everything: TurnPolicy = {
  ...defaultTurnPolicy,
  respectPresence: true,
  respectNotResponding: true,
  respectCapacity: true,
  fairShare: true,
};

const choose = (
  people: readonly TurnCandidate[],
  request: Partial<TurnRequest> = {},
  policy: Partial<TurnPolicy> = {},
) => chooseTurn(people, { language: 'pt', at: NOW, ...request }, { ...defaultTurnPolicy, ...policy });

const flags = fc.constantFrom(true, false, 1 as const, 0 as const, null);
const instants = fc.option(
  fc.constantFrom('1969-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z', at(-9), at(-5), at(9)),
);
/** People of the legacy, damaged data included. */
const legacyPeople = fc.uniqueArray(
  fc.record({
    id: fc.nat(50),
    languages: fc.array(fc.constantFrom('pt', 'PT', 'pt-BR', 'en'), { maxLength: 3 }),
    active: flags,
    inRotation: flags,
    online: flags,
    lastOfferedAt: instants,
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);

/** 5.1, word by word, by sorting. */
function legacyChoice(people: readonly TurnCandidate[], language: string): number | null {
  const sortKey = ({ lastOfferedAt }: TurnCandidate) => Date.parse(lastOfferedAt ?? '1970-01-01T00:00:00Z');
  const [first] = people
    .filter(({ active, inRotation, online }) => [active, inRotation, online].every(Boolean))
    .filter(({ languages }) => languages.includes(language))
    .toSorted((a, b) => sortKey(a) - sortKey(b) || a.id - b.id);
  return first?.id ?? null;
}

describe('turn', () => {
  it('5.1: chooses as the legacy did', () => {
    fc.assert(
      fc.property(legacyPeople, (people) => {
        assert.equal(choose(people, {}, { languageMode: 'strict' }).chosen, legacyChoice(people, 'pt'));
      }),
    );
  });

  it('5.1: never served comes first, after rows dated before 1970; ties by id', () => {
    const people = [
      person(9, { lastOfferedAt: at(-1) }),
      person(5),
      person(4),
      person(7, { lastOfferedAt: '1969-07-20T20:17:40.000Z' }),
    ];
    assert.equal(choose(people).chosen, 7);
    assert.equal(choose(people.slice(0, 3)).chosen, 4);
    assert.equal(choose([person(2), person(1, { lastOfferedAt: '1970-01-01T00:00:00.000Z' })]).chosen, 1);
  });

  it('5.1: the exact code outranks the base code, so that whom the legacy would choose is still chosen', () => {
    fc.assert(
      fc.property(legacyPeople, fc.constantFrom('pt', 'pt-BR'), (people, language) => {
        const clean = people.map((one) => ({ ...one, languages: one.languages.filter((code) => code !== 'PT') }));
        const legacy = legacyChoice(clean, language);
        if (legacy !== null) assert.equal(choose(clean, { language }).chosen, legacy);
      }),
    );
    const people = [person(1, { languages: ['pt-BR'] }), person(2, { lastOfferedAt: at(-1) })];
    assert.deepEqual([choose(people).chosen, choose(people).matched], [2, 'exact']);
    assert.deepEqual(
      [choose(people, { excluded: [2] }).chosen, choose(people, { excluded: [2] }).matched],
      [1, 'base'],
    );
  });

  it('D-20: features that nobody used change no answer, even when they are switched on', () => {
    fc.assert(
      fc.property(legacyPeople, (people) => {
        const [plain, all] = [choose(people), choose(people, {}, everything)];
        assert.deepEqual(all, plain);
      }),
    );
  });

  it('D-20: features that are not switched on change no answer, even when they were used', () => {
    const used = { presenceExpiresAt: at(-1), notRespondingSince: at(-1), openLoad: 9, capacity: 1, owed: 3 };
    assert.equal(choose([person(1, used), person(2)]).chosen, 1);
  });

  it('D-38: says why each of the others was passed over', () => {
    const people = [
      person(1, { deletedAt: at(-1) }),
      person(2, { active: null }),
      person(3, { inRotation: false }),
      person(4, { online: 0 }),
      person(5, { presenceExpiresAt: NOW }),
      person(6, { languages: ['en'] }),
      person(7),
      person(8, { notRespondingSince: at(-60) }),
      person(9, { capacity: 4, openLoad: 4 }),
      person(10, { languages: ['pt-BR'] }),
      person(11, { lastOfferedAt: at(-3), owed: 0.9 }),
      person(12, { lastOfferedAt: at(-2), owed: 1 }),
      person(13, { lastOfferedAt: at(-1), owed: 2 }),
      person(14, { lastOfferedAt: at(-1), owed: 2, presenceExpiresAt: at(1), capacity: 1 }),
      person(15, { lastOfferedAt: at(0), owed: 2 }),
    ];
    const choice = choose(people, { excluded: [7] }, everything);
    assert.deepEqual([choice.chosen, choice.matched, choice.waitingSince], [13, 'exact', at(-1)]);
    assert.deepEqual([choice.considered, choice.eligible, choice.ruleVersion], [15, 6, 'turn-1']);
    assert.deepEqual(
      choice.passedOver.map(({ id, reason }) => `${id} ${reason}`),
      [
        '10 weaker-language',
        '11 owes-less',
        '12 owes-less',
        '14 higher-id',
        '15 waited-less',
        '1 deleted',
        '2 inactive',
        '3 out-of-rotation',
        '4 offline',
        '5 presence-expired',
        '6 language',
        '7 excluded',
        '8 not-responding',
        '9 at-capacity',
      ],
    );
  });

  it('D-38: names a few and counts all', () => {
    const people = Array.from({ length: 30 }, (_, i) => person(i, { online: i % 3 === 0 }));
    const choice = choose(people, {}, { explainAtMost: 12 });
    assert.deepEqual(choice.counts, { 'higher-id': 9, offline: 20 });
    assert.equal(choice.passedOver.length, 12);
    assert.ok(choice.passedOver.slice(0, 9).every(({ reason }) => reason === 'higher-id'));
    fc.assert(
      fc.property(legacyPeople, (some) => {
        const { counts, chosen, considered, eligible } = choose(some);
        const passed = Object.values(counts).reduce((sum, count) => sum + count, 0);
        assert.equal(passed, considered - (chosen === null ? 0 : 1));
        assert.equal(chosen === null, eligible === 0);
      }),
    );
  });

  it('D-37: the order of the rows does not matter', () => {
    fc.assert(
      fc.property(legacyPeople, (people) => {
        assert.equal(choose(people.toReversed()).chosen, choose(people).chosen);
      }),
    );
  });

  it('D-33: nobody eligible is an answer with reasons', () => {
    const { chosen, matched, waitingSince, counts } = choose([person(1, { online: null })]);
    assert.deepEqual(
      { chosen, matched, waitingSince, counts },
      { chosen: null, matched: null, waitingSince: null, counts: { offline: 1 } },
    );
    assert.equal(choose([]).chosen, null);
  });

  it('D-23: a lease must fit into the capacity', () => {
    const people = [person(1, { capacity: 5, openLoad: 3 }), person(2)];
    const chosenAt = (cost: number) => choose(people, { cost }, { respectCapacity: true }).chosen;
    assert.deepEqual([chosenAt(2), chosenAt(3)], [1, 2]);
    assert.equal(choose([person(1, { capacity: 1 })], {}, { respectCapacity: true }).chosen, 1, 'no lease yet');
  });

  it('D-38: a preferred person goes first if eligible, and costs nobody a request if not', () => {
    const people = [person(1), person(2, { lastOfferedAt: NOW }), person(3, { online: false })];
    const choice = choose(people, { preferredId: 2 });
    assert.deepEqual([choice.chosen, choice.counts], [2, { 'not-preferred': 1, offline: 1 }]);
    assert.equal(choose(people, { preferredId: 3 }).chosen, 1);
  });

  it('D-42: shares that add up to a whole service are one, whatever the rounding', () => {
    const tenths = Array.from({ length: 10 }, () => 0.1).reduce((sum, share) => sum + share, 0);
    const people = [person(1), person(2, { lastOfferedAt: at(-1), owed: tenths })];
    assert.ok(tenths < 1);
    assert.equal(choose(people, {}, { fairShare: true }).chosen, 2);
  });

  it('D-35: by end of service, the wait begins when the last service ended, or with an offer since', () => {
    const people = [
      person(1, { lastOfferedAt: at(-90), lastServiceEndedAt: at(-10) }),
      person(2, { lastOfferedAt: at(-60), lastServiceEndedAt: at(-50) }),
      person(3, { lastOfferedAt: at(-40), lastServiceEndedAt: at(-99) }),
    ];
    const byEnd = [[], [2], [2, 3]].map((excluded) => choose(people, { excluded }, { order: 'end-of-service' }).chosen);
    assert.deepEqual(byEnd, [2, 3, 1]);
    assert.equal(choose(people).chosen, 1, 'by last offer');
  });

  it('D-35: offers that come to nothing weigh like services, and put nobody off for ever', () => {
    const waiting = (missedInARow: number) => person(1, { lastOfferedAt: at(-7_200), missedInARow });
    const against = (other: TurnCandidate) =>
      choose([other, person(2, { lastOfferedAt: at(-6_500) })], {}, { order: 'end-of-service' });
    assert.deepEqual(
      [0, 2, 3].map((missed) => against(waiting(missed)).chosen),
      [1, 1, 2],
    );
    assert.equal(against(waiting(3)).waitingSince, at(-6_500));
    assert.equal(
      choose([waiting(1_000), person(2, { lastOfferedAt: at(-3_500) })], {}, { order: 'end-of-service' }).chosen,
      1,
    );
    assert.equal(choose([waiting(3), person(2, { lastOfferedAt: at(-6_500) })]).chosen, 1, 'not by last offer');
  });

  it('D-37: people offered in one millisecond still take turns, and a clock that is behind takes no turn away', () => {
    let people: TurnCandidate[] = [person(3), person(1), person(2)];
    let last: string | null = null;
    const chosen = [0, 0, 0, 0, 0, -5, -5, 1, 0].map((second, i) => {
      const choice = choose(people, { at: at(second) });
      last = turnInstant(at(second), last);
      people = offeredTo(people, choice.chosen, last, i + 1);
      return choice.chosen;
    });
    assert.deepEqual(chosen, [1, 2, 3, 1, 2, 3, 1, 2, 3]);
    assert.equal(last, at(1));
  });

  it('D-39: a turn is given back, unless there was a newer one meanwhile', () => {
    const taken = { lastOfferedAt: null, lastTurn: null };
    const given = { lastOfferedAt: at(1), lastTurn: 7 };
    assert.deepEqual(returnedPlace({ ...given }, { given, taken }), taken);
    const newer = { lastOfferedAt: at(1), lastTurn: 8 };
    assert.deepEqual(returnedPlace(newer, { given, taken }), newer);
  });
});
