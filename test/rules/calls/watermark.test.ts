import assert from 'node:assert/strict';
import { advance } from '../../../rules/calls/watermark.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour)).toISOString();
const span = (from: number, to: number) => ({ from: at(from), to: at(to) });

describe('watermark', () => {
  it('C-8: moves over windows that touch each other, in any order', () => {
    assert.equal(advance(at(3), [span(5, 8), span(3, 5)]), at(8));
    assert.equal(advance(at(3), [span(1, 4), span(4, 6), span(2, 5)]), at(6));
  });

  it('C-8: stops at a hole and never moves back', () => {
    assert.equal(advance(at(3), [span(3, 4), span(5, 6)]), at(4));
    assert.equal(advance(at(3), [span(4, 5)]), at(3));
    assert.equal(advance(at(3), [span(1, 2)]), at(3));
    assert.equal(advance(at(3), []), at(3));
  });

  it('C-8: one that was never set is not set here', () => {
    assert.equal(advance(null, [span(3, 5)]), null);
  });
});
