import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { hardCharacter } from './hardCharacter.ts';
import { CALL_COLUMNS } from '../../../rules/calls/columns.ts';
import { canonicalJson, parseJson } from '../../../rules/calls/json.ts';
import { createNormaliser, isRejected } from '../../../rules/calls/normalise.ts';

const normalise = createNormaliser({
  zone: 'America/Sao_Paulo',
  finalStatuses: new Set([5, 6, 7, 8, 9]),
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  aliases: {},
});

const CLEAN = {
  id: '6650a1b2c3d4e5f601234567',
  call_date: '2024-05-01 14:03:22',
  call_date_rfc3339: '2024-05-01T14:03:22-03:00',
};

/** A call with the fields given, as columns by name; fields may be JSON text in `json` to choose literals. */
function read(fields: Record<string, unknown>, json = '') {
  const text = JSON.stringify({ ...CLEAN, ...fields }).replace(/}$/, `${json && `,${json}`}}`);
  const call = normalise(parseJson(text));
  assert.ok(!isRejected(call), JSON.stringify(call));
  const columns = Object.fromEntries(CALL_COLUMNS.map(({ name }, i) => [name, call.values[i]]));
  return { call, columns, rules: call.oddities.map(({ field, rule }) => `${field} ${rule}`) };
}
const readOne = (field: string, value: unknown) => {
  const { columns, rules } = read({ [field]: value });
  return [columns[field], ...rules];
};

function reject(row: unknown) {
  const rejected = normalise(parseJson(JSON.stringify(row)));
  assert.ok(isRejected(rejected), JSON.stringify(rejected));
  return rejected;
}

