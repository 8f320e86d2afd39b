import type { CallObject } from './Switch.ts';
import { shapeSwitch } from './share.ts';

type Values = Record<string, unknown>;

const mailingOf = (call: CallObject) => call['mailing_data'] as Values | null | undefined;
/** Only a call with mailing can have odd mailing: a request without `with_mailing` stays without. */
const onMailing = (change: (mailing: Values, call: CallObject) => void) => (call: CallObject) => {
  const mailing = mailingOf(call);
  if (mailing) change(mailing, call);
};
const onValues = (change: (values: Values) => Values) =>
  onMailing((mailing) => {
    const values = mailing['data'];
    if (typeof values === 'object' && values !== null && !Array.isArray(values))
      mailing['data'] = change(values as Values);
  });
const renamed = (rename: (name: string) => string) =>
  onValues((values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [rename(name), value])));

/** Shapes of `mailing_data` and of its dynamic columns (cases 16, 17). */
export const mailing = [
  shapeSwitch({
    name: 'mailing-shapes',
    spec: '16',
    does: '`mailing_data` absent, null, `{}`, `[]`; its `data` null, `[]`, an array of one object, JSON text.',
    changes: [
      (call) => void delete call['mailing_data'],
      onMailing((_, call) => void (call['mailing_data'] = null)),
      onMailing((_, call) => void (call['mailing_data'] = {})),
      onMailing((_, call) => void (call['mailing_data'] = [])),
      onMailing((record) => void (record['data'] = null)),
      onMailing((record) => void (record['data'] = [])),
      onMailing((record) => void (record['data'] = [record['data']])),
      onMailing((record) => void (record['data'] = JSON.stringify(record['data']))),
    ],
  }),
  shapeSwitch({
    name: 'dynamic-columns',
    spec: '17',
    does: 'Column names in lower case, with accents, with spaces, `keys` of them, with dots, brackets and quotes, empty, like top-level names, two that differ only in accents.',
    params: { keys: 200 },
    changes: [
      renamed((name) => name.toLowerCase()),
      renamed((name) => name.replace('ESTRATEGIA', 'ESTRATÉGIA').replace('RAZAO', 'RAZÃO').replace('SOCIO', 'SÓCIO')),
      renamed((name) => `  ${name.replaceAll(' ', '__')} `),
      (call, _row, { keys }) =>
        onValues((values) => ({
          ...values,
          ...Object.fromEntries(Array.from({ length: Number(keys) }, (_, i) => [`COLUNA ${i + 1}`, `valor ${i + 1}`])),
        }))(call),
      onValues((values) => ({ ...values, 'a.b': 'ponto', 'c[0]': 'colchete', 'd"e\'f': 'aspas' })),
      onValues((values) => ({ ...values, '': 'sem nome' })),
      onValues((values) => ({ ...values, phone: 'outro', identifier: 'outro', uf: 'XX' })),
      onValues((values) => ({ SÓCIO: 'Com Acento', ...values })),
    ],
  }),
];
