import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hardCharacter } from './hardCharacter.ts';
import { MAILING_COLUMNS } from '../../../rules/calls/columns.ts';
import { parseJson, type JsonValue } from '../../../rules/calls/json.ts';
import { normaliseMailing, normaliseName } from '../../../rules/calls/mailing.ts';
import { collectOddities } from '../../../rules/calls/oddities.ts';

function read(raw: unknown, aliases: Record<string, string> = {}) {
  const { oddities, report } = collectOddities();
  const json = raw === undefined ? undefined : parseJson(typeof raw === 'string' ? raw : JSON.stringify(raw));
  const mailing = normaliseMailing(json, { aliases }, report);
  const columns = mailing && Object.fromEntries(MAILING_COLUMNS.map(({ name }, i) => [name, mailing.values[i]]));
  return { mailing, columns, rules: oddities.map(({ field, rule }) => `${field} ${rule}`) };
}

describe('normaliseName', () => {
  it('5.6: accents, case, runs of spaces and underscores do not tell names apart', () => {
    for (const name of ['Razão Social', 'RAZAO  SOCIAL', ' razao__social ', 'razão_ _social', 'RAZÃO\tSOCIAL']) {
      assert.equal(normaliseName(name), 'RAZAO SOCIAL', name);
    }
    assert.equal(normaliseName(''), '');
    assert.equal(normaliseName('a.b["c"]'), 'A.B["C"]');
  });

  it('5.6: normalising again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (name) => normaliseName(normaliseName(name)) === normaliseName(name),
      ),
    );
  });
});

