import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  dayRange,
  daysBack,
  daysTouched,
  isClosed,
  localDay,
  partsFor,
  planDayWindows,
  splitWindow,
  vendorRange,
  yesterday,
} from '../../../rules/calls/windows.ts';

const SAO_PAULO = 'America/Sao_Paulo';
const HOUR_MS = 3_600_000;
const hours = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / HOUR_MS;

const zones = fc.constantFrom(
  SAO_PAULO,
  'America/Noronha',
  'Europe/London',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
);
const seconds = fc.integer({ min: Date.parse('1985-01-01') / 1_000, max: Date.parse('2040-01-01') / 1_000 });
const isoOf = (epochSeconds: number) => new Date(epochSeconds * 1_000).toISOString();

describe('days', () => {
  it('C-9: the account has its own day, whatever the host thinks', () => {
    assert.equal(localDay('2026-11-20T02:59:59.999Z', SAO_PAULO), '2026-11-19');
    assert.equal(localDay('2026-11-20T03:00:00.000Z', SAO_PAULO), '2026-11-20');
    assert.deepEqual(dayRange('2026-11-20', SAO_PAULO), {
      from: '2026-11-20T03:00:00.000Z',
      to: '2026-11-21T03:00:00.000Z',
    });
    assert.equal(yesterday(new Date('2026-11-20T02:00:00Z'), SAO_PAULO), '2026-11-18');
    assert.equal(yesterday(new Date('2026-11-20T05:00:00Z'), SAO_PAULO), '2026-11-19');
    assert.equal(daysBack(new Date('2026-03-01T12:00:00Z'), SAO_PAULO, 7), '2026-02-22');
  });

  it('5.2: a day whose midnight never happened begins at one', () => {
    assert.deepEqual(dayRange('2018-11-04', SAO_PAULO), {
      from: '2018-11-04T03:00:00.000Z',
      to: '2018-11-05T02:00:00.000Z',
    });
    assert.equal(hours(dayRange('2018-11-03', SAO_PAULO)), 24);
  });

  it('5.2: a day whose last hour happened twice has 25', () => {
    assert.deepEqual(dayRange('2018-02-17', SAO_PAULO), {
      from: '2018-02-17T02:00:00.000Z',
      to: '2018-02-18T03:00:00.000Z',
    });
    assert.equal(hours(dayRange('2018-02-18', SAO_PAULO)), 24);
  });

  it('C-9: every instant lies in the range of its own day', () => {
    fc.assert(
      fc.property(zones, seconds, (zone, second) => {
        const { from, to } = dayRange(localDay(isoOf(second), zone), zone);
        assert.ok(from <= isoOf(second) && isoOf(second) < to);
      }),
    );
  });

  it('C-9: the days touched by a range', () => {
    const range = { from: '2026-11-20T02:00:00.000Z', to: '2026-11-21T03:00:00.000Z' };
    assert.deepEqual(daysTouched(range, SAO_PAULO), ['2026-11-19', '2026-11-20']);
    assert.deepEqual(daysTouched({ from: range.to, to: range.to }, SAO_PAULO), []);
  });
});

describe('planDayWindows', () => {
  const plan = {
    campaigns: [5, 6],
    from: '2026-11-19T12:00:00.000Z',
    to: '2026-11-21T12:00:00.000Z',
    zone: SAO_PAULO,
    windowMinutes: 1_440,
  };

  it('5.2: cuts at local days, clips to the range, and goes day by day', () => {
    const days = [
      ['2026-11-19T12:00:00.000Z', '2026-11-20T03:00:00.000Z'],
      ['2026-11-20T03:00:00.000Z', '2026-11-21T03:00:00.000Z'],
      ['2026-11-21T03:00:00.000Z', '2026-11-21T12:00:00.000Z'],
    ];
    const expected = days.flatMap(([from, to]) => [5, 6].map((campaign) => ({ campaign, from, to })));
    assert.deepEqual(planDayWindows(plan), expected);
  });

  it('5.2: shorter windows count from the start of the local day', () => {
    const windows = planDayWindows({
      ...plan,
      campaigns: [5],
      from: '2018-11-04T03:00:00Z',
      to: '2018-11-05T02:00:00Z',
      windowMinutes: 600,
    });
    assert.deepEqual(windows.map(hours), [10, 10, 3]);
    assert.equal(windows[0]?.from, '2018-11-04T03:00:00.000Z');
  });

  it('C-5: windows tile the range exactly, per campaign, in any zone', () => {
    const ranges = fc.tuple(seconds, fc.integer({ min: 0, max: 5 * 86_400 }));
    fc.assert(
      fc.property(zones, ranges, fc.constantFrom(1_440, 720, 90, 60, 45), (zone, [start, length], windowMinutes) => {
        const [from, to] = [isoOf(start), isoOf(start + length)];
        const windows = planDayWindows({ campaigns: [7, 3], from, to, zone, windowMinutes });
        for (const campaign of [7, 3]) {
          let reached = from;
          for (const window of windows.filter((one) => one.campaign === campaign)) {
            assert.equal(window.from, reached);
            assert.ok(window.from < window.to);
            assert.equal(localDay(window.from, zone), localDay(new Date(Date.parse(window.to) - 1), zone));
            reached = window.to;
          }
          assert.equal(reached, to);
        }
        const starts = windows.map((window) => window.from);
        assert.deepEqual(starts, starts.toSorted());
      }),
    );
  });
});

