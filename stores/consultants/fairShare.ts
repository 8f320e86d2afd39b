import { addService, entitledTo, MOST_OWED, type Debts } from '../../rules/consultants/fairShare.ts';
import type { LanguageMode } from '../../rules/consultants/language.ts';
import type { TurnCandidate } from '../../rules/consultants/turnPolicy.ts';
import type { Trx } from '../database.ts';

/** The counter that holds the week whose services are shared. */
const SERIES = 'fair-share';
const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday. */
const DAYS_SINCE_MONDAY = 3;

/** Counts the weeks, which begin on Mondays. */
const weekOf = (day: string): number => Math.floor((Date.parse(day) / DAY_MS + DAYS_SINCE_MONDAY) / 7);

/** Forgets the debts of past weeks, with the first request of a new one (D-42). */
export async function beginWeek(trx: Trx, day: string, at: string): Promise<void> {
  const shared = trx.selectFrom('protocol_series').select('last_number').where('series', '=', SERIES);
  const last = await shared.executeTakeFirst();
  const week = weekOf(day);
  if (last && last.last_number >= week) return;
  await trx.updateTable('consultants').set({ owed: 0 }).where('owed', '<>', 0).execute();
  const values = { last_number: week, last_issued_at: at };
  if (last) await trx.updateTable('protocol_series').set(values).where('series', '=', SERIES).execute();
  else
    await trx
      .insertInto('protocol_series')
      .values({ series: SERIES, ...values })
      .execute();
}

interface Shared {
  readonly language: string;
  readonly mode: LanguageMode;
  /** Who has the request now. */
  readonly chosen: number;
  /** Who had it before, and is owed again what they had paid. */
  readonly insteadOf: number | null;
}

/** Writes down who owes what when a request is given to somebody (D-42). */
export async function shareRequest(trx: Trx, people: readonly TurnCandidate[], shared: Shared): Promise<void> {
  const debts: Debts = new Map(people.map(({ id, owed }) => [id, owed ?? 0]));
  const { language, mode, chosen, insteadOf } = shared;
  const entitled = insteadOf === null ? entitledTo(people, language, mode) : [insteadOf];
  addService(debts, { entitled, servedBy: chosen }, MOST_OWED);

  const changed = people.filter(({ id, owed }) => debts.get(id) !== (owed ?? 0));
  // Most people owe the same: a statement for each sum.
  for (const [owed, debtors] of Map.groupBy(changed, ({ id }) => debts.get(id) ?? 0)) {
    const ids = debtors.map(({ id }) => id);
    await trx.updateTable('consultants').set({ owed }).where('id', 'in', ids).execute();
  }
}
