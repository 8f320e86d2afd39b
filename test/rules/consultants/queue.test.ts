import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseWaiting, type WaitingRequest } from '../../../rules/consultants/queue.ts';
import { defaultTurnPolicy } from '../../../rules/consultants/turnPolicy.ts';
import { at, person } from './people.ts';

const waiting = (id: string, sinceSeconds: number, more: Partial<WaitingRequest> = {}): WaitingRequest => ({
  id,
  language: 'pt',
  waitingSince: at(sinceSeconds),
  ...more,
});

const next = (requests: readonly WaitingRequest[], someone = person(1)) =>
  chooseWaiting(requests, someone, at(3_600), defaultTurnPolicy);

describe('queue', () => {
  it('D-25: the oldest request is served first, ties by id', () => {
    assert.equal(next([waiting('#2', 20), waiting('#1', 10), waiting('#3', 30)]), '#1');
    assert.equal(next([waiting('#3', 10), waiting('#2', 10)]), '#2');
    assert.equal(next([]), null);
  });

  it('D-25: only one that the person can serve', () => {
    const requests = [
      waiting('#1', 10, { language: 'en' }),
      waiting('#2', 20, { excluded: [1] }),
      waiting('#3', 30, { language: 'pt-BR', reach: 'exact' }),
      waiting('#4', 40, { language: 'es', reach: 'any' }),
    ];
    assert.equal(next(requests), '#4');
    assert.equal(next(requests.slice(0, 3)), null);
    assert.equal(next(requests, person(1, { online: false })), null);
  });

  it('D-25: priority counts in minutes of waiting, so that nothing starves', () => {
    assert.equal(next([waiting('#1', 0), waiting('#2', 300, { priority: 10 })]), '#2');
    fc.assert(
      fc.property(fc.array(fc.record({ since: fc.nat(7_200), priority: fc.nat(10) }), { maxLength: 10 }), (others) => {
        const old = waiting('#old', -601);
        const newer = others.map(({ since, priority }, i) => waiting(`#${i}`, since, { priority }));
        assert.equal(next([...newer, old]), '#old', 'ten minutes are all that anybody can be ahead');
      }),
    );
  });
});
