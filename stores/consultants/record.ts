import type { Scalar } from '../../rules/calls/types.ts';
import type { Trx } from '../database.ts';
import type { Portable, UpsertTable } from '../dialects/portable.ts';
import type { Caller, NewEvent } from './contract.ts';

type Happened = Pick<NewEvent, 'key' | 'kind'> &
  Partial<Pick<NewEvent, 'number' | 'consultantId'>> & { readonly detail: object };

const columns = ['event_key', 'kind', 'number', 'consultant_id', 'actor', 'at', 'detail'] as const;

/** An event that is written already stays as it is. */
export const eventsTable: UpsertTable = { name: 'consultant_events', columns, key: ['event_key'], keep: columns };

/** A row of {@link eventsTable}. */
export const eventValues = (
  { key, kind, number = null, consultantId = null, detail }: Happened,
  { actor, at }: Caller,
): Scalar[] => [key, kind, number, consultantId, actor, at, JSON.stringify(detail)];

/** Appends to the log of operations, once per key, in the transaction of what happened (D-38, D-44). */
export const record = (trx: Trx, portable: Portable, happened: Happened, caller: Caller): Promise<void> =>
  portable.upsert(trx, eventsTable, [eventValues(happened, caller)]);
