import assert from 'node:assert/strict';
import { isNoNews } from '../../../rules/consultants/handoverOrder.ts';
import type { HandoverPhase } from '../../../rules/consultants/handoverState.ts';

const at = (offerNo: number, phase: HandoverPhase) => ({ offerNo, phase });

describe('isNoNews', () => {
  const course = [
    at(1, 'offered'),
    at(2, 'seeking'),
    at(2, 'waiting'),
    at(3, 'offered'),
    at(3, 'accepted'),
    at(3, 'wrapping-up'),
    at(3, 'finished'),
  ];

  it('§6: along the course of a hand-over every record is news, and none that comes late or twice is', () => {
    for (const [i, stored] of course.entries()) {
      for (const [j, record] of course.entries()) assert.equal(isNoNews(record, stored), j <= i, `${i} ${j}`);
    }
  });

  it('§6: what has ended stays ended', () => {
    assert.ok(isNoNews(at(1, 'finished'), at(1, 'abandoned')));
    assert.ok(isNoNews(at(1, 'accepted'), at(1, 'abandoned')));
  });
});
