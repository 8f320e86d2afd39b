import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hardCharacter } from './hardCharacter.ts';
import { parseJson, type JsonValue } from '../../../rules/calls/json.ts';
import { clipText, collectOddities } from '../../../rules/calls/oddities.ts';
import {
  amountReader,
  boolReader,
  canonicalDecimal,
  decimalTextReader,
  durationReader,
  intReader,
  parseDuration,
  secondsReader,
  textReader,
  type Reader,
} from '../../../rules/calls/values.ts';

/** What a reader makes of JSON text (undefined = key missing), and the rules it reports. */
function read(reader: Reader, json: string | undefined): [value: unknown, ...rules: string[]] {
  const { oddities, report } = collectOddities();
  const value = reader(json === undefined ? undefined : parseJson(json), report);
  return [value, ...oddities.map(({ rule }) => rule)];
}
const table = (reader: Reader, cases: Record<string, [value: unknown, ...rules: string[]]>) => {
  for (const [json, expected] of Object.entries(cases)) assert.deepEqual(read(reader, json), expected, json);
};

const ALL_READERS: Record<string, Reader> = {
  text: textReader('f', 10),
  max: textReader('f', 'max'),
  int: intReader('f'),
  bool: boolReader('f'),
  duration: durationReader('f', 20),
  seconds: secondsReader,
  decimal: decimalTextReader('f', 50),
  amount: amountReader,
};

describe('value readers', () => {
  it('5.4: dash, null, empty text and a missing key are none in every kind, without a doubt', () => {
    for (const [kind, reader] of Object.entries(ALL_READERS)) {
      for (const json of ['"-"', 'null', '""', undefined]) assert.deepEqual(read(reader, json), [null], kind);
    }
  });

  it('C-10: take any JSON value and give a scalar that every store can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: hardCharacter }), (value) => {
        for (const reader of Object.values(ALL_READERS)) {
          const { oddities, report } = collectOddities();
          const scalar = reader(parseJson(JSON.stringify(value)), report);
          assert.ok(scalar === null || typeof scalar === 'string' || Number.isSafeInteger(scalar));
          if (typeof scalar === 'string') assert.ok(scalar.isWellFormed() && !scalar.includes('\0'));
          for (const { original } of oddities) assert.ok(original.length <= 1_000 && original.isWellFormed());
        }
      }),
    );
  });
});

describe('textReader', () => {
  it('5.4: keeps texts, and numbers and booleans by their literal', () => {
    table(textReader('f', 20), {
      [`"José 😀 مرحبا '; ]"`]: [`José 😀 مرحبا '; ]`],
      '12': ['12'],
      '0.10': ['0.10'],
      '12345678901234567890': ['12345678901234567890'],
      false: ['false'],
    });
  });

  it('5.4: objects and lists are JSON text in unlimited columns, null and a doubt elsewhere', () => {
    table(textReader('f', 'max'), { '{"b":1.0,"a":[]}': ['{"b":1.0,"a":[]}'], '[]': ['[]'] });
    table(textReader('f', 50), { '{"b":1}': [null, 'not-a-text'], '[]': [null, 'not-a-text'] });
  });

  it('5.4: clips at a character boundary and says so', () => {
    table(textReader('f', 4), {
      '"abc😀"': ['abc', 'over-long'],
      '"ab😀"': ['ab😀'],
      '"abcde"': ['abcd', 'over-long'],
    });
    fc.assert(
      fc.property(fc.string({ unit: hardCharacter }), fc.nat(20), (text, length) => {
        const clipped = clipText(text, length);
        assert.ok(
          text.startsWith(clipped) && clipped.length <= length && clipped.length >= Math.min(text.length, length - 1),
        );
        if (text.isWellFormed()) assert.ok(clipped.isWellFormed());
      }),
    );
  });

  it('5.4: replaces what no store can hold and says so', () => {
    table(textReader('f', 10), {
      '"a\\u0000b"': ['a\uFFFDb', 'unstorable-character'],
      '"a\\ud83d"': ['a\uFFFD', 'unstorable-character'],
    });
  });
});

describe('intReader', () => {
  it('5.4: integers and integer texts in range', () => {
    table(intReader('f'), {
      '7': [7],
      '"7"': [7],
      '" -7 "': [-7],
      '7.0': [7],
      '-0': [0],
      '2147483647': [2_147_483_647],
      '2147483648': [null, 'out-of-range'],
      '"99999999999999999999"': [null, 'out-of-range'],
      '7.5': [null, 'not-an-integer'],
      '"7,5"': [null, 'not-an-integer'],
      '"abc"': [null, 'not-an-integer'],
      true: [null, 'not-an-integer'],
      '[1]': [null, 'not-an-integer'],
    });
  });
});

