/** How fast a run has been lately, and when it will be through. */
export interface ProgressSample {
  readonly atMs: number;
  readonly rows: number;
}

/** Rates are taken over this long, so that one slow page does not make the estimate jump. */
const LOOK_BACK_MS = 10_000;

/** Keeps the samples that a rate is taken over. */
export const keepRecent = (samples: readonly ProgressSample[], latest: ProgressSample): ProgressSample[] => [
  ...samples.filter(({ atMs }) => latest.atMs - atMs <= LOOK_BACK_MS),
  latest,
];

/** Rows per second over the samples; 0 while there is nothing to compare. */
export function rowsPerSecond(samples: readonly ProgressSample[]): number {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.atMs === first.atMs) return 0;
  return ((last.rows - first.rows) / (last.atMs - first.atMs)) * 1_000;
}

/** Seconds until `expected` rows are read at `rate`; null when it cannot be told. */
export const secondsLeft = (expected: number | null, rows: number, rate: number): number | null =>
  expected === null || rate <= 0 ? null : Math.max(0, Math.ceil((expected - rows) / rate));
