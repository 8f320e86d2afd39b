import assert from 'node:assert/strict';
import type { LegacyConsultant, LegacyData, LegacyProtocol } from '../../../rules/consultants/legacyData.ts';
import { planImport } from '../../../rules/consultants/legacyImport.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const YESTERDAY = '2026-11-19T12:00:00.000Z';

const person = (id: number, change: Partial<LegacyConsultant> = {}): LegacyConsultant => ({
  id,
  name: `Pessoa ${id}`,
  email: null,
  phone: null,
  languages: ['pt'],
  active: 1,
  inRotation: 1,
  online: 0,
  pipedriveId: null,
  lastOfferedAt: null,
  ...change,
});
const protocol = (id: number, number: string | null, change: Partial<LegacyProtocol> = {}): LegacyProtocol => ({
  id,
  number,
  consultantId: 1,
  createdAt: YESTERDAY,
  ...change,
});
const plan = (data: Partial<LegacyData>, emails: 'folded' | 'legacy' = 'folded') =>
  planImport({ consultants: [person(1)], protocols: [], counters: [0], ...data }, { now: NOW, emails });

describe('import of the old consultants', () => {
  it('4.1: a sound database needs no repair, and an empty one none either', () => {
    const sound = plan({ protocols: [protocol(5, '#00001'), protocol(6, '#00002')], counters: [2] });
    assert.deepEqual(sound.repairs, []);
    assert.deepEqual(sound.counter, { series: 'running', lastNumber: 2, lastIssuedAt: YESTERDAY });
    assert.deepEqual(plan({ consultants: [] }).counter, { series: 'running', lastNumber: 0, lastIssuedAt: NOW });
  });

  it('4.1: the count goes on from the highest of all counters and numbers', () => {
    const numbers = [protocol(1, '#00007'), protocol(2, '#00003')];
    const cases: [readonly number[], number, readonly string[]][] = [
      [[], 7, ['no-counter']],
      [[2], 7, ['counter-behind']],
      [[2, 9], 9, ['several-counters']],
      [[2, 1], 7, ['several-counters', 'counter-behind']],
      [[99_998], 99_998, ['counter-near-overflow']],
    ];
    for (const [counters, last, damages] of cases) {
      const { counter, repairs } = plan({ protocols: numbers, counters });
      assert.equal(counter.lastNumber, last);
      assert.deepEqual(
        repairs.map(({ damage }) => damage),
        damages,
      );
    }
  });

  it('4.1: two numbers of one count stand in two places, each under its own number', () => {
    const { protocols, repairs } = plan({ protocols: [protocol(1, '#00007'), protocol(2, '#7')], counters: [7] });
    assert.deepEqual(
      protocols.map(({ number, series, sequence }) => [number, series, sequence]),
      [
        ['#00007', 'running', 7],
        ['#7', 'legacy', 2],
      ],
    );
    assert.equal(repairs[0]?.damage, 'foreign-number');
  });

  it('D-16: addresses are compared as they will be from now on, and not at all where there is none', () => {
    const consultants = ['ana@x.br', 'ANA@x.br', '', null, ''].map((email, i) => person(i + 1, { email }));
    const keys = (emails: 'folded' | 'legacy') => plan({ consultants }, emails).consultants.map((row) => row.emailKey);
    assert.deepEqual(keys('folded'), ['ana@x.br', null, null, null, null]);
    assert.deepEqual(keys('legacy'), ['ana@x.br', 'ANA@x.br', null, null, null]);
    const long = plan({ consultants: [person(1, { email: `${'a'.repeat(330)}@x.br` })] });
    assert.deepEqual([long.consultants[0]?.emailKey, long.repairs[0]?.damage], [null, 'email-too-long']);
  });

  it('5.1: dates before 1970 and in the future are kept; no turn is dated by one in the future', () => {
    const dates = ['1969-07-20T20:17:40.000Z', '2999-01-01T00:00:00.000Z', 'infinity'];
    const { consultants, counter, repairs } = plan({
      consultants: dates.map((lastOfferedAt, i) => person(i + 1, { lastOfferedAt })),
      protocols: [protocol(1, '#00001', { createdAt: dates[1] ?? null })],
      counters: [1],
    });
    assert.deepEqual(
      consultants.map(({ lastOfferedAt }) => lastOfferedAt),
      [dates[0], dates[1], null],
    );
    assert.equal(counter.lastIssuedAt, NOW);
    assert.deepEqual(
      repairs.map(({ damage, where }) => [damage, where]),
      [['unreadable-instant', 'consultores 3']],
    );
  });

  it('D-14: repairs hold ids and numbers, and nothing of a person', () => {
    const consultants = [person(1, { email: 'ana@x.br' }), person(2, { email: 'Ana@x.br', active: null })];
    const { repairs } = plan({ consultants, protocols: [protocol(1, '#00001', { consultantId: 9 })] });
    assert.equal(repairs.length, 4);
    assert.doesNotMatch(JSON.stringify(repairs), /Pessoa|x\.br/);
  });
});
