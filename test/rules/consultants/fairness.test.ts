import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countsByLanguage, fairness, spreadOf, type Assignment } from '../../../rules/consultants/fairness.ts';
import { addService, entitledTo, fairShareDebts, type Debts } from '../../../rules/consultants/fairShare.ts';
import { chooseTurn } from '../../../rules/consultants/turn.ts';
import { defaultTurnPolicy, type TurnCandidate } from '../../../rules/consultants/turnPolicy.ts';
import { at, offeredTo, person } from './people.ts';

/** Gives a turn for each language asked for; several may fall into one millisecond. */
function distribute(start: readonly TurnCandidate[], languages: readonly string[], perInstant = 1): Assignment[] {
  let people = [...start];
  return languages.flatMap((language, i) => {
    const now = at(Math.floor(i / perInstant));
    const { chosen } = chooseTurn(people, { language, at: now }, defaultTurnPolicy);
    people = offeredTo(people, chosen, now, i + 1);
    return chosen === null ? [] : [{ language, consultantId: chosen }];
  });
}

const skills = fc.subarray(['pt', 'en', 'es'], { minLength: 1 });

describe('fairness', () => {
  it('D-37: 1,000 assignments among equally available people differ by one at most, with ties and any past', () => {
    const past = fc.option(fc.integer({ min: -100, max: 0 }).map(at));
    fc.assert(
      fc.property(
        fc.array(past, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (pasts, perInstant) => {
          const people = pasts.map((lastOfferedAt, i) => person(i + 1, { lastOfferedAt }));
          const assignments = distribute(people, Array<string>(1_000).fill('pt'), perInstant);
          assert.equal(assignments.length, 1_000);
          assert.ok(fairness(assignments, people).every(({ spread }) => spread <= 1));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('D-37: people with the same languages get the same, whatever is asked for', () => {
    const days = fc.array(fc.constantFrom('pt', 'en', 'es', 'pt-BR'), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(fc.array(skills, { minLength: 2, maxLength: 9 }), days, (spoken, requests) => {
        const people = spoken.map((languages, i) => person(i, { languages }));
        for (const group of fairness(distribute(people, requests), people))
          assert.ok(group.spread <= 1, JSON.stringify(group));
      }),
    );
  });

  it('D-37: shares are counted by language and by people who can be compared', () => {
    const got = (language: string, ...ids: number[]) => ids.map((consultantId) => ({ language, consultantId }));
    const assignments = [...got('PT', 1, 2, 1), ...got('pt', 1), ...got('en', 3)];
    const byLanguage = countsByLanguage(assignments);
    assert.deepEqual([...byLanguage.keys()], ['pt', 'en']);
    assert.equal(spreadOf(byLanguage.get('pt') ?? new Map(), [1, 2]), 2);
    assert.equal(spreadOf(byLanguage.get('pt') ?? new Map(), [1, 2, 9]), 3, 'nothing is a share, too');
    assert.equal(spreadOf(new Map(), []), 0);
    const groups = fairness(assignments, [
      { id: 1, languages: ['pt', 'EN'] },
      { id: 3, languages: ['en', 'PT', 'en'] },
      { id: 2, languages: ['pt'] },
    ]);
    assert.deepEqual(
      groups.map(({ languages, people, spread }) => ({ languages, people, spread })),
      [
        { languages: ['en', 'pt'], people: [1, 3], spread: 2 },
        { languages: ['pt'], people: [2], spread: 0 },
      ],
    );
  });
});

describe('fair share', () => {
  it('D-42: whoever should take part and does not owes a share, whoever serves pays one', () => {
    const debts = fairShareDebts(
      [
        { entitled: [1, 2], servedBy: 1 },
        { entitled: [1, 2], servedBy: 1 },
      ],
      5,
    );
    assert.deepEqual(
      [...debts],
      [
        [1, -1],
        [2, 1],
      ],
    );
    assert.deepEqual([...fairShareDebts(Array(9).fill({ entitled: [1, 2], servedBy: 1 }), 3)][1], [2, 3], 'limited');
  });

  it('D-42: entitled is who is in the rotation and matches best, present or not', () => {
    const people = [
      person(1, { online: false }),
      person(2, { languages: ['pt-BR'] }),
      person(3, { inRotation: false }),
      person(4, { active: null }),
      person(5, { deletedAt: at(0) }),
      person(6),
    ];
    assert.deepEqual(entitledTo(people, 'pt', 'tolerant'), [1, 6]);
    assert.deepEqual(entitledTo(people, 'pt-br', 'tolerant'), [2]);
    assert.deepEqual(entitledTo(people, 'en', 'tolerant'), []);
  });

  it('D-42: debts add up to nothing', () => {
    const services = fc.array(
      fc.record({ entitled: fc.subarray([1, 2, 3, 4], { minLength: 1 }), servedBy: fc.integer({ min: 1, max: 4 }) }),
    );
    fc.assert(
      fc.property(services, (week) => {
        const sum = [...fairShareDebts(week, Infinity).values()].reduce((total, debt) => total + debt, 0);
        assert.ok(Math.abs(sum) < 1e-6);
      }),
    );
  });

  it('D-42: absences are balanced over the week', () => {
    const share = fc.integer({ min: 2, max: 8 });
    fc.assert(
      fc.property(share, fc.integer({ min: 0, max: 60 }), (count, absentFor) => {
        const debts: Debts = new Map();
        let people = Array.from({ length: count }, (_, i) => person(i, { online: i > 0 }));
        const served: Assignment[] = [];
        for (let i = 0; i < absentFor * 2 + count * 2; i++) {
          people = people.map((one) => ({
            ...one,
            online: one.id > 0 || i >= absentFor,
            owed: debts.get(one.id) ?? 0,
          }));
          const { chosen } = chooseTurn(
            people,
            { language: 'pt', at: at(i) },
            { ...defaultTurnPolicy, fairShare: true },
          );
          assert.ok(chosen !== null);
          served.push({ language: 'pt', consultantId: chosen });
          addService(debts, { entitled: entitledTo(people, 'pt', 'tolerant'), servedBy: chosen }, Infinity);
          people = offeredTo(people, chosen, at(i), i + 1);
        }
        const [group] = fairness(served, people);
        assert.ok(
          (group?.spread ?? Infinity) <= 2,
          `${absentFor} missed of ${served.length}: ${JSON.stringify([...(group?.counts ?? [])])}`,
        );
      }),
    );
  });
});
