import type { Selectable } from 'kysely';
import { chooseTurn, type TurnChoice } from '../../rules/consultants/turn.ts';
import type { TurnCandidate, TurnPolicy, TurnRequest } from '../../rules/consultants/turnPolicy.ts';
import type { Trx } from '../database.ts';
import { candidate } from './consultantRow.ts';
import type { ConsultantsTable } from './tables.ts';

type Stored = Selectable<ConsultantsTable>;

/** Costs of open offers by consultant (D-23). */
export async function openLoads(trx: Trx): Promise<Map<number, number>> {
  const rows = await trx
    .selectFrom('consultant_offers')
    .where('released_at', 'is', null)
    .where('consultant_id', 'is not', null)
    .groupBy('consultant_id')
    .select((eb) => ['consultant_id', eb.fn.sum<number>('cost').as('load')])
    .execute();
  return new Map(rows.map(({ consultant_id: id, load }) => [id ?? 0, Number(load)]));
}

export interface Choice {
  readonly choice: TurnChoice;
  readonly chosen: Stored | null;
  /** Everybody, as the choice saw them. */
  readonly people: readonly TurnCandidate[];
}

/** Reads everybody and chooses (5.1); to be asked where choices come one after the other. */
export async function choose(trx: Trx, request: TurnRequest, policy: TurnPolicy): Promise<Choice> {
  const rows = await trx.selectFrom('consultants').selectAll().where('deleted_at', 'is', null).execute();
  const loads = policy.respectCapacity ? await openLoads(trx) : null;
  const people = rows.map((row) => candidate(row, loads?.get(row.id)));
  const choice = chooseTurn(people, request, policy);
  return { choice, chosen: rows.find(({ id }) => id === choice.chosen) ?? null, people };
}

/** Gives somebody the turn: to the back of the rotation (D-24). */
export async function takePlace(
  trx: Trx,
  id: number,
  { at, turn }: { readonly at: string; readonly turn: number },
): Promise<void> {
  await trx.updateTable('consultants').set({ last_offered_at: at, last_turn: turn }).where('id', '=', id).execute();
}
