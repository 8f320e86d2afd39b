import { cpus } from 'node:os';
import type { NormalisedCall } from '../../rules/calls/types.ts';
import { callsUpsert } from '../../stores/calls/upserts.ts';
import type { BenchOptions } from '../main.ts';
import { benchDialect, type DialectFigures } from './dialect.ts';
import { mssqlTarget } from './mssql.ts';
import { postgresTarget } from './postgres.ts';
import { sampleCalls } from './sampleRows.ts';
import { sqliteTarget } from './sqlite.ts';
import { NotHere, type Target } from './target.ts';

const DEFAULT_ROWS_THERE = 20_000;

/** Every database by name: one line each. */
const targets: Record<string, () => Promise<Target>> = {
  sqlite: sqliteTarget,
  postgres: postgresTarget,
  mssql: mssqlTarget,
};

/**
 * Upserts of simulated calls, half new and half changed, into a table that holds `size` of them (default 20,000): rows/s of
 * the product and of the least that writes the same rows, and for how long the event loop stands still meanwhile. For
 * SQL Server a stand-in takes everything, so that its figures are the client's cost alone.
 */
export async function benchStores({ size = DEFAULT_ROWS_THERE, say }: BenchOptions): Promise<Record<string, unknown>> {
  const startedMs = Date.now();
  const sample = await sampleCalls();
  const found: DialectFigures[] = [];
  const byDialect: Record<string, unknown> = {};
  for (const [name, open] of Object.entries(targets)) {
    say(`${name}: upserts of ${callsUpsert.columns.length} columns`);
    const figures = await figuresOf(open, sample, size);
    if (typeof figures === 'string') {
      Object.assign(byDialect, { [name]: null, [`${name}_absent`]: figures });
      continue;
    }
    found.push(figures);
    for (const [figure, value] of Object.entries(figures)) byDialect[keyOf(name, figure)] = value;
  }
  return {
    columns: callsUpsert.columns.length,
    rows_there: size,
    ...byDialect,
    stall_ms: Math.max(...found.map(({ stall_ms, page_stall_ms }) => Math.max(stall_ms, page_stall_ms ?? 0))),
    seconds: Math.round((Date.now() - startedMs) / 1_000),
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    date: new Date().toISOString().slice(0, 10),
  };
}

const keyOf = (name: string, figure: string): string =>
  figure.startsWith('ratio') ? figure.replace('ratio', `ratio_${name}`) : `${name}_${figure}`;

/** @returns a sentence when the database cannot be had */
async function figuresOf(
  open: () => Promise<Target>,
  sample: readonly NormalisedCall[],
  size: number,
): Promise<DialectFigures | string> {
  try {
    const target = await open();
    try {
      return await benchDialect(target, sample, size);
    } finally {
      await target.close();
    }
  } catch (error) {
    if (error instanceof NotHere) return error.message;
    throw error;
  }
}