describe('normalise', () => {
  it('C-23: a call fills every column in order', () => {
    const { call, columns, rules } = read({
      list: 'Lista 5',
      campaign_id: 5,
      agent_id: 9,
      transfer: { id: 1 },
      status: 7,
    });
    assert.equal(call.values.length, CALL_COLUMNS.length);
    assert.deepEqual(
      [call.id, call.campaignId, call.at, call.mailing, rules],
      [CLEAN.id, 5, '2024-05-01T17:03:22.000Z', null, []],
    );
    assert.deepEqual(
      [columns['id'], columns['list_name'], columns['call_date'], columns['call_at_utc'], columns['call_offset']],
      [CLEAN.id, 'Lista 5', '2024-05-01T14:03:22', '2024-05-01T17:03:22.000Z', '-03:00'],
    );
    assert.deepEqual(
      [columns['agent_id'], columns['transfer'], columns['status'], columns['is_final']],
      [9, '{"id":1}', 7, 1],
    );
  });

  it('case 18: dash, null, empty text and a missing key differ only in raw', () => {
    const reads = [{ behavior: '-' }, { behavior: null }, { behavior: '' }, {}].map((fields) => read(fields));
    assert.deepEqual(
      reads.map(({ columns, rules }) => [columns['behavior'], ...rules]),
      [[null], [null], [null], [null]],
    );
    assert.equal(new Set(reads.map(({ call }) => call.raw)).size, 4);
    assert.equal(new Set(reads.map(({ call }) => call.contentHash)).size, 4);
  });

  it('case 19: agent as text, dash, object or null; agent 0 is nobody', () => {
    assert.deepEqual(readOne('agent', 'Ana'), ['Ana']);
    assert.deepEqual(readOne('agent', '-'), [null]);
    assert.deepEqual(readOne('agent', null), [null]);
    const object = read({ agent: { id: 12, name: 'Ana', extension: {} } });
    assert.deepEqual([object.columns['agent'], object.columns['agent_id'], object.rules], ['Ana', 12, []]);
    assert.equal(read({ agent: { id: 12, name: 'Ana' }, agent_id: 13 }).columns['agent_id'], 13);
    assert.deepEqual(readOne('agent_id', 0), [null]);
    assert.deepEqual(readOne('agent_id', '0'), [null]);
    assert.deepEqual(readOne('agent', {}), [null, 'agent not-a-text']);
  });

  it('case 20: qualification as text, dash, object or integer', () => {
    assert.deepEqual(readOne('qualification', 'Venda'), ['Venda']);
    assert.deepEqual(readOne('qualification', '-'), [null]);
    assert.deepEqual(readOne('qualification', 77), ['77']);
    const object = read({ qualification: { id: 77, name: 'Venda' } });
    assert.deepEqual([object.columns['qualification'], object.columns['qualification_id']], ['Venda', 77]);
  });

  it('3.5: campaign and list as the objects that events carry', () => {
    const { call, columns, rules } = read({
      campaign: { id: 5, name: 'Cobrança' },
      list: { id: 3, name: 'Lista', original_name: 'l' },
    });
    assert.deepEqual([call.campaignId, columns['campaign'], columns['list_name'], rules], [5, 'Cobrança', 'Lista', []]);
  });

  it('case 21: feedback and transcription of any shape', () => {
    assert.deepEqual(readOne('feedback', null), [null]);
    assert.deepEqual(readOne('feedback', { comment: 'ok', criterion_json: [] }), [
      '{"comment":"ok","criterion_json":[]}',
    ]);
    assert.deepEqual(readOne('feedback', [1]), ['[1]']);
    assert.deepEqual(readOne('transcription', 'a'.repeat(100_000)), ['a'.repeat(100_000)]);
    assert.deepEqual(readOne('transcription', { text: 'x' }), ['{"text":"x"}']);
    assert.deepEqual(readOne('ai_evaluation_status', { a: 1 }), [null, 'ai_evaluation_status not-a-text']);
  });

  it('case 22: times in text and seconds', () => {
    const times = (value: unknown) => {
      const { columns, rules } = read({ billed_time: value });
      return [columns['billed_time'], columns['billed_seconds'], ...rules];
    };
    assert.deepEqual(times('00:03:10'), ['00:03:10', 190]);
    assert.deepEqual(times('27:10:05'), ['27:10:05', 97_805]);
    assert.deepEqual(times('03:10'), ['03:10', 190]);
    assert.deepEqual(times(190), ['190', 190]);
    assert.deepEqual(times('-'), [null, null]);
    assert.deepEqual(times(null), [null, null]);
    assert.deepEqual(times(-3), [null, null, 'billed_time negative-duration']);
    assert.equal(read({ ivr_after_call_time: '00:00:07' }).columns['ivr_after_call_seconds'], 7);
    assert.equal(read({ speaking_with_agent_time: '00:00:08' }).columns['speaking_with_agent_seconds'], 8);
  });

  it('case 23: booleans in every form', () => {
    for (const yes of [true, 1, '1']) assert.deepEqual(readOne('recorded', yes), [1]);
    for (const no of [false, 0, '0']) assert.deepEqual(readOne('recorded', no), [0]);
    assert.deepEqual(readOne('recorded', null), [null]);
    assert.deepEqual(readOne('recorded', 'talvez'), [null, 'recorded not-a-boolean']);
  });

  it('case 24: numbers as text and the reverse, out of range, and amounts by their literal', () => {
    assert.deepEqual(readOne('status_id', '7'), [7]);
    assert.deepEqual(readOne('sip_cause', 487), ['487']);
    assert.deepEqual(readOne('hangup_cause', 4_000_000_000), [null, 'hangup_cause out-of-range']);
    assert.equal(read({}, '"campaign_id":5.0').call.campaignId, 5);
    assert.deepEqual(read({}, '"queue_id":17.0').columns['queue_id'], '17.0');
    for (const [literal, text, amount] of [
      ['0.1', '0.1', '0.1'],
      ['0.10', '0.10', '0.1'],
      ['"0,10"', '0,10', '0.1'],
      ['1e-7', '1e-7', '0.0000001'],
    ] as const) {
      const { call, columns, rules } = read({}, `"billed_value":${literal}`);
      assert.deepEqual([columns['billed_value'], columns['billed_amount'], rules], [text, amount, []]);
      assert.ok(call.raw.includes(`"billed_value":${literal}`), call.raw);
    }
  });

  it('case 25: the two dates disagree, or one is missing, or of another form', () => {
    assert.deepEqual(read({ call_date: '2024-05-01 10:00:00' }).rules, ['call_date dates-disagree']);
    assert.equal(read({ call_date: '2024-05-01 10:00:00' }).columns['call_date_rfc3339'], CLEAN.call_date_rfc3339);
    assert.equal(read({ call_date: undefined }).columns['call_date'], '2024-05-01T14:03:22');
    assert.equal(
      read({ call_date: '01/05/2024 14:03:22', call_date_rfc3339: null }).call.at,
      '2024-05-01T17:03:22.000Z',
    );
    const undated = read({ call_date: 'x', call_date_rfc3339: '-' });
    assert.deepEqual(
      [undated.call.at, undated.columns['call_date'], undated.rules],
      [null, null, ['call_date not-a-date']],
    );
  });

  it('case 26: hard texts are kept, long ones clipped with the whole in raw', () => {
    const hard = `Ação 😀 مرحبا 'a' [b]`;
    assert.deepEqual(readOne('agent', hard), [hard]);
    assert.equal((readOne('qualification_note', 'n'.repeat(1_000_000))[0] as string).length, 1_000_000);
    const url = `https://app.3c.plus/${'x'.repeat(1_980)}`;
    const { call, columns, rules } = read({ recording: url, qualification: 'q'.repeat(600) });
    assert.deepEqual([columns['recording'], columns['qualification']], [url.slice(0, 500), 'q'.repeat(255)]);
    assert.deepEqual(rules.sort(), ['qualification over-long', 'recording over-long']);
    assert.ok(call.raw.includes(url) && call.raw.includes('q'.repeat(600)));
    assert.equal(call.oddities.find(({ field }) => field === 'recording')?.original.length, 1_000);
  });

  it('case 27: route as object, null, empty, or a list', () => {
    const route = { id: 3, name: 'r', host: 'h', route: '55', endpoint: 'e', caller_id: 1_133_334_444 };
    const { columns, rules } = read({ route });
    const names = ['route_id', 'route_name', 'route_host', 'route_route', 'route_endpoint', 'route_caller_id'];
    assert.deepEqual([...names.map((name) => columns[name]), rules], [3, 'r', 'h', '55', 'e', '1133334444', []]);
    for (const none of [null, {}, [], '', false]) assert.deepEqual(read({ route: none }).rules, []);
    const list = read({ route: [route] });
    assert.deepEqual([list.columns['route_id'], list.rules], [null, ['route not-an-object']]);
  });

  it('C-21, case 28: an id that cannot be one is rejected with the whole row, its instant and campaign', () => {
    for (const id of [undefined, null, '', ' ', '-', true, {}, []]) {
      const { reason, raw, at, campaignId } = reject({ ...CLEAN, campaign_id: 5, id });
      assert.deepEqual([reason, at, campaignId], ['missing-id', '2024-05-01T17:03:22.000Z', 5]);
      assert.ok(raw.includes('call_date'));
    }
    assert.equal(reject({ ...CLEAN, id: 'x'.repeat(60) }).reason, 'over-long-id');
    for (const id of ['a\0b', 'abc ']) assert.equal(reject({ ...CLEAN, id }).reason, 'unstorable-id');
    for (const row of [null, 7, 'text', [CLEAN]]) {
      assert.deepEqual(reject(row), {
        reason: 'not-an-object',
        raw: canonicalJson(parseJson(JSON.stringify(row))),
        at: null,
        campaignId: null,
      });
    }
  });

  it('C-21, case 28: a numeric id is its literal text, and ids keep their case', () => {
    const numeric = normalise(parseJson('{"id":12345678901234567890}'));
    assert.equal(isRejected(numeric) ? null : numeric.id, '12345678901234567890');
    assert.equal(read({ id: 'aB' }).call.id, 'aB');
    assert.equal(read({ id: 'x'.repeat(50) }).call.id.length, 50);
  });

  it('C-25, case 29: an unknown field stays in raw, a known one may be gone', () => {
    const { call, rules } = read({ brand_new: { a: 1 } });
    assert.ok(call.raw.includes('"brand_new":{"a":1}'));
    assert.deepEqual(rules, []);
  });

  it('case 30: numbers with 55, masked, anonymous and empty', () => {
    for (const number of ['5511988887777', '11988887777', '55119****7777', 'anonymous']) {
      assert.deepEqual(readOne('number', number), [number]);
    }
    assert.deepEqual(readOne('number', ''), [null]);
  });

  it('5.7, case 31: finality comes from status_id, else status', () => {
    const isFinal = (fields: object) => read({ ...fields }).columns['is_final'];
    assert.deepEqual([isFinal({ status_id: 7 }), isFinal({ status_id: 3 }), isFinal({ status_id: '7' })], [1, 0, 1]);
    assert.deepEqual([isFinal({ status: 7 }), isFinal({ status_id: 3, status: 7 }), isFinal({})], [1, 0, null]);
  });

  it('5.7, case 31: a later qualification or recording changes the hash, another order of fields does not', () => {
    const before = read({ qualification: '-', route: { id: 1, name: 'r' } });
    assert.notEqual(
      read({ qualification: 'Venda', route: { id: 1, name: 'r' } }).call.contentHash,
      before.call.contentHash,
    );
    assert.equal(read({ route: { name: 'r', id: 1 }, qualification: '-' }).call.contentHash, before.call.contentHash);
  });

  it('C-10: nothing about the mailing costs the call', () => {
    for (const mailing of ['x', [1], { data: 'no JSON' }, { _id: {}, data: [[]] }]) {
      assert.ok(read({ mailing_data: mailing }).rules.length > 0);
    }
    assert.equal(read({ mailing_data: { _id: 'm1', data: { UF: 'SP' } } }).call.mailing?.mailingId, 'm1');
  });

  it('C-10: never throws, loses no row, and gives only what a store can bind', () => {
    const field = fc.constantFrom('id', 'route', 'agent', 'mailing_data', ...CALL_COLUMNS.map(({ name }) => name));
    const value = fc.jsonValue({ stringUnit: hardCharacter });
    const row = fc.oneof(
      value,
      fc.dictionary(field, value),
      fc.dictionary(field, value).map((some) => ({ id: 'x', ...some })),
    );
    fc.assert(
      fc.property(row, (json) => {
        const parsed = parseJson(JSON.stringify(json));
        const read = normalise(parsed);
        assert.deepEqual(JSON.parse(read.raw), parsed);
        if (isRejected(read)) return;
        for (const scalar of [...read.values, ...(read.mailing?.values ?? [])]) {
          assert.ok(scalar === null || ['string', 'number'].includes(typeof scalar));
          if (typeof scalar === 'string') assert.ok(scalar.isWellFormed() && !scalar.includes('\0'));
        }
        const limits = CALL_COLUMNS.map(({ length }) => (typeof length === 'number' ? length : Infinity));
        read.values.forEach((scalar, i) => assert.ok(String(scalar ?? '').length <= (limits[i] ?? 0)));
      }),
      { numRuns: 300 },
    );
  });

  it('C-10: survives a row nested beyond reason', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const call = normalise(parseJson(`{"id":"x","feedback":${deep},"mailing_data":{"data":${deep}},"agent":${deep}}`));
    assert.equal(isRejected(call), false);
  });
});
