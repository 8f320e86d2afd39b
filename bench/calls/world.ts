import type { Product } from '../support/product.ts';

const CAMPAIGNS = [5, 6] as const;
/** Local midnight in São Paulo of the first day. */
const FIRST_DAY = Date.parse('2025-03-01T03:00:00Z');
const DAY_MS = 86_400_000;
/** A full window: as large as one may be without being split. */
const CALLS_PER_WINDOW = 10_000;

/** A stretch of simulated calls: campaigns × days, every window of the same size. */
export interface Workload {
  readonly campaigns: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly calls: number;
}

/** Days that hold `calls` calls, `offsetDays` after the first; each day of each campaign is one window. */
export function workload(calls: number, offsetDays = 0, callsPerWindow = CALLS_PER_WINDOW): Workload {
  const perDay = callsPerWindow * CAMPAIGNS.length;
  const days = Math.max(1, Math.round(calls / perDay));
  const fromMs = FIRST_DAY + offsetDays * DAY_MS;
  return {
    campaigns: CAMPAIGNS,
    from: new Date(fromMs).toISOString(),
    to: new Date(fromMs + days * DAY_MS).toISOString(),
    calls: days * perDay,
  };
}

/** Sets the simulator's world; calls fall between 08:00 and 20:00, so that windows do not overlap in rows. */
export async function setWorld({ simulate }: Pick<Product, 'simulate'>, callsPerDay = CALLS_PER_WINDOW): Promise<void> {
  const campaigns = CAMPAIGNS.map((id) => ({ id, name: `Campanha ${id}`, callsPerDay }));
  await simulate('PUT', '/__world', { campaigns });
}
