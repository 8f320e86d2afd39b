import type { Trx } from '../database.ts';
import type { Once } from './contract.ts';

/** What is kept of an earlier request: its answer, or that its key was used for another one. */
export type Kept<T> = { readonly kind: 'kept'; readonly answer: T } | { readonly kind: 'key-reused' } | null;

/** The first answer to a repeated request; to be asked where callers come one after the other (D-11). */
export async function keptAnswer<T>(trx: Trx, once: Once | undefined, at: string): Promise<Kept<T>> {
  if (!once) return null;
  const row = await trx.selectFrom('consultant_answers').selectAll().where('id', '=', once.id).executeTakeFirst();
  if (!row) return null;
  if (row.expires_at <= at) {
    await trx.deleteFrom('consultant_answers').where('id', '=', once.id).execute();
    return null;
  }
  if (row.fingerprint !== once.fingerprint) return { kind: 'key-reused' };
  return { kind: 'kept', answer: JSON.parse(row.answer) as T };
}

/** Keeps an answer with what it speaks of: both are stored, or neither. */
export async function keepAnswer(trx: Trx, once: Once | undefined, answer: unknown): Promise<void> {
  if (!once) return;
  const { id, fingerprint, expiresAt } = once;
  await trx
    .insertInto('consultant_answers')
    .values({ id, fingerprint, answer: JSON.stringify(answer), expires_at: expiresAt })
    .execute();
}
