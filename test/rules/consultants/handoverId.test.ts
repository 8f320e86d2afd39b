import assert from 'node:assert/strict';
import fc from 'fast-check';
import { handoverId } from '../../../rules/consultants/handoverId.ts';

const number = fc.stringMatching(/^[A-Za-z0-9#._/-]{1,40}$/);

describe('handoverId', () => {
  it('5.4: is the protocol number, in a form that addresses and shells leave alone', () => {
    assert.equal(handoverId('#00001'), 'consultants-~00001');
    assert.equal(handoverId('12345620261120000001'), 'consultants-12345620261120000001');
    fc.assert(fc.property(number, (text) => /^consultants-[A-Za-z0-9~:._-]+$/.test(handoverId(text))));
  });

  it('D-40: two numbers never share one', () => {
    fc.assert(fc.property(number, number, (a, b) => (a === b) === (handoverId(a) === handoverId(b))));
    assert.notEqual(handoverId('#00001'), handoverId('00001'));
  });
});
