import type { ConsultantStore, LeaseEnd } from '../../stores/consultants/contract.ts';

export interface ReleaseLeaseDeps {
  readonly store: Pick<ConsultantStore, 'releaseLease'>;
}

/** Frees what an offer holds of a person, once, and settles what its end means for them (D-22, D-23, D-35, D-39). */
export const createReleaseLease = ({ store }: ReleaseLeaseDeps) =>
  async function releaseLease(end: LeaseEnd): Promise<void> {
    await store.releaseLease(end);
  };
