import type { Scalar } from '../../rules/calls/types.ts';
import type { Trx } from '../database.ts';
import type { Portable, UpsertTable } from '../dialects/portable.ts';
import type { OutboxRow } from './contract.ts';

type ToDo = Pick<OutboxRow, 'topic' | 'subject' | 'payload'>;

/** Writes down what is to be done after this transaction, in it. */
export async function enqueue(trx: Trx, { topic, subject, payload }: ToDo, at: string): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({ topic, subject, payload: JSON.stringify(payload), created_at: at, claimed_until: at, attempts: 0 })
    .execute();
}

const columns = ['topic', 'subject', 'payload', 'created_at', 'claimed_until', 'attempts'] as const;
const onceUpsert: UpsertTable = { name: 'outbox', columns, key: ['topic', 'subject'], keep: columns };

/** As {@link enqueue}, for what may have been written down before: then it stays as it is. */
export function enqueueOnce(
  trx: Trx,
  portable: Portable,
  { topic, subject, payload }: ToDo,
  at: string,
): Promise<void> {
  const row: readonly Scalar[] = [topic, subject, JSON.stringify(payload), at, at, 0];
  return portable.upsert(trx, onceUpsert, [row]);
}
