import { asConfigured, initialBudget, leasePermits, slowDown, type PermitLease } from '../../rules/requestBudget.ts';
import type { CallStore } from '../../stores/calls/contract.ts';
import type { Sleep } from '../sleep.ts';

export interface PermitDeps {
  readonly store: Pick<CallStore, 'changeBudget'>;
  readonly account: string;
  /** Ceiling of a budget that does not exist yet. */
  readonly requestsPerSecond: number;
  readonly now: () => number;
  readonly sleep: Sleep;
}

/** The right to send one request to the vendor account; all workers draw from one budget in the store (C-39). */
export interface Permits {
  /** Waits until a request may be sent. */
  take(signal?: AbortSignal): Promise<void>;
  /** The vendor refused for too many requests: nobody sends before `retryAfterMs` has passed, and all go slower after. */
  slowDown(retryAfterMs: number): Promise<void>;
}

export function createPermits({ store, account, requestsPerSecond, now, sleep }: PermitDeps): Permits {
  let lease: PermitLease | undefined;
  let used = 0;
  let refusals = 0;
  let renewing: Promise<void> | undefined;

  const renew = async () => {
    const refusalsBefore = refusals;
    const leased = await store.changeBudget(account, initialBudget(requestsPerSecond, now()), (budget) =>
      leasePermits(asConfigured(budget, requestsPerSecond), now()),
    );
    if (refusals === refusalsBefore) lease = leased;
    used = 0;
  };

  return {
    async take(signal) {
      let refusalsBefore: number;
      do {
        while (!lease || used >= lease.permits) {
          renewing ??= renew().finally(() => (renewing = undefined));
          await renewing;
        }
        refusalsBefore = refusals;
        const waitMs = lease.startAtMs + used++ * lease.spacingMs - now();
        if (waitMs >= 1) await sleep(waitMs, signal);
        // A refusal in the meantime has made this permit void.
      } while (refusals !== refusalsBefore);
    },
    async slowDown(retryAfterMs) {
      // Permits leased before the refusal are void: they were spaced for the old rate.
      refusals++;
      lease = undefined;
      await store.changeBudget(account, initialBudget(requestsPerSecond, now()), (budget) => ({
        budget: slowDown(budget, retryAfterMs, now()),
        result: undefined,
      }));
    },
  };
}