describe('boolReader', () => {
  it('5.4: true/false, 0/1 and "0"/"1"', () => {
    table(boolReader('f'), {
      true: [1],
      false: [0],
      '1': [1],
      '0': [0],
      '"1"': [1],
      '"0"': [0],
      '2': [null, 'not-a-boolean'],
      '"sim"': [null, 'not-a-boolean'],
      '{}': [null, 'not-a-boolean'],
    });
  });
});

describe('durations', () => {
  const both = (json: string) => [read(durationReader('f', 20), json), secondsReader(parseJson(json), () => {})];

  it('5.4: text as received beside its seconds', () => {
    assert.deepEqual(both('"00:03:10"'), [['00:03:10'], 190]);
    assert.deepEqual(both('"27:10:05"'), [['27:10:05'], 97_805]);
    assert.deepEqual(both('"75:10"'), [['75:10'], 4_510]);
    assert.deepEqual(both('65'), [['65'], 65]);
    assert.deepEqual(both('"65"'), [['65'], 65]);
  });

  it('5.4: a negative one is none, an unreadable one keeps its text; both are reported', () => {
    assert.deepEqual(both('"-00:00:05"'), [[null, 'negative-duration'], null]);
    assert.deepEqual(both('-5'), [[null, 'negative-duration'], null]);
    assert.deepEqual(both('"00:75:00"'), [['00:75:00', 'not-a-duration'], null]);
    assert.deepEqual(both('1.5'), [['1.5', 'not-a-duration'], null]);
    assert.deepEqual(both('{}'), [[null, 'not-a-duration'], null]);
    assert.deepEqual(both('"999999:00:00"'), [['999999:00:00', 'not-a-duration'], null]);
  });

  it('5.4: reads back every length as it was written', () => {
    const pad = (n: number) => String(n).padStart(2, '0');
    fc.assert(
      fc.property(fc.nat(2_000_000), (total) => {
        const [hours, minutes, seconds] = [Math.floor(total / 3_600), Math.floor(total / 60) % 60, total % 60];
        assert.equal(parseDuration(`${pad(hours)}:${pad(minutes)}:${pad(seconds)}`), total);
        assert.equal(parseDuration(`${Math.floor(total / 60)}:${pad(seconds)}`), total);
        assert.equal(parseDuration(String(total)), total);
        assert.equal(parseDuration(total), total);
      }),
    );
  });
});

describe('decimals', () => {
  const both = (json: string) => [read(decimalTextReader('f', 50), json), amountReader(parseJson(json), () => {})];

  it('C-11: literal text beside the amount, with point, comma or exponent', () => {
    assert.deepEqual(both('0.1'), [['0.1'], '0.1']);
    assert.deepEqual(both('0.10'), [['0.10'], '0.1']);
    assert.deepEqual(both('"0,10"'), [['0,10'], '0.1']);
    assert.deepEqual(both('1e-7'), [['1e-7'], '0.0000001']);
    assert.deepEqual(both('"1.5E+3"'), [['1.5E+3'], '1500']);
    assert.deepEqual(both('-0'), [['-0'], '0']);
    assert.deepEqual(both('123456789.123456'), [['123456789.123456'], '123456789.123456']);
  });

  it('C-11: never guesses at an amount', () => {
    assert.deepEqual(both('"1.234,56"'), [['1.234,56', 'not-a-decimal'], null]);
    assert.deepEqual(both('"R$ 1"'), [['R$ 1', 'not-a-decimal'], null]);
    assert.deepEqual(both('"."'), [['.', 'not-a-decimal'], null]);
    assert.deepEqual(both('1e30'), [['1e30', 'not-a-decimal'], null]);
    assert.deepEqual(both('1e-30'), [['1e-30', 'not-a-decimal'], null]);
    assert.deepEqual(both('true'), [['true', 'not-a-decimal'], null]);
    assert.deepEqual(both('{}'), [[null, 'not-a-text'], null]);
  });

  it('C-11: the canonical text has the same value, whatever the form', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
        fc.integer({ min: -6, max: 0 }),
        (digits, exponent) => {
          const canonical = canonicalDecimal(`${digits}e${exponent}`) ?? '';
          const [whole = '', fraction = ''] = canonical.split('.');
          assert.equal(BigInt(whole + fraction) * 10n ** BigInt(-exponent - fraction.length), digits);
          assert.equal(canonicalDecimal(canonical), canonical);
          assert.equal(canonicalDecimal(canonical.replace('.', ',')), canonical);
        },
      ),
    );
  });
});

describe('collectOddities', () => {
  it('C-10: keeps the first of each field and rule, clipped to 1,000 characters', () => {
    const { oddities, report } = collectOddities();
    const long: JsonValue = 'x'.repeat(5_000);
    report('a', 'over-long', long);
    report('a', 'over-long', 'again');
    report('a', 'not-a-text', { b: 1 });
    assert.deepEqual(oddities, [
      { field: 'a', rule: 'over-long', original: 'x'.repeat(1_000) },
      { field: 'a', rule: 'not-a-text', original: '{"b":1}' },
    ]);
  });
});
