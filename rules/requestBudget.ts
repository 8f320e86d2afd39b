/**
 * One budget of requests per vendor account, shared by every worker through the store (C-39): permits are handed out in
 * advance, evenly spaced; being told to slow down halves the rate, quiet time raises it again slowly.
 */
export interface RequestBudget {
  /** Requests per second handed out now. */
  readonly rate: number;
  /** Ceiling set by configuration or, until that changes, by an operator. */
  readonly maxRate: number;
  /** Ceiling that the configuration gave last. */
  readonly configuredRate: number;
  /** Epoch ms before which no further permit is free. */
  readonly nextFreeAtMs: number;
  /** Epoch ms of the last halving; 0 = never. */
  readonly limitedAtMs: number;
  /** Epoch ms up to which recovery has been counted. */
  readonly recoveredAtMs: number;
}

/** Refusals never push the rate below one request in two seconds, so a run always ends. */
export const MIN_RATE = 0.5;
/** One burst of refusals counts as one: eight requests in flight must not halve the rate eight times. */
const HALVE_AT_MOST_EVERY_MS = 1_000;
/** A twentieth of the ceiling every five quiet seconds: from half to full in under a minute. */
const RECOVERY_STEP_MS = 5_000;
const RECOVERY_SHARE = 0.05;

export const initialBudget = (maxRate: number, nowMs: number): RequestBudget => ({
  rate: maxRate,
  maxRate,
  configuredRate: maxRate,
  nextFreeAtMs: nowMs,
  limitedAtMs: 0,
  recoveredAtMs: nowMs,
});

const recovered = (budget: RequestBudget, nowMs: number): RequestBudget => {
  const steps = Math.floor((nowMs - budget.recoveredAtMs) / RECOVERY_STEP_MS);
  if (steps <= 0) return budget;
  const rate = Math.min(budget.maxRate, budget.rate + steps * RECOVERY_SHARE * budget.maxRate);
  return { ...budget, rate, recoveredAtMs: budget.recoveredAtMs + steps * RECOVERY_STEP_MS };
};

/** Permits for one tenth of a second, so that a busy worker asks the store ten times a second and not once a request. */
export const permitsPerLease = (rate: number): number => Math.max(1, Math.floor(rate / 10));

/** A block of permits: the first may be used at `startAtMs`, each next one `spacingMs` later. */
export interface PermitLease {
  readonly permits: number;
  readonly startAtMs: number;
  readonly spacingMs: number;
}

/** Takes the next block of permits. */
export function leasePermits(budget: RequestBudget, nowMs: number): { budget: RequestBudget; result: PermitLease } {
  const current = recovered(budget, nowMs);
  const permits = permitsPerLease(current.rate);
  const startAtMs = Math.max(nowMs, current.nextFreeAtMs);
  const spacingMs = 1_000 / current.rate;
  return {
    budget: { ...current, nextFreeAtMs: startAtMs + permits * spacingMs },
    result: { permits, startAtMs, spacingMs },
  };
}

/** The vendor said "too many": halve, and hand out nothing before `retryAfterMs` has passed. */
export function slowDown(budget: RequestBudget, retryAfterMs: number, nowMs: number): RequestBudget {
  const halve = nowMs - budget.limitedAtMs >= HALVE_AT_MOST_EVERY_MS;
  return {
    ...budget,
    rate: halve ? Math.max(Math.min(MIN_RATE, budget.rate), budget.rate / 2) : budget.rate,
    limitedAtMs: halve ? nowMs : budget.limitedAtMs,
    recoveredAtMs: nowMs + retryAfterMs,
    nextFreeAtMs: Math.max(budget.nextFreeAtMs, nowMs + retryAfterMs),
  };
}

/** An operator or the configuration sets a new ceiling. */
export const setCeiling = (budget: RequestBudget, maxRate: number): RequestBudget => ({
  ...budget,
  maxRate,
  rate: maxRate > budget.maxRate && budget.rate >= budget.maxRate ? maxRate : Math.min(budget.rate, maxRate),
});

/** A changed configuration sets the ceiling; an unchanged one leaves what an operator has set. */
export const asConfigured = (budget: RequestBudget, configuredRate: number): RequestBudget =>
  budget.configuredRate === configuredRate ? budget : setCeiling({ ...budget, configuredRate }, configuredRate);
