import { hash32 } from '../../support/random.ts';
import { epochOf, type Row } from '../calendar.ts';
import { cycle } from './share.ts';
import { defineSwitch, type CallObject } from './Switch.ts';

const HOURS = { share: 0.05, minHours: 2, maxHours: 30 };

/** Whether the call's hour of change has come: some whole hours, fixed for each call, after its start. */
const hasSettled = (row: Row, { minHours, maxHours }: typeof HOURS, now: number): boolean => {
  const hours = minHours + (hash32(row.day.seed, row.index) % (maxHours - minHours + 1));
  return now >= (epochOf(row) + hours * 3600) * 1000;
};

/** A field that is empty until the call's hour of change and has a value from then on. */
const lateField = (name: string, does: string, before: CallObject, after: (call: CallObject) => void) =>
  defineSwitch({
    name,
    spec: '31',
    does,
    params: HOURS,
    timed: true,
    variant: (row, params, now) => (cycle(row, name, params.share, 1) < 0 ? -1 : hasSettled(row, params, now) ? 1 : 0),
    change: (call, variant) => (variant === 0 ? void Object.assign(call, before) : after(call)),
  });

const NON_FINAL = [
  { id: 1, text: 'Discando' },
  { id: 2, text: 'Atendida' },
  { id: 3, text: 'Conectada' },
  { id: 4, text: 'Encerrada antes' },
  { id: 10, text: 'Consulta em espera' },
];
const OVER_MIDNIGHT_SECONDS = 20;

/** Calls that change, appear or vanish after they were first listed, by the account's clock (case 31). */
export const lateness = [
  defineSwitch({
    name: 'non-final-status',
    spec: '31',
    does: 'Status 1, 2, 3, 4 or 10 until the hour of change.',
    params: HOURS,
    timed: true,
    variant: (row, params, now) =>
      hasSettled(row, params, now) ? -1 : cycle(row, 'non-final-status', params.share, NON_FINAL.length),
    change: (call, variant) => {
      const status = NON_FINAL[variant];
      Object.assign(call, { status: status?.id, status_id: status?.id, readable_status_text: status?.text });
    },
  }),
  lateField(
    'late-qualification',
    'No qualification until the hour of change.',
    { qualification: '-', qualification_id: null },
    (call) => void Object.assign(call, { qualification: 'Qualificada depois', qualification_id: 12 }),
  ),
  lateField(
    'late-recording',
    'No recording until the hour of change.',
    { recorded: false, recording: null },
    (call) =>
      void Object.assign(call, {
        recorded: true,
        recording: `https://app.3c.plus/api/v1/calls/${String(call['id'])}/recording`,
      }),
  ),
  lateField(
    'late-transcription',
    'No transcription until the hour of change.',
    { transcription: null, ai_evaluation_status: null },
    (call) => void Object.assign(call, { transcription: 'Transcrita depois.', ai_evaluation_status: 'done' }),
  ),
  defineSwitch({
    name: 'deleted-later',
    spec: '31',
    does: 'The call is gone from the hour of change on.',
    params: HOURS,
    present: (row, params, now) => cycle(row, 'deleted-later', params.share, 1) < 0 || !hasSettled(row, params, now),
  }),
  defineSwitch({
    name: 'created-late',
    spec: '31',
    does: 'The history appears only at the hour of change.',
    params: { ...HOURS, maxHours: 8 },
    present: (row, params, now) => cycle(row, 'created-late', params.share, 1) < 0 || hasSettled(row, params, now),
  }),
  defineSwitch({
    name: 'over-midnight',
    spec: '31',
    does: 'The last `rows` calls of every day start at 23:59:40 and end on the next day.',
    params: { rows: 2 },
    dayTimes: (offsets, daySeconds, { rows }) => {
      offsets.fill(daySeconds - OVER_MIDNIGHT_SECONDS, Math.max(0, offsets.length - rows));
    },
    variant: ({ day, index }, { rows }) => (index >= day.count - rows ? 0 : -1),
    change: (call) => void Object.assign(call, { speaking_time: '00:10:00', billed_time: '00:10:00' }),
  }),
];
