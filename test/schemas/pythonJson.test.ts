import assert from 'node:assert/strict';
import { readPythonJson } from '../../schemas/pythonJson.ts';
import { PythonFloat } from '../../schemas/pythonNumber.ts';

/** What the decoder of Python 3.11 says of each text: words and place. */
const BAD: readonly [doc: string, msg: string, pos: number][] = [
  ['{', 'Expecting property name enclosed in double quotes', 1],
  ['{a:1}', 'Expecting property name enclosed in double quotes', 1],
  ['{"a":1,}', 'Expecting property name enclosed in double quotes', 7],
  ['{"a"', "Expecting ':' delimiter", 4],
  ['{"a" 1}', "Expecting ':' delimiter", 5],
  ['{"a":1 "b"', "Expecting ',' delimiter", 7],
  ['[1 2]', "Expecting ',' delimiter", 3],
  ['{"a":}', 'Expecting value', 5],
  ['[1,]', 'Expecting value', 3],
  ['  ', 'Expecting value', 2],
  ['nul', 'Expecting value', 0],
  ['-', 'Expecting value', 0],
  ['01', 'Extra data', 1],
  ['{"a":1}x', 'Extra data', 7],
  ['"abc', 'Unterminated string starting at', 0],
  ['"\\', 'Unterminated string starting at', 0],
  ['"a\\x"', 'Invalid \\escape', 2],
  ['"a\\u12"', 'Invalid \\uXXXX escape', 3],
  ['"a\\u0041', 'Invalid \\uXXXX escape', 3],
  ['"\\ud83d\\ude00', 'Invalid \\uXXXX escape', 8],
  ['"\\u00e9 ', 'Unterminated string starting at', 0],
  ['"\x01"', 'Invalid control character at', 1],
];

describe('JSON as Python reads it', () => {
  it('3.2: what is wrong has the words and the place that Python gives it', () => {
    for (const [doc, msg, pos] of BAD) {
      const read = readPythonJson(doc);
      assert.deepEqual(read, { ok: false, fault: { msg, doc, pos, lineno: 1, colno: pos + 1 } }, JSON.stringify(doc));
    }
  });

  it('3.2: places count characters, lines and columns', () => {
    const doc = '{"á😀":1,\n\n  x}';
    assert.deepEqual(readPythonJson(doc), {
      ok: false,
      fault: { msg: 'Expecting property name enclosed in double quotes', doc, pos: 12, lineno: 3, colno: 3 },
    });
  });

  it('3.1: what Python reads beyond JSON is read, and the rest as JSON is', () => {
    assert.deepEqual(readPythonJson('[NaN, -Infinity, "\\u00e9\\n", {"a": null, "b": [true, -15]}, {}, []]'), {
      ok: true,
      value: [new PythonFloat(NaN), new PythonFloat(-Infinity), 'é\n', { a: null, b: [true, -15] }, {}, []],
    });
    assert.deepEqual(readPythonJson('{"__proto__": 1}'), { ok: true, value: JSON.parse('{"__proto__": 1}') });
  });

  it('3.1: of a name that comes twice the last counts', () => {
    assert.deepEqual(readPythonJson('{"a": 1, "b": 2, "a": 3}'), { ok: true, value: { a: 3, b: 2 } });
  });

  it('3.1: a whole number keeps its digits, and any other is a float', () => {
    assert.deepEqual(readPythonJson('[20231124000001123456, 7, 7.0, 1e2, 1e400]'), {
      ok: true,
      value: [20231124000001123456n, 7, ...[7, 100, Infinity].map((value) => new PythonFloat(value))],
    });
  });

  it('3.1: what is nested too deep, or has too many digits, is no fault with a place', () => {
    for (const doc of ['['.repeat(100_000), '9'.repeat(4_301)])
      assert.deepEqual(readPythonJson(doc), { ok: false, fault: null });
    assert.equal(readPythonJson(`-${'9'.repeat(4_300)}`).ok, true);
  });
});
