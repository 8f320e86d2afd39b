import assert from 'node:assert/strict';
import { localRange } from '../../../rules/calls/localRange.ts';

const ZONE = 'America/Sao_Paulo';

describe('localRange', () => {
  it('C-9, C-16: the end is included to its last second', () => {
    assert.deepEqual(localRange({ start: '2026-03-01 00:00:00', end: '2026-03-01 23:59:59' }, ZONE), {
      from: '2026-03-01T03:00:00.000Z',
      to: '2026-03-02T03:00:00.000Z',
    });
  });

  it('C-9: a midnight that the clocks skipped is the first instant after it', () => {
    assert.deepEqual(localRange({ start: '2018-11-04 00:00:00', end: '2018-11-04 23:59:59' }, ZONE), {
      from: '2018-11-04T03:00:00.000Z',
      to: '2018-11-05T02:00:00.000Z',
    });
  });

  it('C-9: an hour that happened twice is read twice', () => {
    assert.deepEqual(localRange({ start: '2019-02-16 23:00:00', end: '2019-02-16 23:59:59' }, ZONE), {
      from: '2019-02-17T01:00:00.000Z',
      to: '2019-02-17T03:00:00.000Z',
    });
  });

  it('C-16: text that is no local time is refused', () => {
    assert.throws(() => localRange({ start: 'ontem', end: '2026-03-01 00:00:00' }, ZONE), RangeError);
  });
});
