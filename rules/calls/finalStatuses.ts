import type { Config } from '../../schemas/config.ts';

/** Vendor status numbers that no longer change (5.7). */
export const finalStatuses = ({ CALLS_FINAL_STATUSES }: Pick<Config, 'CALLS_FINAL_STATUSES'>): ReadonlySet<number> =>
  new Set(CALLS_FINAL_STATUSES.split(',').map(Number));
