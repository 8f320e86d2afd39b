import type { StoreContext } from '../database.ts';
import type { AccessStore, AnswerClaim, ClaimOutcome } from './contract.ts';
import { inserted } from './inserted.ts';

type Answers = Pick<AccessStore, 'claimAnswer' | 'keepAnswer' | 'releaseAnswer'>;

export function createAnswers({ db }: StoreContext): Answers {
  const find = (id: string) => db.selectFrom('access_answers').selectAll().where('id', '=', id).executeTakeFirst();

  const insert = ({ id, fingerprint, owner, claimedUntil, expiresAt }: AnswerClaim) =>
    inserted(
      () =>
        db
          .insertInto('access_answers')
          .values({ id, fingerprint, owner, claimed_until: claimedUntil, answer: null, expires_at: expiresAt })
          .execute(),
      () => find(id),
    );

  return {
    async claimAnswer(claim): Promise<ClaimOutcome> {
      await db
        .deleteFrom('access_answers')
        .where('id', '=', claim.id)
        .where((row) =>
          row.or([
            row('expires_at', '<=', claim.at),
            row.and([row('answer', 'is', null), row('claimed_until', '<=', claim.at)]),
          ]),
        )
        .execute();
      if (await insert(claim)) return { kind: 'claimed' };
      const row = await find(claim.id);
      if (row && row.fingerprint !== claim.fingerprint) return { kind: 'other-request' };
      const answer = row?.answer ?? null;
      return answer === null ? { kind: 'in-flight' } : { kind: 'answered', answer };
    },

    async keepAnswer({ id, owner }, answer) {
      await db.updateTable('access_answers').set({ answer }).where('id', '=', id).where('owner', '=', owner).execute();
    },

    async releaseAnswer({ id, owner }) {
      await db.deleteFrom('access_answers').where('id', '=', id).where('owner', '=', owner).execute();
    },
  };
}
