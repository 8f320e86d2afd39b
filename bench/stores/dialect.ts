import type { NormalisedCall } from '../../rules/calls/types.ts';
import { Batches } from './batches.ts';
import { measure, medianRound, type Round } from './measure.ts';
import { writePages } from './pages.ts';
import { rowsOf } from './sampleRows.ts';
import { StallProbe } from './stallProbe.ts';
import type { Target } from './target.ts';

/** The first round warms up and is not counted. */
const ROUNDS = 6;
const ROWS_A_ROUND = 4_000;
const LARGEST_BATCH = 1_000;

/** Medians of the rounds; a stall is the longest of its round. */
export interface DialectFigures {
  readonly rows_per_s_100: number;
  readonly rows_per_s_1000: number;
  readonly bare_rows_per_s_100: number;
  readonly bare_rows_per_s_1000: number;
  /** The product's rows/s by the bare ones. */
  readonly ratio_100: number;
  readonly ratio_1000: number;
  /** Processor time of the client. */
  readonly cpu_us_per_row_100: number;
  readonly cpu_us_per_row_1000: number;
  readonly bare_cpu_us_per_row_1000: number;
  /** While 1,000 rows are upserted. */
  readonly stall_ms: number;
  /** Whole pages of 1,000 new calls through the repository; null where no real database answers. */
  readonly page_rows_per_s: number | null;
  readonly page_stall_ms: number | null;
}

/** Writes into a database that holds `there` rows, both ways in turn. */
export async function benchDialect(
  target: Target,
  sample: readonly NormalisedCall[],
  there: number,
): Promise<DialectFigures> {
  const probe = new StallProbe();
  try {
    const batches = new Batches(rowsOf(sample), there);
    for (const batch of batches.first(LARGEST_BATCH)) {
      await target.product(batch);
      await target.bare(batch);
    }
    await target.settle?.();
    const small = await compare(target, batches, 100, probe);
    const large = await compare(target, batches, LARGEST_BATCH, probe);
    const pages = await pageRound(target, sample, probe);
    return {
      rows_per_s_100: Math.round(small.product.rowsPerSecond),
      rows_per_s_1000: Math.round(large.product.rowsPerSecond),
      bare_rows_per_s_100: Math.round(small.bare.rowsPerSecond),
      bare_rows_per_s_1000: Math.round(large.bare.rowsPerSecond),
      ratio_100: hundredth(small.product.rowsPerSecond / small.bare.rowsPerSecond),
      ratio_1000: hundredth(large.product.rowsPerSecond / large.bare.rowsPerSecond),
      cpu_us_per_row_100: hundredth(small.product.cpuUsPerRow),
      cpu_us_per_row_1000: hundredth(large.product.cpuUsPerRow),
      bare_cpu_us_per_row_1000: hundredth(large.bare.cpuUsPerRow),
      stall_ms: hundredth(large.product.longestStallMs),
      page_rows_per_s: pages && Math.round(pages.rowsPerSecond),
      page_stall_ms: pages && hundredth(pages.longestStallMs),
    };
  } finally {
    probe.stop();
  }
}

const hundredth = (figure: number): number => Math.round(figure * 100) / 100;

async function compare(target: Target, batches: Batches, size: number, probe: StallProbe) {
  const product: Round[] = [];
  const bare: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const some = batches.make(ROWS_A_ROUND / size, size);
    product.push(await measure(target.product, some, probe));
    bare.push(await measure(target.bare, some, probe));
  }
  return { product: medianRound(product.slice(1)), bare: medianRound(bare.slice(1)) };
}

async function pageRound(
  { store }: Target,
  sample: readonly NormalisedCall[],
  probe: StallProbe,
): Promise<Round | null> {
  if (!store) return null;
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await writePages(store, sample, ROWS_A_ROUND / LARGEST_BATCH, LARGEST_BATCH, probe));
  }
  return medianRound(rounds.slice(1));
}
