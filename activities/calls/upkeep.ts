import { initialBudget, setCeiling } from '../../rules/requestBudget.ts';
import type { CallDeps } from './deps.ts';

export type SetRequestRateDeps = Pick<CallDeps, 'store' | 'account' | 'now'>;

/** Sets the ceiling of requests per second that all workers of the account share. */
export const createSetRequestRate = ({ store, account, now }: SetRequestRateDeps) =>
  async function setRequestRate(requestsPerSecond: number): Promise<void> {
    await store.changeBudget(account, initialBudget(requestsPerSecond, now().getTime()), (budget) => ({
      budget: setCeiling(budget, requestsPerSecond),
      result: undefined,
    }));
  };

export type PurgeDeps = Pick<CallDeps, 'store' | 'account' | 'now'> & { readonly retentionDays: number };

/** Deletes personal data that is older than it may be kept; does nothing when it is kept for ever (C-48). */
export const createPurgeExpired = ({ store, account, now, retentionDays }: PurgeDeps) =>
  async function purgeExpired(): Promise<Record<string, number>> {
    if (retentionDays === 0) return {};
    return store.purge(account, new Date(now().getTime() - retentionDays * 86_400_000).toISOString());
  };
