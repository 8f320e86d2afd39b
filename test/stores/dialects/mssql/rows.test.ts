import assert from 'node:assert/strict';
import { byKey, lastOfEachKey } from '../../../../stores/dialects/mssql/rows.ts';

describe('rows for a bulk load', () => {
  it('C-10: of rows with one key the last stays, as where they are written one after the other', () => {
    const rows = [
      ['b', 1, 'only'],
      ['a', 2, 'first'],
      ['a', 1, 'other key'],
      ['a', 2, 'last'],
    ].sort(byKey([0, 1]));
    assert.deepEqual(lastOfEachKey(rows, [0, 1]), [
      ['a', 1, 'other key'],
      ['a', 2, 'last'],
      ['b', 1, 'only'],
    ]);
    assert.deepEqual(lastOfEachKey([], [0]), []);
  });
});
