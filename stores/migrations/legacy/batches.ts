import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LegacyRow } from '../../../rules/calls/legacy.ts';
import type { Trx } from '../../database.ts';
import type { Portable } from '../../dialects/portable.ts';
import { copiesIn } from './robotTables.ts';

const BATCH_ROWS = 1_000;

/** Asks for rows after the last one again and again; between two batches others get their turn on this thread. */
async function* batches<R extends LegacyRow>(read: (last: R | undefined) => Promise<R[]>): AsyncGenerator<R[]> {
  for (let rows = await read(undefined); rows.length > 0; rows = await read(rows.at(-1))) {
    yield rows;
    await nextTurn();
  }
}

/** Rows of a copy by their id. */
export const rowsById = (
  trx: Trx,
  portable: Portable,
  table: 'legacy_calls' | 'legacy_execution_logs',
): AsyncGenerator<LegacyRow[]> =>
  batches((last) => {
    const all = copiesIn(trx).selectFrom(table).selectAll().orderBy('id');
    return portable.first(last === undefined ? all : all.where('id', '>', last['id']), BATCH_ROWS).execute();
  });

/** A mailing record with the id of its call as the call has it: the robot's foreign key may have passed over case and blanks. */
export type RowOfCall = LegacyRow & { readonly idOfCall: string };

/** Mailing records that have a call, by their call and id. */
export const mailingByCall = (trx: Trx, portable: Portable): AsyncGenerator<RowOfCall[]> =>
  batches<RowOfCall>((last) => {
    const all = copiesIn(trx)
      .selectFrom('legacy_mailing_data as m')
      .innerJoin('legacy_calls as c', 'c.id', 'm.call_id')
      .selectAll('m')
      .select((eb) => eb.ref('c.id').$castTo<string>().as('idOfCall'))
      .orderBy('m.call_id')
      .orderBy('m.id');
    const rest =
      last === undefined
        ? all
        : all.where((eb) =>
            eb('m.call_id', '>=', last['call_id']).and(
              eb.or([eb('m.call_id', '>', last['call_id']), eb('m.id', '>', last['id'])]),
            ),
          );
    return portable.first(rest, BATCH_ROWS).execute();
  });
