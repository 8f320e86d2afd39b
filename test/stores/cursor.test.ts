import assert from 'node:assert/strict';
import { decodeNumber, decodeTexts } from '../../stores/cursor.ts';

const BAD = { name: 'BadCursorError' };
const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');
const AT = '2026-11-21T12:00:00.123Z';

describe('cursors', () => {
  it('8.3: one over ids holds a number that an id can be, and nothing else', () => {
    assert.equal(decodeNumber(cursorOf('[7]')), 7);
    for (const forged of [
      '',
      '7',
      '[]',
      '[1,2]',
      '["7"]',
      '[1.5]',
      '[2147483648]',
      '[-2147483648]',
      '[1e999]',
      '[null]',
    ])
      assert.throws(() => decodeNumber(cursorOf(forged)), BAD, forged);
  });

  it('8.3: one over instants holds an instant and texts that every database takes', () => {
    const position = [AT, 'call-1', 'account'];
    assert.deepEqual(decodeTexts(cursorOf(JSON.stringify(position))), position);
    const forged = [
      ['x', 'y', 'z'],
      ['2026-99-21T12:00:00.123Z', 'y', 'z'],
      [AT, 'a\0', 'z'],
      [AT, 'y', '\0'],
      [AT, 'y'],
    ];
    for (const texts of forged) assert.throws(() => decodeTexts(cursorOf(JSON.stringify(texts))), BAD, texts.join());
  });
});
