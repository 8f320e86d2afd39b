import assert from 'node:assert/strict';
import fc from 'fast-check';
import { retryAfterMs } from '../../../activities/http/retryAfter.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const wait = (header: string | null) => retryAfterMs(header, NOW);

describe('Retry-After', () => {
  it('5.3: seconds and HTTP dates', () => {
    assert.equal(wait('3'), 3_000);
    assert.equal(wait(' 1.5 '), 1_500);
    assert.equal(wait('Fri, 20 Nov 2026 12:00:07 GMT'), 7_000);
  });

  it('5.3: absent, zero, past and absurd values are clamped', () => {
    assert.equal(wait(null), 5_000);
    assert.equal(wait('  '), 5_000);
    assert.equal(wait('soon'), 5_000);
    assert.equal(wait('0'), 500);
    assert.equal(wait('Fri, 20 Nov 2026 11:00:00 GMT'), 500);
    assert.equal(wait('31536000'), 600_000);
    assert.equal(wait('-5'), 500);
  });

  it('5.3: whatever it says, the wait is between half a second and ten minutes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.double().map(String),
          fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
        ),
        (header) => {
          const waitMs = wait(header);
          assert.ok(waitMs >= 500 && waitMs <= 600_000, `${header}: ${waitMs}`);
        },
      ),
    );
  });
});
