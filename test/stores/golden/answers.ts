import type { Answer } from './recordingDialect.ts';
import { AT } from '../support/builders.ts';
import type { Choose } from './everyWay.ts';

/** The database has refused an insert, as it does when the key is there. */
export class RefusedInsert extends Error {
  override readonly name = 'RefusedInsert';
}

/** One row that can stand for those of every table: what the repositories look into has a value that leads them on. */
const ROW = {
  id: 'call-1',
  account: 'main',
  status: 'RUNNING',
  campaign_ids: '[7]',
  execution_date: AT,
  cursor: null,
  placed_at: AT,
  placed_campaign: 7,
  content_hash: 'of another version',
  missing_since: AT,
  at: AT,
  languages: '["pt"]',
  active: 1,
  in_rotation: 1,
  online: 1,
  owed: 1,
  last_offered_at: AT,
  last_turn: 1,
  missed_in_a_row: 1,
  service_ended_at: AT,
  not_responding_since: null,
  protocol_id: 1,
  presence_until: AT,
  given_turn: 1,
  given_at: AT,
  taken_turn: 1,
  taken_at: AT,
  version: 1,
  reached: 1,
  newest: AT,
  last_number: 1,
  number: '#00001',
  language: 'pt',
  phase: 'offered',
  offer_no: 1,
  consultant_id: 1,
  released_at: null,
  choice: '{}',
  detail: '{}',
  payload: '{}',
  answer: '{"consultant":{"id":1}}',
  highest: 1,
  fingerprint: 'hash',
  expires_at: '9999-01-01T00:00:00.000Z',
};

/** A lock may be taken before. */
const SELECT = /(^|; )(select|with)\b/i;

/** The row that was inserted is asked for. */
const ASKS_BACK = /\b(returning|output inserted)\b/i;

/** A database without a row or a table. */
export const nothingThere: Answer = () => ({ rows: [], numAffectedRows: 0n });

/** A database in which a row may be found, or not, and an insert may be refused, or not. A query finds only once. */
export function anything(choose: Choose): Answer {
  const asked = new Set<string>();
  return (sql) => {
    if (/^insert/i.test(sql)) {
      if (!choose()) throw new RefusedInsert('The key is there already.');
      return { rows: ASKS_BACK.test(sql) ? [ROW] : [], numAffectedRows: 1n };
    }
    const isNew = !asked.has(sql);
    asked.add(sql);
    const found = isNew && SELECT.test(sql) && choose();
    return { rows: found ? [ROW] : [], numAffectedRows: 1n };
  };
}
