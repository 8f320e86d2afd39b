import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { createCallTime } from '../../../rules/calls/callTime.ts';
import { isoText } from '../../../rules/calls/isoText.ts';
import type { JsonValue } from '../../../rules/calls/json.ts';
import { collectOddities } from '../../../rules/calls/oddities.ts';

const readSaoPaulo = createCallTime('America/Sao_Paulo');

function read(callDate?: JsonValue, rfc3339?: JsonValue, readTime = readSaoPaulo) {
  const { oddities, report } = collectOddities();
  const { at, offset, localTime } = readTime(callDate, rfc3339, report);
  return [at, offset, localTime, ...oddities.map(({ field, rule }) => `${field} ${rule}`)];
}
const NOTHING = [null, null, null];

describe('callTime', () => {
  it('5.2: takes the instant from call_date_rfc3339 and the local time from call_date', () => {
    const expected = ['2024-05-01T17:03:22.000Z', '-03:00', '2024-05-01T14:03:22'];
    assert.deepEqual(read('2024-05-01 14:03:22', '2024-05-01T14:03:22-03:00'), expected);
    assert.deepEqual(read('2024-05-01 14:03:22', '2024-05-01T14:03:22-0300'), expected);
    assert.deepEqual(read('01/05/2024 14:03:22', '2024-05-01T14:03:22-03:00'), expected);
  });

  it('5.2: the same instant in another offset agrees', () => {
    const expected = ['2024-05-01T17:03:22.000Z', '+00:00', '2024-05-01T14:03:22'];
    assert.deepEqual(read('2024-05-01 14:03:22', '2024-05-01T17:03:22Z'), expected);
    assert.deepEqual(read('2024-05-01 14:03:22', '2024-05-01T17:03:22+00:00'), expected);
  });

  it('5.2: a fraction of a second is kept and is no difference', () => {
    const expected = ['2024-05-01T17:03:22.123Z', '-03:00', '2024-05-01T14:03:22'];
    assert.deepEqual(read('2024-05-01 14:03:22', '2024-05-01T14:03:22.1239-03:00'), expected);
  });

  it('5.2: one of the two is enough', () => {
    const expected = ['2024-05-01T17:03:22.000Z', '-03:00', '2024-05-01T14:03:22'];
    assert.deepEqual(read('2024-05-01 14:03:22'), expected);
    assert.deepEqual(read('01/05/2024 14:03:22', '-'), expected);
    assert.deepEqual(read(null, '2024-05-01T14:03:22-03:00'), expected);
    assert.deepEqual(read('', '2024-05-01T17:03:22Z'), ['2024-05-01T17:03:22.000Z', '+00:00', '2024-05-01T14:03:22']);
  });

  it('5.2: where they differ the offset wins, both texts stay and the difference is reported', () => {
    assert.deepEqual(read('2024-05-01 14:03:22', '2024-05-01T14:04:22-03:00'), [
      '2024-05-01T17:04:22.000Z',
      '-03:00',
      '2024-05-01T14:03:22',
      'call_date dates-disagree',
    ]);
    assert.deepEqual(
      read('2024-05-01 14:03:22', '2024-05-01T14:03:22-03:00', createCallTime('America/Manaus')).slice(3),
      ['call_date dates-disagree'],
    );
  });

  it('C-16: what is no date is reported by field, and the other one still counts', () => {
    const valid = ['2024-05-01T17:03:22.000Z', '-03:00', '2024-05-01T14:03:22'];
    for (const wrong of [
      '2024-05-01',
      '2024-02-30 10:00:00',
      '2024-05-01 24:00:00',
      '31/04/2024 10:00:00',
      'ontem',
      5,
      {},
    ]) {
      assert.deepEqual(read(wrong, '2024-05-01T14:03:22-03:00'), [...valid, 'call_date not-a-date'], String(wrong));
    }
    for (const wrong of ['2024-05-01T14:03:22', '2024-05-01T14:03:22-19:00', '2024-05-01T14:03:22-03:00x', true]) {
      assert.deepEqual(read('2024-05-01 14:03:22', wrong), [...valid, 'call_date_rfc3339 not-a-date'], String(wrong));
    }
  });

  it('5.2: neither valid gives no instant, and says so', () => {
    assert.deepEqual(read(), [...NOTHING, 'call_date missing-date']);
    assert.deepEqual(read('x', 'y'), [...NOTHING, 'call_date not-a-date', 'call_date_rfc3339 not-a-date']);
  });

  it('5.2: beyond the range of a store there is no instant', () => {
    for (const year of ['0001', '0099', '1899', '2201', '9999']) {
      assert.deepEqual(read(`${year}-05-01 00:00:00`), [...NOTHING, 'call_date date-out-of-range'], year);
    }
    assert.equal(read('2200-12-31 23:59:59').length, 3);
    assert.equal(read('1900-01-02 00:00:00').length, 3);
  });

  it('5.2: summer time of the past: a doubled hour agrees with both instants, a missing one moves forward', () => {
    assert.deepEqual(read('2018-02-17 23:30:00', '2018-02-17T23:30:00-02:00').slice(0, 1), [
      '2018-02-18T01:30:00.000Z',
    ]);
    assert.equal(read('2018-02-17 23:30:00', '2018-02-17T23:30:00-02:00').length, 3);
    assert.deepEqual(read('2018-02-17 23:30:00', '2018-02-17T23:30:00-03:00').slice(0, 1), [
      '2018-02-18T02:30:00.000Z',
    ]);
    assert.equal(read('2018-02-17 23:30:00', '2018-02-17T23:30:00-03:00').length, 3);
    assert.deepEqual(read('2018-02-17 23:30:00').slice(0, 2), ['2018-02-18T01:30:00.000Z', '-02:00']);
    assert.deepEqual(read('2018-11-04 00:30:00').slice(0, 2), ['2018-11-04T03:30:00.000Z', '-02:00']);
  });

  it('5.2: agrees with the zone database at every instant of any zone', () => {
    const zones = [
      'America/Sao_Paulo',
      'America/Noronha',
      'Europe/London',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'UTC',
    ];
    const readers = new Map(zones.map((zone) => [zone, createCallTime(zone)]));
    const instants = fc.date({
      min: new Date('1980-01-01T00:00:00Z'),
      max: new Date('2060-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, instant) => {
        const local = DateTime.fromJSDate(instant, { zone });
        const written = local.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZZ");
        const [at, offset, localTime] = read(local.toFormat('yyyy-MM-dd HH:mm:ss'), written, readers.get(zone));
        assert.equal(at, instant.toISOString());
        assert.equal(offset, local.toFormat('ZZ'));
        assert.equal(localTime, local.toFormat("yyyy-MM-dd'T'HH:mm:ss"));
        assert.equal(read(local.toFormat('yyyy-MM-dd HH:mm:ss'), written, readers.get(zone)).length, 3);
      }),
    );
  });

  it('C-10: takes any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [at] = read(a as JsonValue, b as JsonValue);
        assert.ok(at === null || typeof at === 'string');
      }),
    );
  });
});

describe('isoText', () => {
  it('5.2: writes instants as Date does', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2200-12-31T23:59:59Z'), noInvalidDate: true }),
        (date) => {
          assert.equal(`${isoText(date.getTime())}Z`, date.toISOString());
        },
      ),
    );
  });
});
