import type { Scalar } from '../../rules/calls/types.ts';
import type { Trx } from '../database.ts';
import type { Portable, UpsertTable } from '../dialects/portable.ts';
import type { OutboxRow } from './contract.ts';

type ToDo = Pick<OutboxRow, 'topic' | 'subject' | 'payload'>;

const columns = ['topic', 'subject', 'payload', 'created_at', 'claimed_until', 'attempts'] as const;

/** What was written down before stays as it is. */
export const outboxTable: UpsertTable = { name: 'outbox', columns, key: ['topic', 'subject'], keep: columns };

/** A row of {@link outboxTable}. */
export const outboxValues = ({ topic, subject, payload }: ToDo, at: string): Scalar[] => [
  topic,
  subject,
  JSON.stringify(payload),
  at,
  at,
  0,
];

/** Writes down what is to be done after this transaction, in it; once for a topic and subject. */
export const enqueue = (trx: Trx, portable: Portable, toDo: ToDo, at: string): Promise<void> =>
  portable.upsert(trx, outboxTable, [outboxValues(toDo, at)]);
