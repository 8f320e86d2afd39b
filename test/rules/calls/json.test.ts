import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hardCharacter } from './hardCharacter.ts';
import {
  canonicalJson,
  isRawNumber,
  jsonText,
  literalText,
  numberOf,
  parseJson,
  type JsonValue,
} from '../../../rules/calls/json.ts';

/** JSON texts whose numbers take every form that JSON allows. */
const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(fc.constant('0'), fc.stringMatching(/^[1-9]\d{0,24}$/)),
    fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{1,24}$/)),
    fc.oneof(fc.constant(''), fc.stringMatching(/^[eE][+-]?\d{1,3}$/)),
  )
  .map((parts) => parts.join(''));
const { node: jsonTexts } = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    numberText,
    fc.string({ unit: hardCharacter }).map((text) => JSON.stringify(text)),
    fc.constantFrom('null', 'true', 'false'),
    fc.array(tie('node'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    fc.array(tie('node'), { maxLength: 4 }).map((items) => `{${items.map((item, i) => `"k${i}":${item}`).join(',')}}`),
  ),
}));

const shuffled = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== 'object' || isRawNumber(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffled(item)]),
  );
};

describe('parseJson', () => {
  it('C-11: gives every number back with its literal text', () => {
    fc.assert(fc.property(jsonTexts, (text) => JSON.stringify(parseJson(text)) === text));
  });

  it('C-11: finds a literal that would change behind any space', () => {
    for (const literal of ['0.10', '1e5', '1E-7', '-0', '0.0000001', '12345678901234567', '1.0', '1.5e3']) {
      for (const text of [literal, `[${literal}]`, `[\n\t${literal}\r\n]`, `{"a": ${literal} }`, `[1, ${literal}]`]) {
        assert.ok(JSON.stringify(parseJson(text)).includes(literal), text);
      }
    }
  });

  it('C-11: keeps plain numbers plain', () => {
    assert.deepEqual(parseJson('{"a":10,"b":0.5,"c":-3,"d":"1.50, 2.0"}'), { a: 10, b: 0.5, c: -3, d: '1.50, 2.0' });
  });

  it('C-11: refuses with SyntaxError what is not JSON, also behind a kept number', () => {
    assert.throws(() => parseJson('{"a":1.0,'), SyntaxError);
    assert.throws(() => parseJson('<html>'), SyntaxError);
    assert.throws(() => parseJson(`1.0${'['.repeat(3)}`), SyntaxError);
    assert.throws(() => parseJson(`[1.0,${'['.repeat(200_000)}${']'.repeat(200_001)}`), SyntaxError);
  });

  it('C-11: takes time that grows with the text alone', () => {
    const hostile = `{"a":"${':1.'.repeat(50_000)}${' 0.1'.repeat(50_000)}","b":${'9'.repeat(100_000)}}`;
    assert.equal(literalText((parseJson(hostile) as { b: JsonValue }).b), '9'.repeat(100_000));
  });
});

describe('literalText and numberOf', () => {
  it('C-11: give text and value of a kept number', () => {
    const kept = parseJson('1.0e-7');
    assert.ok(isRawNumber(kept));
    assert.equal(literalText(kept), '1.0e-7');
    assert.equal(numberOf(kept), 1e-7);
    assert.equal(literalText(parseJson('false')), 'false');
    assert.equal(literalText([1]), null);
    assert.equal(numberOf('1'), null);
    assert.equal(isRawNumber({ rawJSON: '1' }), false);
  });
});

describe('canonicalJson', () => {
  it('5.7: does not depend on the order of keys at any level', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = parseJson(JSON.stringify(value));
        return canonicalJson(shuffled(json)) === canonicalJson(json);
      }),
    );
  });

  it('5.7: holds the same content', () => {
    fc.assert(
      fc.property(jsonTexts, (text) => {
        const value = parseJson(text);
        assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(text));
      }),
    );
  });

  it('5.7: sorts keys and keeps literals', () => {
    const text = canonicalJson(parseJson('{"b":{"z":1.0,"a":[{"y":2,"x":1e3}]},"a":"é\\u0000","B":null}'));
    assert.equal(text, '{"B":null,"a":"é\\u0000","b":{"a":[{"x":1e3,"y":2}],"z":1.0}}');
  });

  it('5.7: keeps shapes with as many keys apart, and a key called __proto__', () => {
    assert.equal(canonicalJson({ b1: 1, a1: 2 }), '{"a1":2,"b1":1}');
    assert.equal(canonicalJson({ d1: 1, c1: 2 }), '{"c1":2,"d1":1}');
    assert.equal(canonicalJson(parseJson('{"z":1,"__proto__":{"a":1}}')), '{"__proto__":{"a":1},"z":1}');
  });

  it('C-10: survives a body nested beyond reason', () => {
    const deep = parseJson('['.repeat(100_000) + ']'.repeat(100_000));
    assert.ok(canonicalJson(deep).startsWith('[[['));
    assert.ok(jsonText(deep).startsWith('[[['));
  });
});
