import type { StallProbe } from './stallProbe.ts';

/** So many batches, written one after the other. */
export interface Round {
  readonly rowsPerSecond: number;
  /** Processor time of this process. */
  readonly cpuUsPerRow: number;
  /** Of all its batches. */
  readonly longestStallMs: number;
}

/** Writes batches one after the other, as fast as it goes. */
export async function measure<Batch extends readonly unknown[]>(
  write: (batch: Batch) => Promise<unknown>,
  batches: readonly Batch[],
  probe: StallProbe,
): Promise<Round> {
  const rows = batches.reduce((sum, batch) => sum + batch.length, 0);
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  let longestStallMs = 0;
  for (const batch of batches) longestStallMs = Math.max(longestStallMs, await probe.during(() => write(batch)));
  const elapsedMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpu);
  return { rowsPerSecond: (rows / elapsedMs) * 1_000, cpuUsPerRow: (user + system) / rows, longestStallMs };
}

const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;

/** Each figure's median. */
export const medianRound = (rounds: readonly Round[]): Round => ({
  rowsPerSecond: median(rounds.map((round) => round.rowsPerSecond)),
  cpuUsPerRow: median(rounds.map((round) => round.cpuUsPerRow)),
  longestStallMs: median(rounds.map((round) => round.longestStallMs)),
});
