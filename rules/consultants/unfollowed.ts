import { isEnded, type HandoverOutcome, type HandoverState } from './handoverState.ts';
import type { LeaseRelease } from './handoverSteps.ts';

/** Open work as it is stored: a hand-over that has not ended, or holds leases although it has. */
export interface OpenWork extends Pick<HandoverState, 'phase' | 'outcome' | 'offerNo' | 'consultantId'> {
  readonly leases: readonly { readonly offerNo: number; readonly consultantId: number }[];
}

export interface Ending {
  readonly releases: readonly LeaseRelease[];
  /** null: it has ended already. */
  readonly end: { readonly phase: 'finished' | 'abandoned'; readonly outcome: HandoverOutcome } | null;
}

/**
 * What ends a hand-over that no workflow follows any more, e.g. because it was terminated: as a cancel would have ended it.
 * Whoever was in service, or had finished it, has served; whoever was only offered it keeps the turn (D-23, D-39).
 */
export function endingOf({ phase, outcome, offerNo, leases }: OpenWork): Ending {
  const end = isEnded({ phase })
    ? null
    : phase === 'wrapping-up'
      ? ({ phase: 'finished', outcome: 'served' } as const)
      : ({ phase: 'abandoned', outcome: 'cancelled' } as const);
  const because = end?.outcome ?? outcome ?? 'cancelled';
  const hasServed = phase === 'accepted' || because === 'served' || because === 'service-timed-out';
  const releases = leases.map((lease): LeaseRelease => {
    const isCurrent = lease.offerNo === offerNo;
    return {
      ...lease,
      because: isCurrent ? because : 'superseded',
      keepsTurn: isCurrent && phase === 'offered',
      notResponding: false,
      served: isCurrent && hasServed,
    };
  });
  return { releases, end };
}
