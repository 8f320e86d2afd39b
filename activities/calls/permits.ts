import { setTimeout as sleep } from 'node:timers/promises';
import { initialBudget, leasePermits, slowDown, type PermitLease } from '../../rules/requestBudget.ts';
import type { CallStore } from '../../stores/calls/contract.ts';

export interface PermitDeps {
  readonly store: Pick<CallStore, 'changeBudget'>;
  readonly account: string;
  /** Ceiling of a budget that does not exist yet. */
  readonly requestsPerSecond: number;
  readonly now: () => number;
}

/** The right to send one request to the vendor account; all workers draw from one budget in the store (C-39). */
export interface Permits {
  /** Waits until a request may be sent. */
  take(signal?: AbortSignal): Promise<void>;
  /** The vendor refused for too many requests: nobody sends before `retryAfterMs` has passed, and all go slower after. */
  slowDown(retryAfterMs: number): Promise<void>;
}

export function createPermits({ store, account, requestsPerSecond, now }: PermitDeps): Permits {
  let lease: PermitLease | undefined;
  let used = 0;
  let renewing: Promise<void> | undefined;

  const renew = async () => {
    lease = await store.changeBudget(account, initialBudget(requestsPerSecond, now()), (budget) =>
      leasePermits(budget, now()),
    );
    used = 0;
  };

  return {
    async take(signal) {
      while (!lease || used >= lease.permits) {
        renewing ??= renew().finally(() => (renewing = undefined));
        await renewing;
      }
      const waitMs = lease.startAtMs + used++ * lease.spacingMs - now();
      if (waitMs >= 1) await sleep(waitMs, undefined, signal ? { signal } : {});
    },
    async slowDown(retryAfterMs) {
      // Permits leased before the refusal are void: they were spaced for the old rate.
      lease = undefined;
      await store.changeBudget(account, initialBudget(requestsPerSecond, now()), (budget) => ({
        budget: slowDown(budget, retryAfterMs, now()),
        result: undefined,
      }));
    },
  };
}
