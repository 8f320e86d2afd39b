import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { CALL_COLUMNS } from '../../../rules/calls/columns.ts';
import { campaignOf, readEvent } from '../../../rules/calls/event.ts';
import { parseJson, type JsonObject } from '../../../rules/calls/json.ts';
import { createNormaliser, isRejected } from '../../../rules/calls/normalise.ts';

const CALL = `{"_id":"6650a1b2c3d4e5f601234567","call_date":"2024-05-01 14:03:22","status":7,"billed_value":0.10,
  "speaking_time":75,"agent":{"id":9,"name":"Ana"},"campaign":{"id":5,"name":"Cinco"},
  "list":{"id":501,"name":"Base","original_name":"base.csv"}}`;

const inBody = (name: string, field = 'callHistory', call = CALL) => `{"body":{"${name}":{"${field}":${call}}}}`;
const inData = (name: string, field = 'callHistory', call = CALL) => `{"event":"${name}","data":{"${field}":${call}}}`;
const read = (text: string) => readEvent(parseJson(text));

function rowOf(text: string): JsonObject {
  const event = read(text);
  assert.ok(event.kind === 'history', event.kind);
  return event.row;
}

describe('events of the vendor', () => {
  it('C-55: both envelopes, and `call` instead of `callHistory`, hold the same row', () => {
    const first = rowOf(inBody('call-history-was-created'));
    for (const text of [
      inBody('call-history-was-created', 'call'),
      inData('call-history-was-created'),
      inData('call-history-was-created', 'call'),
      inBody('manual-call-was-updated'),
      inData('manual-call-was-updated', 'call'),
    ]) {
      assert.deepEqual(rowOf(text), first, text);
    }
  });

  it('3.5: the row has the names of `/calls`, and raw keeps all that the event said, by its literals', () => {
    const row = rowOf(inData('call-history-was-created'));
    const call = createNormaliser({
      zone: 'America/Sao_Paulo',
      finalStatuses: new Set([7]),
      hash: (text) => createHash('sha256').update(text).digest('hex'),
      aliases: {},
    })(row);
    assert.ok(!isRejected(call));
    const columns = Object.fromEntries(CALL_COLUMNS.map(({ name }, i) => [name, call.values[i]]));
    const shown = {
      id: '6650a1b2c3d4e5f601234567',
      call_at_utc: '2024-05-01T17:03:22.000Z',
      campaign_id: 5,
      campaign: 'Cinco',
      agent: 'Ana',
      agent_id: 9,
      list_name: 'Base',
      speaking_seconds: 75,
      billed_value: '0.10',
      billed_amount: '0.1',
      status_id: 7,
      is_final: 1,
    };
    for (const [name, value] of Object.entries(shown)) assert.equal(columns[name], value, name);
    assert.deepEqual(call.oddities, []);
    const raw = JSON.parse(call.raw) as JsonObject;
    for (const [name, value] of Object.entries(JSON.parse(CALL) as JsonObject)) assert.deepEqual(raw[name], value);
    assert.match(call.raw, /"billed_value":0\.10/);
  });

  it('3.5: what already stands under the name of a row is left as it is', () => {
    const row = rowOf(inData('call-history-was-created', 'call', '{"_id":"a","id":"b","status":1,"status_id":7}'));
    assert.deepEqual([row['id'], row['status_id']], ['b', 7]);
  });

  it('3.8: events of a call on its way are other events', () => {
    for (const name of ['call-was-connected', 'call-was-created', 'something-new']) {
      assert.deepEqual([read(inBody(name)), read(inData(name))], [{ kind: 'other' }, { kind: 'other' }], name);
    }
  });

  it('C-55: what is no event is told apart, with the rule that it broke', () => {
    const wrong = [
      'null',
      '[]',
      '5',
      '"x"',
      '{}',
      '{"body":{}}',
      '{"body":[1]}',
      '{"event":""}',
      '{"event":5,"data":{}}',
    ];
    const empty = [
      '{"event":"call-history-was-created"}',
      '{"event":"call-history-was-created","data":{"callHistory":null}}',
      '{"event":"call-history-was-created","data":[{}]}',
      '{"body":{"manual-call-was-updated":{"callHistory":"x"}}}',
    ];
    for (const text of wrong) assert.match(ruleOf(text), /^must be an event/, text);
    for (const text of empty) assert.match(ruleOf(text), /^must hold an object `callHistory`/, text);
  });

  it('C-12: the campaign is known before the row is read, also as an object', () => {
    assert.equal(campaignOf(rowOf(inData('call-history-was-created'))), 5);
    assert.deepEqual([campaignOf({ campaign_id: '6' }), campaignOf({ campaign: 'Cinco' })], [6, null]);
  });
});

function ruleOf(text: string): string {
  const event = read(text);
  assert.ok(event.kind === 'none', `${text} is ${event.kind}`);
  return event.rule;
}
