import type { ConsultantStore, OfferAsked } from '../../stores/consultants/contract.ts';
import type { TurnChoice } from '../../rules/consultants/turn.ts';
import { HANDOVER_ACTOR } from '../../rules/consultants/handoverRun.ts';

export interface OfferNextDeps {
  readonly store: Pick<ConsultantStore, 'offerNext'>;
  readonly now: () => Date;
}

/** Asks the next person: chosen, leased and written down at once; null when nobody is eligible (D-22, D-23). */
export const createOfferNext = ({ store, now }: OfferNextDeps) =>
  async function offerNext(
    asked: Omit<OfferAsked, 'actor' | 'at'>,
  ): Promise<{ readonly consultantId: number | null; readonly choice: TurnChoice }> {
    // The person's turn is taken now, however long the store was away since it was asked.
    return store.offerNext({ ...asked, actor: HANDOVER_ACTOR, at: now().toISOString() });
  };
