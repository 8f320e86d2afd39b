import type { Rota } from './rota.ts';
import type { Series } from './series.ts';

/** The counter that holds the week whose services are shared. */
const SERIES = 'fair-share';
const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday. */
const DAYS_SINCE_MONDAY = 3;

/** Counts the weeks, which begin on Mondays. */
const weekOf = (day: string): number => Math.floor((Date.parse(day) / DAY_MS + DAYS_SINCE_MONDAY) / 7);

/** Forgets the debts of past weeks, with the first request of a new one (D-42). */
export async function beginWeek(series: Series, rota: Rota, day: string, at: string): Promise<void> {
  if (await series.reach(SERIES, weekOf(day), at)) rota.forgetDebts();
}