describe('normaliseMailing', () => {
  it('5.6, case 16: absent, null, empty object and empty list are no mailing', () => {
    for (const raw of [undefined, null, {}, [], '"-"', '""', false]) {
      assert.deepEqual(read(raw), { mailing: null, columns: null, rules: [] });
    }
  });

  it('5.6, case 16: no data is a mailing without values', () => {
    for (const data of [undefined, null, []]) {
      const { mailing, columns, rules } = read({ _id: 'm1', uf: 'SP', data });
      assert.deepEqual([mailing?.mailingId, mailing?.entries, columns?.['uf'], rules], ['m1', [], 'SP', []]);
      assert.equal(columns?.['data_json'], Array.isArray(data) ? '[]' : null);
    }
  });

  it('5.6, case 16: data as object, list of objects and JSON text give the same values', () => {
    const object = read('{"_id":"m1","data":{"CEP":"01000-000","VALOR CONTA":1.10}}');
    const list = read('{"_id":"m1","data":[{"CEP":"01000-000"},{"VALOR CONTA":1.10}]}');
    const text = read({ _id: 'm1', data: '{"CEP":"01000-000","VALOR CONTA":1.10}' });
    for (const { mailing, columns, rules } of [object, list, text]) {
      assert.deepEqual(mailing?.entries, [
        { name: 'CEP', normalisedName: 'CEP', value: '01000-000' },
        { name: 'VALOR CONTA', normalisedName: 'VALOR CONTA', value: '1.10' },
      ]);
      assert.deepEqual([columns?.['cep'], columns?.['valor_conta'], rules], ['01000-000', '1.10', []]);
    }
    assert.equal(object.columns?.['data_json'], '{"CEP":"01000-000","VALOR CONTA":1.10}');
    assert.equal(text.columns?.['data_json'], '{"CEP":"01000-000","VALOR CONTA":1.10}');
    assert.equal(list.columns?.['data_json'], '[{"CEP":"01000-000"},{"VALOR CONTA":1.10}]');
  });

  it('5.6: data that is no JSON is kept as text and reported', () => {
    const { mailing, columns, rules } = read({ _id: 'm1', data: 'CEP=01000' });
    assert.deepEqual(
      [mailing?.entries, columns?.['data_json'], rules],
      [[], '"CEP=01000"', ['mailing_data.data unparseable-json']],
    );
    assert.deepEqual(read({ _id: 'm1', data: [1, { A: 2 }] }).rules, ['mailing_data.data not-an-object']);
    assert.deepEqual(read({ _id: 'm1', data: 7 }).rules, ['mailing_data.data not-an-object']);
  });

  it('C-10: a record that is no object costs the mailing, never more', () => {
    assert.deepEqual(read('"text"').rules, ['mailing_data not-an-object']);
    assert.equal(read('"text"').mailing, null);
    const list = read([{ _id: 'm1', data: { A: '1' } }]);
    assert.deepEqual([list.mailing?.mailingId, list.rules], ['m1', ['mailing_data not-an-object']]);
  });

  it('5.6, case 17: keys of any spelling are all kept, in order', () => {
    const names = ['Ação', 'ACAO', 'a.b', 'c["d"]', "e'f", '', ' ', 'UF', 'phone', '__proto__', 'constructor', '😀'];
    const raw = `{"uf":"RJ","phone":"1","data":{${names.map((name) => `${JSON.stringify(name)}:"v"`).join(',')}}}`;
    const { mailing, columns, rules } = read(raw);
    assert.deepEqual(
      mailing?.entries.map(({ name }) => name),
      names,
    );
    assert.deepEqual(
      mailing?.entries.slice(0, 2).map(({ normalisedName }) => normalisedName),
      ['ACAO', 'ACAO'],
    );
    assert.deepEqual([columns?.['uf'], columns?.['uf_mailing'], columns?.['phone'], rules], ['RJ', 'v', '1', []]);
  });

  it('5.6, case 17: two hundred columns', () => {
    const data = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`Coluna Nº ${i}`, i]));
    const { mailing } = read({ data });
    assert.equal(mailing?.entries.length, 200);
    assert.deepEqual(mailing?.entries[199], { name: 'Coluna Nº 199', normalisedName: 'COLUNA Nº 199', value: '199' });
    assert.equal(mailing?.mailingId, '');
  });

  it('C-12: the exact legacy spelling wins when not empty, otherwise the first that is not empty', () => {
    const uf = (data: Record<string, JsonValue>) => read({ data }).columns?.['uf_mailing'];
    assert.equal(uf({ uf: 'SP', UF: 'RJ' }), 'RJ');
    assert.equal(uf({ uf: 'SP', UF: '' }), 'SP');
    assert.equal(uf({ Uf: '-', uf: 'SP', ' UF ': 'RJ' }), 'SP');
    assert.equal(uf({ Cidade: 'x' }), null);
    assert.equal(read({ data: { razão_social: 'Peças Ltda' } }).columns?.['razao_social'], 'Peças Ltda');
  });

  it('C-12: aliases fill legacy columns under other names', () => {
    const aliases = { ESTADO: 'uf_mailing', 'NAO EXISTE': 'no_such_column' };
    assert.equal(read({ data: { Estado: 'MG' } }, aliases).columns?.['uf_mailing'], 'MG');
    assert.equal(read({ data: { Estado: 'MG', UF: 'RJ' } }, aliases).columns?.['uf_mailing'], 'RJ');
    assert.equal(read({ data: { 'Não existe': '1' } }, aliases).mailing?.entries.length, 1);
  });

  it('C-11, C-23: values keep their literal text, and cpf its column', () => {
    const { mailing, columns, rules } = read(
      '{"cpf":12345678901,"dialed_phone":1,"on_calling":"x","data":{"a":1e5,"b":true,"c":null,"d":{"e":1.0}}}',
    );
    assert.deepEqual(
      mailing?.entries.map(({ value }) => value),
      ['1e5', 'true', null, '{"e":1.0}'],
    );
    assert.deepEqual([columns?.['cpf'], columns?.['dialed_phone'], columns?.['on_calling']], ['12345678901', 1, null]);
    assert.deepEqual(rules, ['mailing_data.on_calling not-an-integer']);
  });

  it('C-10: takes any JSON value and keeps every key', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: hardCharacter }), fc.jsonValue({ stringUnit: hardCharacter })),
        (data) => {
          const { mailing } = read({ _id: 'm', data });
          assert.equal(mailing?.entries.length, Object.keys(data).length);
          for (const { name, value } of mailing?.entries ?? [])
            assert.ok(name.isWellFormed() && (value?.isWellFormed() ?? true));
        },
      ),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        assert.equal(read({ data: raw }).mailing?.mailingId, '');
        assert.ok(
          (read(JSON.stringify(raw)).mailing?.values.length ?? MAILING_COLUMNS.length) === MAILING_COLUMNS.length,
        );
      }),
    );
  });
});
