import { numericIdOf, overLongIdOf } from '../ids.ts';
import { set, shapeSwitch } from './share.ts';

/** Texts and ids that do not fit (cases 26, 28). */
export const texts = [
  shapeSwitch({
    name: 'text-shapes',
    spec: '26',
    does: "Accents, emoji, right-to-left, `'` and `]`, a note of `noteLength` characters, a recording URL of 2,000, a `qualification` of 600.",
    params: { noteLength: 1_000_000 },
    changes: [
      set({ qualification_note: 'Ação já concluída: não há pendência às 15h' }),
      set({ qualification_note: 'Cliente 😀👍🏽 satisfeito' }),
      set({ qualification_note: 'مرحبا שלום' }),
      set({ qualification_note: "D'Ávila]; --" }),
      (call, _row, { noteLength }) => void (call['qualification_note'] = 'n'.repeat(Number(noteLength))),
      set({ recording: `https://app.3c.plus/api/v1/${'r'.repeat(1973)}` }),
      set({ qualification: 'Qualificação '.repeat(50).slice(0, 600) }),
    ],
  }),
  shapeSwitch({
    name: 'id-shapes',
    spec: '28',
    does: '`id` missing, numeric, 60 characters.',
    changes: [
      (call) => void delete call['id'],
      (call, row) => void (call['id'] = numericIdOf(row)),
      (call, row) => void (call['id'] = overLongIdOf(row)),
    ],
  }),
];
