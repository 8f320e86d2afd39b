import assert from 'node:assert/strict';
import { checkCron, lastFire } from '../../../rules/calls/schedule.ts';

const NOW = new Date('2026-11-19T15:00:00Z'); // Thursday, 12:00 in São Paulo
const next = (expression: string, zone = 'America/Sao_Paulo') => {
  const check = checkCron(expression, zone, NOW);
  assert.ok(check.ok, check.ok ? '' : check.reason);
  assert.equal(check.next.length, 5);
  return check.next.map((at) => at.replace(':00.000Z', ''));
};

describe('checkCron', () => {
  it('C-31: every expression of 1.8 runs as written', () => {
    const days = (time: string, ...dates: string[]) => dates.map((date) => `2026-${date}T${time}`);
    assert.deepEqual(next('0 2 * * *'), days('05:00', '11-20', '11-21', '11-22', '11-23', '11-24'));
    assert.deepEqual(next('30 3 * * *'), days('06:30', '11-20', '11-21', '11-22', '11-23', '11-24'));
    assert.deepEqual(next('0 03 * * *'), days('06:00', '11-20', '11-21', '11-22', '11-23', '11-24'));
    assert.deepEqual(next('0 14 * * *'), days('17:00', '11-19', '11-20', '11-21', '11-22', '11-23'));
    assert.deepEqual(next('5 22 * * *'), days('01:05', '11-20', '11-21', '11-22', '11-23', '11-24'));
    assert.deepEqual(
      next('0 */6 * * *').map((at) => at.slice(8)),
      ['19T21:00', '20T03:00', '20T09:00', '20T15:00', '20T21:00'],
    );
    assert.deepEqual(
      next('*/15 14 * * *').map((at) => at.slice(8)),
      ['19T17:00', '19T17:15', '19T17:30', '19T17:45', '20T17:00'],
    );
    assert.deepEqual(
      next('0 8,20 * * *').map((at) => at.slice(8)),
      ['19T23:00', '20T11:00', '20T23:00', '21T11:00', '21T23:00'],
    );
    assert.deepEqual(next('0 2 * * 1-5'), days('05:00', '11-20', '11-23', '11-24', '11-25', '11-26'));
    assert.deepEqual(
      next('*/10 * * * *').map((at) => at.slice(8)),
      ['19T15:10', '19T15:20', '19T15:30', '19T15:40', '19T15:50'],
    );
    assert.deepEqual(next('0 10 1 * *'), [
      '2026-12-01T13:00',
      '2027-01-01T13:00',
      '2027-02-01T13:00',
      '2027-03-01T13:00',
      '2027-04-01T13:00',
    ]);
  });

  it('C-31: the zone decides when that is', () => {
    assert.equal(next('0 2 * * *', 'UTC')[0], '2026-11-20T02:00');
    assert.equal(next('0 2 * * mon-fri', 'America/Manaus')[0], '2026-11-20T06:00');
  });

  it('C-31: what Temporal would not run as written is refused with the reason', () => {
    const refused: [expression: string, reason: RegExp][] = [
      ['', /five fields/],
      ['0 2 * *', /five fields/],
      ['0 0 2 * * *', /five fields/],
      ['@daily', /five fields/],
      ['60 2 * * *', /refused/],
      ['0 24 * * *', /refused/],
      ['0 2 * 13 *', /refused/],
      ['x 2 * * *', /minute "x" is not supported/],
      ['0 2 L * *', /day of month "L" is not supported/],
      ['0 2 * * 1#2', /day of week "1#2" is not supported/],
      ['H 2 * * *', /minute "H" is not supported/],
      ['0 2 * foo *', /refused/],
      ['0 2 1 * 1', /cannot both be restricted/],
      ['0 20-8 * * *', /refused/],
      ['*/0 2 * * *', /refused/],
      ['0 2 30 2 *', /refused/],
    ];
    for (const [expression, reason] of refused) {
      const check = checkCron(expression, 'America/Sao_Paulo', NOW);
      assert.ok(!check.ok, expression);
      assert.match(check.reason, reason, expression);
    }
  });
});

describe('lastFire', () => {
  it('C-8: is the fire time before now, in the zone of the account', () => {
    assert.equal(lastFire('0 2 * * *', 'America/Sao_Paulo', NOW), '2026-11-19T05:00:00.000Z');
    assert.equal(lastFire('0 13 * * *', 'America/Sao_Paulo', NOW), '2026-11-18T16:00:00.000Z');
  });
});
