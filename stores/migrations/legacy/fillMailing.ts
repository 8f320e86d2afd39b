import { LEGACY_HASH } from '../../../rules/calls/legacy.ts';
import type { Scalar } from '../../../rules/calls/types.ts';
import { mailingRow } from '../../calls/mailingRow.ts';
import { mailingColumnsUpsert, mailingUpsert } from '../../calls/upserts.ts';
import type { UpsertTable } from '../../dialects/portable.ts';
import { mailingByCall, type RowOfCall } from './batches.ts';
import type { RobotTable } from './robotTables.ts';
import { rowsIn } from './setAside.ts';
import type { Filling } from './takeOver.ts';

/** With the robot's own ids. */
const mailingInsert: UpsertTable = {
  name: 'mailing_data',
  columns: ['id', ...mailingUpsert.columns],
  key: ['id'],
  keep: mailingUpsert.columns,
};

/** Numbers the records of a call that have the same `_id`, from 0; records of one call must come one after the other. */
function createCopies(): (idOfCall: string, mailingId: string) => number {
  let call: string | undefined;
  let next = new Map<string, number>();
  return (idOfCall, mailingId) => {
    if (idOfCall !== call) [call, next] = [idOfCall, new Map()];
    // SQL takes texts for equal that differ in blanks at their end.
    const key = mailingId.trimEnd();
    const copy = next.get(key) ?? 0;
    next.set(key, copy + 1);
    return copy;
  };
}

/** The robot had no key that kept a record from being stored twice: all of them stay. */
export async function fillMailing(filling: Filling, tables: readonly RobotTable[]): Promise<number> {
  const { trx, portable } = filling;
  const all = await rowsIn(trx, 'legacy_mailing_data');
  // Without the robot's calls there is nothing that its records could belong to.
  if (!tables.includes('calls')) return all;
  const names = new Map<string, string>();
  const read = createRead(filling, names);
  let done = 0;
  for await (const rows of mailingByCall(trx, portable)) {
    const values = rows.map(read);
    await portable.keepIds(trx, 'mailing_data', () => portable.upsert(trx, mailingInsert, values));
    filling.onRows((done += rows.length));
  }
  if (names.size > 0) await portable.upsert(trx, mailingColumnsUpsert, [...names]);
  return all - done;
}

/** @param names filled with every name of a column of `data`, and its normalised one */
function createRead({ owner: { account }, readers }: Filling, names: Map<string, string>) {
  const copyOf = createCopies();
  return (row: RowOfCall): Scalar[] => {
    const { idOfCall: callId } = row;
    const mailing = readers.mailing(row);
    for (const { name, normalisedName } of mailing.entries) names.set(name, normalisedName);
    const { createdAt, updatedAt } = mailing;
    const copy = copyOf(callId, mailing.mailingId);
    const keys = { account, callId, copy, contentHash: LEGACY_HASH, createdAt, updatedAt };
    return [Number(row['id']), ...mailingRow(keys, mailing)];
  };
}
