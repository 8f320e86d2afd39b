import assert from 'node:assert/strict';
import { collectEvidence, isLacking, KNOWN_FIELDS, lostSince, presentFields } from '../../../rules/calls/evidence.ts';
import type { JsonObject, JsonValue } from '../../../rules/calls/json.ts';

const FULL: JsonObject = Object.fromEntries(KNOWN_FIELDS.map((field) => [field, null]));
const MAILING: JsonObject = { ...FULL, mailing_data: { _id: '1' } };
const without = (field: string): JsonObject => {
  const { [field]: _gone, ...rest } = MAILING;
  return rest;
};

const evidenceOf = (row: JsonValue, rows: number) => {
  const evidence = collectEvidence();
  evidence.add(Array.from({ length: rows }, () => row));
  return evidence.read();
};

describe('evidence of a window', () => {
  it('C-25: the known fields are those of 3.5 by the vendor\u2019s names', () => {
    for (const field of ['id', 'list', 'route', 'call_date', 'campaign', 'agent_id', 'status', 'consult_ids'])
      assert.ok(KNOWN_FIELDS.includes(field), field);
    for (const column of ['list_name', 'route_id', 'acw_seconds', 'call_at_utc', 'is_final', 'mailing_data'])
      assert.ok(!KNOWN_FIELDS.includes(column), column);
  });

  it('C-25: a field is gone when no row of 50 or more has it and earlier rows had', () => {
    const before = evidenceOf(MAILING, 1);
    assert.deepEqual(lostSince(evidenceOf(without('sid'), 50), before).fields, ['sid']);
    assert.deepEqual(lostSince(evidenceOf(without('sid'), 49), before).fields, []);
    assert.deepEqual(lostSince(evidenceOf(without('sid'), 50), evidenceOf(without('sid'), 20)).fields, []);
    assert.deepEqual(lostSince(evidenceOf(without('sid'), 50), evidenceOf(MAILING, 0)).fields, []);
    assert.deepEqual(lostSince(evidenceOf(MAILING, 50), before).fields, []);
  });

  it('C-25: one row with it, even as null, is enough', () => {
    const evidence = collectEvidence();
    evidence.add(Array.from({ length: 99 }, () => without('sid')));
    evidence.add([FULL, 'no row', null]);
    assert.deepEqual(evidence.read().absentFields, []);
    assert.ok(presentFields(evidence.read()).includes('sid'));
    assert.ok(!presentFields(evidenceOf(without('sid'), 50)).includes('sid'));
  });

  it('C-14: mailing is lost when calls come without any and calls before had some', () => {
    const none: JsonObject[] = [null, {}, [], '', '-'].map((empty) => ({ ...FULL, mailing_data: empty }));
    for (const row of [FULL, ...none]) assert.ok(lostSince(evidenceOf(row, 1), evidenceOf(MAILING, 1)).mailing);
    assert.ok(!lostSince(evidenceOf(FULL, 0), evidenceOf(MAILING, 1)).mailing, 'an empty window says nothing');
    assert.ok(!lostSince(evidenceOf(FULL, 9), evidenceOf(FULL, 9)).mailing, 'a campaign that never had any');
    assert.ok(!lostSince(evidenceOf(MAILING, 1), evidenceOf(MAILING, 1)).mailing);
  });

  it('C-14, C-25: earlier rows are asked for only where something is missing', () => {
    assert.ok(!isLacking(evidenceOf(MAILING, 60)));
    assert.ok(!isLacking(evidenceOf(FULL, 0)));
    assert.ok(isLacking(evidenceOf(FULL, 1)));
    assert.ok(isLacking(evidenceOf(without('sid'), 50)));
    assert.ok(!isLacking(evidenceOf(without('sid'), 49)));
  });
});
