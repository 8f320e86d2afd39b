import type { Selectable } from 'kysely';
import { addService, entitledTo, MOST_OWED, type Debts } from '../../rules/consultants/fairShare.ts';
import type { LanguageMode } from '../../rules/consultants/language.ts';
import { chooseTurn, type TurnChoice } from '../../rules/consultants/turn.ts';
import type { TurnCandidate, TurnPolicy, TurnRequest } from '../../rules/consultants/turnPolicy.ts';
import type { Trx } from '../database.ts';
import { candidate } from './consultantRow.ts';
import type { ConsultantsTable } from './tables.ts';

type Stored = Selectable<ConsultantsTable>;

export interface Choice {
  readonly choice: TurnChoice;
  readonly chosen: Stored | null;
}

/** A turn that is given: at which instant, with which count, and whether it is open work until it is released. */
export interface Place {
  readonly at: string;
  readonly turn: number;
  readonly lease: boolean;
}

interface SharedRequest {
  readonly language: string;
  readonly mode: LanguageMode;
  /** Who has the request now. */
  readonly chosen: number;
  /** Who had it before, and is owed again what they had paid. */
  readonly insteadOf: number | null;
}

/** Everybody, as the turns of one transaction find and leave them. */
export interface Rota {
  /** Whose turn it is (5.1). */
  choose(request: TurnRequest, policy: TurnPolicy): Promise<Choice>;
  /** Gives somebody the turn: to the back of the rotation (D-24). */
  give(id: number, place: Place): void;
  /** Notes who owes what when a request is given to somebody (D-42). */
  share(request: SharedRequest): void;
  /** Nobody owes anything: a week begins. */
  forgetDebts(): void;
  /** The active person with the lowest id. */
  readonly anyoneActive: number | null;
  /** Writes what has changed. */
  save(): Promise<void>;
}

/** What an offer costs of somebody's capacity (D-23). */
export const COST = 1;

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

/** Reads everybody; to be asked where turns come one after the other. */
export async function readRota(trx: Trx): Promise<Rota> {
  const rows = await trx.selectFrom('consultants').selectAll().where('deleted_at', 'is', null).orderBy('id').execute();
  const people = new Map(rows.map((row) => [row.id, row]));
  const moved = new Set<number>();
  const indebted = new Set<number>();
  /** Costs of the offers that this transaction makes: they are not stored yet. */
  const given = new Map<number, number>();
  let stored: Map<number, number> | undefined;

  const loadOf = (id: number): number => (stored?.get(id) ?? 0) + (given.get(id) ?? 0);
  const candidates = (): TurnCandidate[] => Array.from(people.values(), (row) => candidate(row, loadOf(row.id)));

  function owes(id: number, owed: number): void {
    const row = people.get(id);
    if (!row || row.owed === owed) return;
    people.set(id, { ...row, owed });
    indebted.add(id);
  }

  return {
    async choose(request, policy) {
      if (policy.respectCapacity) stored ??= await openLoads(trx);
      const choice = chooseTurn(candidates(), request, policy);
      return { choice, chosen: people.get(choice.chosen ?? 0) ?? null };
    },

    give(id, { at, turn, lease }) {
      const row = people.get(id);
      if (!row) return;
      people.set(id, { ...row, last_offered_at: at, last_turn: turn });
      moved.add(id);
      if (lease) given.set(id, (given.get(id) ?? 0) + COST);
    },

    share({ language, mode, chosen, insteadOf }) {
      const debts: Debts = new Map(Array.from(people.values(), ({ id, owed }) => [id, owed]));
      const entitled = insteadOf === null ? entitledTo(candidates(), language, mode) : [insteadOf];
      addService(debts, { entitled, servedBy: chosen }, MOST_OWED);
      for (const [id, owed] of debts) owes(id, owed);
    },

    forgetDebts() {
      for (const id of people.keys()) owes(id, 0);
    },

    anyoneActive: rows.find(({ active }) => active === 1)?.id ?? null,

    async save() {
      for (const id of moved) {
        const { last_offered_at, last_turn } = people.get(id) ?? {};
        await trx.updateTable('consultants').set({ last_offered_at, last_turn }).where('id', '=', id).execute();
      }
      // Most people owe the same: a statement for each sum.
      for (const [owed, debtors] of Map.groupBy(indebted, (id) => people.get(id)?.owed ?? 0)) {
        await trx.updateTable('consultants').set({ owed }).where('id', 'in', debtors).execute();
      }
    },
  };
}
