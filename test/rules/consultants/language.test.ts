import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bestMatches,
  isLanguageCode,
  matchLanguage,
  normaliseLanguage,
  type LanguageReach,
} from '../../../rules/consultants/language.ts';

const codes = fc.constantFrom('pt', 'PT', ' pt ', 'pt-BR', 'pt-br', 'PT-pt', 'en', 'en-US', 'p', '', '-br');

describe('language', () => {
  it('D-31: case and blanks around a code do not matter', () => {
    assert.deepEqual(['PT', ' pt-BR ', 'pt'].map(normaliseLanguage), ['pt', 'pt-br', 'pt']);
    assert.equal(matchLanguage(' Pt-bR', ['en', 'pt-BR'], 'tolerant'), 'exact');
  });

  it('D-31: a code has 2 to 5 characters', () => {
    assert.deepEqual(['pt', 'pt-BR', ' pt ', 'por'].map(isLanguageCode), [true, true, true, true]);
    assert.deepEqual(['', 'p', '  p  ', 'portugues-brasileiro', 'pt-BRA'].map(isLanguageCode), Array(5).fill(false));
    assert.equal(isLanguageCode('😀'), false, 'one character of two units');
  });

  const cases: [string, string[], LanguageReach | null][] = [
    ['pt', ['pt'], 'exact'],
    ['pt-BR', ['pt'], 'base'],
    ['pt', ['pt-BR'], 'base'],
    ['pt-BR', ['pt', 'PT-br'], 'exact'],
    ['pt-BR', ['pt-PT'], null],
    ['pt', ['en', 'es'], null],
    ['pt', ['ptx', 'p'], null],
    ['pt', [], null],
    ['', ['pt', '-br'], null],
    ['', [''], 'exact'],
  ];
  for (const [requested, offered, expected] of cases) {
    it(`5.1: "${requested}" for ${JSON.stringify(offered)} is ${expected}`, () => {
      assert.equal(matchLanguage(requested, offered, 'tolerant'), expected);
    });
  }

  it('D-1: strict is the very element, as in the legacy', () => {
    fc.assert(
      fc.property(codes, fc.array(codes), (requested, offered) => {
        const legacy = offered.some((element) => element === requested) ? 'exact' : null;
        assert.equal(matchLanguage(requested, offered, 'strict'), legacy);
      }),
    );
  });

  it('5.1: whoever the legacy matches is an exact match, and matching is mutual', () => {
    fc.assert(
      fc.property(codes, codes, (one, other) => {
        assert.equal(matchLanguage(one, [other], 'tolerant'), matchLanguage(other, [one], 'tolerant'));
        assert.equal(matchLanguage(one, [other, one], 'tolerant'), 'exact');
      }),
    );
  });

  it('D-41: a reach narrows the match to the exact code or widens it to anybody', () => {
    const reached = (reach: LanguageReach) =>
      ['pt-BR', 'pt', 'en'].map((offered) => matchLanguage('pt-br', [offered], 'tolerant', reach));
    assert.deepEqual(reached('exact'), ['exact', null, null]);
    assert.deepEqual(reached('base'), ['exact', 'base', null]);
    assert.deepEqual(reached('any'), ['exact', 'base', 'any']);
    assert.equal(matchLanguage('pt', ['PT'], 'strict', 'any'), 'any');
    assert.equal(matchLanguage('pt', ['PT'], 'strict', 'base'), null);
  });

  it('5.1: base codes count only where nobody has the exact code', () => {
    const people = [['pt-BR'], ['pt'], ['PT', 'en'], ['en']].map((languages) => ({ languages }));
    assert.deepEqual(bestMatches(people, 'pt', 'tolerant'), [people[1], people[2]]);
    assert.deepEqual(bestMatches(people, 'en-US', 'tolerant'), [people[2], people[3]]);
    assert.deepEqual(bestMatches(people, 'es', 'tolerant'), []);
  });
});
