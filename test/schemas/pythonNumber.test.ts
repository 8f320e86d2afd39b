import assert from 'node:assert/strict';
import { pythonText, readPythonNumber } from '../../schemas/pythonNumber.ts';

/** Literals, and what `str(json.loads(literal))` gives in Python 3.11. */
const TEXTS: Readonly<Record<string, string>> = {
  '0': '0',
  '-0': '0',
  '-77': '-77',
  '5511999998888': '5511999998888',
  '9007199254740993': '9007199254740993',
  '-12345678901234567890': '-12345678901234567890',
  '1.0': '1.0',
  '-0.0': '-0.0',
  '77.50': '77.5',
  '1e2': '100.0',
  '1E2': '100.0',
  '1e15': '1000000000000000.0',
  '1e16': '1e+16',
  '123456789012345680.0': '1.2345678901234568e+17',
  '1.5e300': '1.5e+300',
  '0.0001': '0.0001',
  '0.00001': '1e-05',
  '-1e-7': '-1e-07',
  '1e400': 'inf',
  '-1e400': '-inf',
};

describe('numbers as Python holds them', () => {
  it('3.1: the text of a number is what Python writes', () => {
    for (const [literal, text] of Object.entries(TEXTS)) {
      const value = readPythonNumber(literal);
      assert.ok(value !== null);
      assert.equal(pythonText(value), text, literal);
    }
  });

  it('3.1: more digits than Python reads are none', () => {
    assert.equal(readPythonNumber('-' + '1'.repeat(4_301)), null);
    assert.notEqual(readPythonNumber('-' + '1'.repeat(4_300)), null);
  });
});
