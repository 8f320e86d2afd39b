import { epochOf, localOf, type Row } from '../calendar.ts';
import { DAY_SECONDS, TIME_TEXTS } from '../zone.ts';
import type { CallObject } from './Switch.ts';
import { literalNumber, set, shapeSwitch } from './share.ts';

const TIMES = [
  'acw_time',
  'speaking_time',
  'ivr_time',
  'ivr_after_call_time',
  'amd_time',
  'waiting_time',
  'speaking_with_agent_time',
  'billed_time',
];
const BOOLEANS = ['has_agent', 'recorded', 'ended_by_agent', 'is_dmc', 'is_unknown', 'is_transferred', 'is_conversion'];

const everyTime = (value: (text: string) => unknown) => (call: CallObject) => {
  for (const field of TIMES) call[field] = value(String(call[field]));
};
const everyBoolean = (value: (bool: boolean) => unknown) => (call: CallObject) => {
  for (const field of BOOLEANS) call[field] = value(call[field] === true);
};
const secondsOf = (text: string) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
const textOf = (call: CallObject, field: string) => String(call[field]);

const rfc3339 = (change: (text: string, row: Row) => unknown) => (call: CallObject, row: Row) =>
  void (call['call_date_rfc3339'] = change(textOf(call, 'call_date_rfc3339'), row));
const utc = (row: Row, suffix: string) => new Date(epochOf(row) * 1000).toISOString().replace('.000Z', suffix);

/** Values in other forms (cases 22–25, 30). */
export const values = [
  shapeSwitch({
    name: 'time-shapes',
    spec: '22',
    does: 'Times over 24 h, `-`, integer seconds, null, `MM:SS`, negative text, negative seconds.',
    changes: [
      everyTime(() => '27:10:05'),
      everyTime(() => '-'),
      everyTime(secondsOf),
      everyTime(() => null),
      everyTime((text) => text.slice(3)),
      everyTime(() => '-00:00:05'),
      everyTime(() => -5),
    ],
  }),
  shapeSwitch({
    name: 'boolean-shapes',
    spec: '23',
    does: 'Booleans as true/false, 0/1, "0"/"1", null.',
    changes: [
      everyBoolean((bool) => bool),
      everyBoolean(Number),
      everyBoolean((bool) => (bool ? '1' : '0')),
      everyBoolean(() => null),
    ],
  }),
  shapeSwitch({
    name: 'numeric-shapes',
    spec: '24',
    does: 'Numbers as text, texts as numbers, `hangup_cause` above INT, float ids, `billed_value` 0.1, "0,10", 1e-7.',
    changes: [
      (call) => {
        for (const field of ['campaign_id', 'status_id', 'hangup_cause', 'agent_id']) call[field] = textOf(call, field);
      },
      set({ queue_name: 51, sip_cause: 200, record_name: literalNumber('1.50') }),
      set({ hangup_cause: literalNumber('99999999999') }),
      (call) => {
        for (const field of ['campaign_id', 'queue_id']) call[field] = literalNumber(`${textOf(call, field)}.0`);
      },
      set({ billed_value: literalNumber('0.1') }),
      set({ billed_value: '0,10' }),
      set({ billed_value: literalNumber('1e-7') }),
    ],
  }),
  shapeSwitch({
    name: 'date-shapes',
    spec: '25',
    does: 'The two dates a minute apart; one missing, the other missing; `dd/mm/YYYY`; zones Z and +00:00; fractions of a second.',
    changes: [
      rfc3339((text, row) => text.replace(/T.{8}/, `T${TIME_TEXTS[(localOf(row) + 60) % DAY_SECONDS]}`)),
      (call) => void delete call['call_date'],
      (call) => void delete call['call_date_rfc3339'],
      (call) => {
        const [year, month, rest = ''] = textOf(call, 'call_date').split('-');
        call['call_date'] = `${rest.slice(0, 2)}/${month}/${year}${rest.slice(2)}`;
      },
      rfc3339((_, row) => utc(row, 'Z')),
      rfc3339((_, row) => utc(row, '+00:00')),
      (call, row) => {
        rfc3339((text) => text.replace(/(T.{8})/, '$1.123'))(call, row);
        call['call_date'] = `${textOf(call, 'call_date')}.123`;
      },
    ],
  }),
  shapeSwitch({
    name: 'phone-shapes',
    spec: '30',
    does: '`number` with and without 55, masked, anonymous, empty.',
    changes: [
      (call) => void (call['number'] = textOf(call, 'number')),
      (call) => void (call['number'] = textOf(call, 'number').slice(2)),
      (call) => void (call['number'] = textOf(call, 'number').replace(/\d{4}$/, '****')),
      set({ number: 'anonymous' }),
      set({ number: '' }),
    ],
  }),
];
