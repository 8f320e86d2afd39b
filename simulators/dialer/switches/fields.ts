import { defineSwitch, type CallObject } from './Switch.ts';
import { cycle, set, shapeSwitch } from './share.ts';

const listOf = (fields: unknown) => String(fields).split(',');
const everyField =
  (value: unknown) =>
  (call: CallObject, _row: unknown, { fields }: Readonly<Record<string, unknown>>) => {
    for (const field of listOf(fields)) call[field] = value;
  };

/** Fields that change their type or are not there (cases 18–21, 27, 29). */
export const fields = [
  shapeSwitch({
    name: 'empty-values',
    spec: '18',
    does: 'The named fields are `-`, null, empty text, missing.',
    params: { fields: 'queue_name,ivr_name,receptive_name,record_name,sip_cause,qualification_note' },
    changes: [
      everyField('-'),
      everyField(null),
      everyField(''),
      (call, _row, params) => {
        for (const field of listOf(params['fields'])) delete call[field];
      },
    ],
  }),
  shapeSwitch({
    name: 'agent-shapes',
    spec: '19',
    does: '`agent` text, `-`, object, null; `agent_id` 0 and null.',
    changes: [
      set({ has_agent: true, agent: 'Ágata Exemplo', agent_id: 77 }),
      set({ agent: '-', agent_id: 0 }),
      set({
        has_agent: true,
        agent: { id: 78, name: 'Objeto Exemplo', email: 'agente@example.invalid' },
        agent_id: null,
      }),
      set({ agent: null, agent_id: null }),
    ],
  }),
  shapeSwitch({
    name: 'qualification-shapes',
    spec: '20',
    does: '`qualification` text, `-`, object, integer.',
    changes: [
      set({ qualification: 'Acordo fechado', qualification_id: 1 }),
      set({ qualification: '-', qualification_id: null }),
      set({ qualification: { id: 9, name: 'Objeto de qualificação', color: '#00ff00' }, qualification_id: null }),
      set({ qualification: 3, qualification_id: 3 }),
    ],
  }),
  shapeSwitch({
    name: 'feedback-shapes',
    spec: '21',
    does: '`feedback` null, object, list.',
    changes: [
      set({ feedback: null }),
      set({ feedback: { id: 1, agent_id: 77, manager_id: 8, criterion_json: [{ nota: 9 }], comment: 'Bom tom' } }),
      set({ feedback: [{ id: 1, comment: 'Bom tom' }] }),
    ],
  }),
  shapeSwitch({
    name: 'transcription-shapes',
    spec: '21',
    does: '`transcription` long text, object, null; `ai_evaluation_status` object.',
    changes: [
      set({ transcription: 'Atendente: bom dia. '.repeat(1000) }),
      set({
        transcription: { segments: [{ at: 0.5, text: 'Bom dia' }] },
        ai_evaluation_status: { state: 'done', score: 9.5 },
      }),
      set({ transcription: null, ai_evaluation_status: null }),
    ],
  }),
  shapeSwitch({
    name: 'route-shapes',
    spec: '27',
    does: '`route` null, `{}`, `[]`, a list with an item.',
    changes: [
      set({ route: null }),
      set({ route: {} }),
      set({ route: [] }),
      (call) => void (call['route'] = [call['route']]),
    ],
  }),
  shapeSwitch({
    name: 'unknown-field',
    spec: '29',
    does: 'A field that nobody knows.',
    params: { field: 'campo_novo' },
    changes: [(call, _row, { field }) => void (call[String(field)] = { versao: 2 })],
  }),
  defineSwitch({
    name: 'field-gone',
    spec: '29',
    does: 'A known field is no longer sent.',
    params: { share: 1, field: 'sid' },
    variant: (row, { share }) => cycle(row, 'field-gone', share, 1),
    change: (call, _variant, _row, { field }) => void delete call[field],
  }),
];
