import assert from 'node:assert/strict';
import type { WindowState } from '../../../schemas/calls.ts';
import { completeness, type LedgerWindow } from '../../../rules/calls/completeness.ts';
import { dayRange } from '../../../rules/calls/windows.ts';

const ZONE = 'America/Sao_Paulo';
const DAY = '2026-11-20';
const RANGE = dayRange(DAY, ZONE);
const NOON = '2026-11-20T15:00:00.000Z';

const ledger = (state: WindowState, change: Partial<LedgerWindow> = {}): LedgerWindow => ({
  campaign: 5,
  ...RANGE,
  state,
  storedTotal: null,
  finishedAt: ['pending', 'running', 'split'].includes(state) ? null : '2026-11-22T00:00:00.000Z',
  ...change,
});
const judge = (windows: LedgerWindow[], now = '2026-11-25T00:00:00Z') => {
  const [only, ...others] = completeness({
    windows,
    campaigns: [5],
    ...RANGE,
    zone: ZONE,
    now: new Date(now),
    lagMinutes: 60,
  });
  assert.equal(others.length, 0);
  assert.equal(only?.day, DAY);
  return only?.state;
};

describe('completeness', () => {
  it('C-36: a day is complete when complete windows cover all of it', () => {
    assert.equal(judge([ledger('complete')]), 'complete');
    assert.equal(judge([ledger('complete', { to: NOON }), ledger('complete', { from: NOON })]), 'complete');
    const wider = {
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-30T00:00:00.000Z',
      finishedAt: '2026-12-01T00:00:00.000Z',
    };
    assert.equal(judge([ledger('complete', wider)]), 'complete');
    assert.equal(judge([ledger('complete', { to: NOON })]), 'partial');
  });

  it('C-36: the window that finished last speaks for its stretch', () => {
    assert.equal(judge([ledger('failed'), ledger('complete')]), 'complete');
    assert.equal(judge([ledger('complete'), ledger('partial', { to: NOON })]), 'partial');
    assert.equal(judge([ledger('partial', { to: NOON }), ledger('complete')]), 'complete');
    assert.equal(judge([ledger('complete', { to: NOON }), ledger('failed')]), 'failed');
  });

  it('C-36: failed only when nothing else is known', () => {
    assert.equal(judge([ledger('failed')]), 'failed');
    assert.equal(judge([ledger('failed', { to: NOON }), ledger('complete', { from: NOON })]), 'partial');
  });

  it('C-36: reading again does not make a complete day less so, any other day is running', () => {
    assert.equal(judge([ledger('complete'), ledger('running')]), 'complete');
    assert.equal(judge([ledger('failed'), ledger('pending')]), 'running');
    assert.equal(judge([ledger('running')]), 'running');
  });

  it('C-42: a split window is replaced by its parts', () => {
    assert.equal(judge([ledger('split')]), 'not-asked');
    assert.equal(
      judge([ledger('split'), ledger('complete', { to: NOON }), ledger('complete', { from: NOON })]),
      'complete',
    );
  });

  it('5.2: a day that has not closed is open, and a window read before it closed proves nothing', () => {
    assert.equal(judge([ledger('complete')], '2026-11-21T03:59:59Z'), 'open');
    assert.equal(judge([ledger('complete')], '2026-11-21T04:00:00Z'), 'complete');
    assert.equal(judge([ledger('complete', { finishedAt: '2026-11-21T03:30:00.000Z' })]), 'partial');
  });

  it('C-36: every campaign and local day of the range, with the calls that its windows hold', () => {
    const result = completeness({
      windows: [
        ledger('complete', { storedTotal: 900 }),
        ledger('complete', { storedTotal: 40, to: NOON }),
        ledger('complete', { storedTotal: 60, from: NOON }),
        ledger('failed', { campaign: 6 }),
        ledger('complete', { campaign: 9, storedTotal: 1 }),
      ],
      campaigns: [5, 6],
      from: RANGE.from,
      to: dayRange('2026-11-21', ZONE).to,
      zone: ZONE,
      now: new Date('2026-11-25T00:00:00Z'),
      lagMinutes: 60,
    });
    assert.deepEqual(result, [
      { campaign: 5, day: '2026-11-20', state: 'complete', calls: 100 },
      { campaign: 6, day: '2026-11-20', state: 'failed' },
      { campaign: 5, day: '2026-11-21', state: 'not-asked' },
      { campaign: 6, day: '2026-11-21', state: 'not-asked' },
    ]);
  });
});