describe('splitWindow', () => {
  const window = { campaign: 5, from: '2026-11-20T03:00:00.000Z', to: '2026-11-20T04:00:00.000Z' };

  it('C-42: parts tile the window, meet at whole seconds and are a minute or longer', () => {
    fc.assert(
      fc.property(
        seconds,
        fc.integer({ min: 0, max: 86_400_000 }),
        fc.integer({ min: 0, max: 50 }),
        (start, lengthMs, parts) => {
          const whole = { campaign: 5, from: isoOf(start), to: new Date(start * 1_000 + lengthMs).toISOString() };
          const pieces = splitWindow(whole, parts);
          const possible = Math.min(parts, Math.floor(lengthMs / 60_000));
          assert.equal(pieces.length, possible < 2 ? 0 : possible);
          if (pieces.length === 0) return;
          assert.equal(pieces[0]?.from, whole.from);
          assert.equal(pieces.at(-1)?.to, whole.to);
          pieces.slice(1).forEach((piece, i) => {
            assert.equal(piece.from, pieces[i]?.to);
            assert.equal(Date.parse(piece.from) % 1_000, 0);
          });
          for (const piece of pieces) assert.ok(Date.parse(piece.to) - Date.parse(piece.from) >= 59_500);
        },
      ),
    );
  });

  it('C-42: halves an hour, and leaves a minute whole', () => {
    assert.deepEqual(
      splitWindow(window, 2).map(({ to }) => to),
      ['2026-11-20T03:30:00.000Z', window.to],
    );
    assert.deepEqual(splitWindow({ ...window, to: '2026-11-20T03:01:30.000Z' }, 2), []);
    assert.deepEqual(splitWindow(window, 1), []);
  });

  it('C-42: as many parts as the expected rows ask for', () => {
    assert.deepEqual(
      [partsFor(null, 100), partsFor(0, 100), partsFor(100, 100), partsFor(101, 100), partsFor(950, 100)],
      [1, 1, 1, 2, 10],
    );
  });
});

describe('isClosed', () => {
  it('5.2: closed when the lag after its end has passed', () => {
    const window = { to: '2026-11-20T03:00:00.000Z' };
    assert.equal(isClosed(window, 60, new Date('2026-11-20T03:59:59.999Z')), false);
    assert.equal(isClosed(window, 60, new Date('2026-11-20T04:00:00Z')), true);
    assert.equal(isClosed(window, 0, new Date('2026-11-20T03:00:00Z')), true);
  });
});

describe('vendorRange', () => {
  it('5.2: local texts, the end included, widened by the overlap', () => {
    const day = dayRange('2026-11-20', SAO_PAULO);
    assert.deepEqual(vendorRange(day, 0, SAO_PAULO), {
      startDate: '2026-11-20 00:00:00',
      endDate: '2026-11-20 23:59:59',
    });
    assert.deepEqual(vendorRange(day, 5, SAO_PAULO), {
      startDate: '2026-11-19 23:55:00',
      endDate: '2026-11-21 00:04:59',
    });
  });

  it('5.2: a day without midnight begins at one, its eve ends before it', () => {
    assert.deepEqual(vendorRange(dayRange('2018-11-04', SAO_PAULO), 0, SAO_PAULO), {
      startDate: '2018-11-04 01:00:00',
      endDate: '2018-11-04 23:59:59',
    });
    assert.equal(vendorRange(dayRange('2018-11-03', SAO_PAULO), 0, SAO_PAULO).endDate, '2018-11-03 23:59:59');
  });

  it('5.2: over a doubled hour the texts span everything that clocks showed', () => {
    assert.deepEqual(vendorRange(dayRange('2018-02-17', SAO_PAULO), 0, SAO_PAULO), {
      startDate: '2018-02-17 00:00:00',
      endDate: '2018-02-17 23:59:59',
    });
    // From 23:30 to the 23:30 one hour later: by its ends alone the range would be empty.
    assert.deepEqual(vendorRange({ from: '2018-02-18T01:30:00.000Z', to: '2018-02-18T02:30:00.000Z' }, 0, SAO_PAULO), {
      startDate: '2018-02-17 23:00:00',
      endDate: '2018-02-17 23:59:59',
    });
  });

  it('5.2: every instant of a window is shown within its texts, in any zone', () => {
    fc.assert(
      fc.property(
        zones,
        seconds,
        fc.integer({ min: 1, max: 2 * 86_400 }),
        fc.nat(100),
        (zone, start, length, share) => {
          const { startDate, endDate } = vendorRange({ from: isoOf(start), to: isoOf(start + length) }, 0, zone);
          const inside = new Date((start + Math.floor(((length - 1) * share) / 100)) * 1_000);
          const shown = inside.toLocaleString('sv-SE', { timeZone: zone });
          assert.ok(startDate <= shown && shown <= endDate, `${startDate} ${shown} ${endDate}`);
        },
      ),
    );
  });
});
