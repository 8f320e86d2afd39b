import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatProtocol, highestSequence, protocolReader, seriesKey } from '../../../rules/consultants/protocol.ts';
import {
  defaultPattern,
  MAX_PROTOCOL_LENGTH,
  parsePattern,
  type PatternOptions,
  type ProtocolPattern,
} from '../../../rules/consultants/protocolPattern.ts';

const DAY = '2026-11-20';
const running: PatternOptions = { series: 'running' };
const perDay: PatternOptions = { series: 'per-day', ans: '123456' };

function pattern(text: string, options: PatternOptions): ProtocolPattern {
  const check = parsePattern(text, options);
  assert.ok(check.ok, check.ok ? '' : check.reason);
  return check.pattern;
}

const ansPattern = () => pattern('{ans}{yyyymmdd}{seq:6}', perDay);
const days = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const sequences = fc.oneof(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));
const texts = fc.constantFrom(
  '#{seq:5}',
  '{seq}',
  '{ans}{yyyymmdd}{seq:6}',
  '{seq:3}{yyyymmdd}',
  'P-{yyyymmdd}.{seq:2}7',
  '1{seq}0',
);

describe('protocol numbers', () => {
  it('5.2: the default is five digits after #, and grows after 99999', () => {
    const issued = [1, 99_998, 99_999, 100_000, 100_001].map((count) => formatProtocol(defaultPattern, count, DAY));
    assert.deepEqual(issued, ['#00001', '#99998', '#99999', '#100000', '#100001']);
    assert.deepEqual(pattern('#{seq:5}', running), defaultPattern);
  });

  it('8.4: twenty digits of operator, day and count', () => {
    assert.equal(formatProtocol(ansPattern(), 42, DAY), '12345620261120000042');
    assert.equal(seriesKey(ansPattern(), DAY), DAY);
    assert.equal(seriesKey(defaultPattern, DAY), 'running');
  });

  it('D-40: no two counts or days give the same number, and each can be read back', () => {
    fc.assert(
      fc.property(texts, days, days, sequences, sequences, (text, day, otherDay, count, otherCount) => {
        const made = pattern(text, { series: 'running', ans: '123456' });
        const dated = text.includes('yyyymmdd');
        const number = formatProtocol(made, count, day);
        const isSame = count === otherCount && (!dated || day === otherDay);
        assert.equal(number === formatProtocol(made, otherCount, otherDay), isSame);
        assert.deepEqual(protocolReader(made)(number), { sequence: count, day: dated ? day : null });
        assert.ok(number.length <= MAX_PROTOCOL_LENGTH);
      }),
    );
  });

  it('D-40: a count that cannot be right is never printed', () => {
    for (const count of [0, -1, 1.5, Number.NaN, 2 ** 53]) {
      assert.throws(() => formatProtocol(defaultPattern, count, DAY), RangeError);
    }
  });

  const refused: [string, PatternOptions, RegExp][] = [
    ['', running, /must have \{seq\} once, it has it 0 times/],
    ['#00001', running, /must have \{seq\} once/],
    ['{seq}-{seq:3}', running, /it has it 2 times/],
    ['#{seq:5}', perDay, /count per day needs \{yyyymmdd\}/],
    ['{seq:0}', running, /width of \{seq\} must be from 1 to 16/],
    ['{seq:17}', running, /width of \{seq\}/],
    ['{seq:x}', running, /width of \{seq\}/],
    ['{seq:}', running, /width of \{seq\}/],
    ['{seq:5:5}', running, /\{seq:5:5\} is not a field/],
    ['{year}{seq}', running, /\{year\} is not a field; known are/],
    ['{ans}{seq}', running, /\{ans\}, which is not set/],
    ['{ans}{seq}', { series: 'running', ans: '12345' }, /not set to six digits/],
    ['#{seq', running, /letters, digits/],
    ['nº {seq}', running, /letters, digits/],
    [`${'x'.repeat(25)}{seq}`, running, /could pass 40 characters/],
  ];
  for (const [text, options, reason] of refused) {
    it(`D-40: pattern "${text}" is refused with its reason (${options.series})`, () => {
      const check = parsePattern(text, options);
      assert.ok(!check.ok);
      assert.match(check.reason, reason);
      assert.ok(check.reason.startsWith(`Protocol pattern "${text}" refused: `));
    });
  }

  it('4.1: an import goes on after the highest number, the #10000 of the legacy and damaged ones included', () => {
    const numbers = ['#00007', '#10000', '#99998', '#12', '', 'lixo', '#', '99999999', '#-5', '#00001 '];
    assert.equal(highestSequence(defaultPattern, numbers, 'running'), 99_998);
    assert.equal(highestSequence(defaultPattern, ['#10000', '#09999'], 'running'), 10_000);
    assert.equal(highestSequence(defaultPattern, [], 'running'), 0);
    assert.equal(protocolReader(defaultPattern)(`#${'9'.repeat(30)}`), null);
  });

  it('D-40: a daily series is continued by the numbers of its own day', () => {
    const numbers = [
      ...[3, 9].map((count) => formatProtocol(ansPattern(), count, DAY)),
      formatProtocol(ansPattern(), 50, '2026-11-19'),
    ];
    assert.equal(highestSequence(ansPattern(), numbers, DAY), 9);
    assert.equal(highestSequence(ansPattern(), numbers, '2026-11-21'), 0);
  });
});
