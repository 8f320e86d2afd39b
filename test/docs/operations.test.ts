import assert from 'node:assert/strict';
import { callFailures } from '../../activities/calls/errors.ts';
import { consultantFailures } from '../../activities/consultants/errors.ts';
import { CALL_ALERT_KINDS, LEGACY_STATUSES } from '../../schemas/calls.ts';
import { CONSULTANT_ALERT_KINDS } from '../../schemas/consultants.ts';
import { page } from './support/pages.ts';

/** First cells of every table row that begins with a name in code. */
const tabled = new Set([...page('docs/operations.md').matchAll(/^\| *`([^`]+)`/gm)].map(([, name = '']) => name));
const missing = (names: readonly string[]): string[] => names.filter((name) => !tabled.has(name));

describe('docs/operations.md', () => {
  it('5.3: says of every failure type what it means and what to do', () => {
    assert.deepEqual(missing([...Object.keys(callFailures), ...Object.keys(consultantFailures)]), []);
  });

  it('C-2: says of every reason of a window what to do', () => {
    const reasons = ['counts-differ', 'end-not-proven', 'empty-page-before-end', 'repeating-page', 'too-many-rows'];
    assert.deepEqual(missing([...reasons, 'poison-page', 'window-still-open', 'run-ended']), []);
  });

  it('C-14: says of every alert what to do', () => {
    assert.deepEqual(missing([...CALL_ALERT_KINDS, ...CONSULTANT_ALERT_KINDS]), []);
  });

  it('5.5: says what every status of a run means', () => {
    assert.deepEqual(missing(LEGACY_STATUSES), []);
  });
});
