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
};

/** A lock may be taken before. */
const SELECT = /(^|; )(select|with)\b/i;

/** A database without a row or a table. */
export const nothingThere: Answer = () => ({ rows: [], numAffectedRows: 0n });

/** A database in which a row may be found, or not, and an insert may be refused, or not. A query finds only once. */
export function anything(choose: Choose): Answer {
  const asked = new Set<string>();
  return (sql) => {
    if (/^insert/i.test(sql) && !choose()) throw new RefusedInsert('The key is there already.');
    const isNew = !asked.has(sql);
    asked.add(sql);
    const found = isNew && SELECT.test(sql) && choose();
    return { rows: found ? [ROW] : [], numAffectedRows: 1n };
  };
}
