import { setTimeout as sleep } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import { keepRecent, rowsPerSecond, secondsLeft, type ProgressSample } from '../../rules/calls/estimate.ts';
import { exitCode, type ExitCode } from '../../rules/calls/outcome.ts';
import type { ExecutionRow } from '../../stores/calls/contract.ts';
import { CommandFailed } from '../failure.ts';
import type { CallsContext } from './context.ts';
import { EXECUTION_HEAD, count, executionCells, print, table } from './output.ts';

const ASK_EVERY_MS = 300;
/** A run that was just started is on record within a second or two; longer means that no worker is there to begin it. */
const BEGIN_WITHIN_MS = 30_000;
const FORMAT = '{bar} {percentage}% | {windows} windows | {pages} pages | {rows} rows | {rate} rows/s | ETA {left}';

export interface WatchOptions {
  readonly json: boolean;
  /** The run to watch; absent = the newest under the workflow id. */
  readonly runId?: string | undefined;
}

/**
 * Follows a run to its end with a bar on standard error, then prints its summary. Reads the ledger only, so it goes on while
 * Temporal or the worker is away.
 * @returns the run's exit code (5.5)
 */
export async function watch(
  { store }: Pick<CallsContext, 'store'>,
  workflowId: string,
  { json, runId }: WatchOptions,
): Promise<ExitCode> {
  const bar = new SingleBar({
    format: FORMAT,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    noTTYOutput: false,
  });
  let samples: ProgressSample[] = [];
  const startedMs = Date.now();
  let shown = false;
  try {
    for (;;) {
      const run = await store.execution(workflowId, runId);
      if (run?.endedAt) {
        if (shown) bar.stop();
        print(
          json,
          { ...run, exitCode: exitOf(run) },
          () => table(EXECUTION_HEAD, [executionCells(run)]) + reasons(run),
        );
        return exitOf(run);
      }
      if (!run && Date.now() - startedMs > BEGIN_WITHIN_MS) {
        throw new CommandFailed(`${workflowId} has not begun: is a worker running? (npm start runs one)`);
      }
      if (run && !json) {
        samples = keepRecent(samples, { atMs: Date.now(), rows: run.fetched });
        if (!shown) bar.start(1, 0, payload(run, 0));
        shown = true;
        bar.setTotal(Math.max(1, run.expectedRows ?? run.windows.total));
        bar.update(
          run.expectedRows === null ? ended(run) : Math.min(run.fetched, run.expectedRows),
          payload(run, rowsPerSecond(samples)),
        );
      }
      await sleep(ASK_EVERY_MS);
    }
  } finally {
    if (shown) bar.stop();
  }
}

const ended = ({ windows }: ExecutionRow): number => windows.complete + windows.partial + windows.failed;

const exitOf = (run: ExecutionRow): ExitCode =>
  exitCode({ windows: run.windows, rows: run, aborted: run.status === 'FAILED' });

const reasons = ({ errorMessage }: ExecutionRow): string => (errorMessage === null ? '' : `\n${errorMessage}`);

function payload(run: ExecutionRow, rate: number): Record<string, string> {
  const left = secondsLeft(run.expectedRows, run.fetched, rate);
  return {
    windows: `${ended(run)}/${run.windows.total}`,
    pages: count(run.pages),
    rows: count(run.fetched),
    rate: count(Math.round(rate)),
    left: left === null ? '—' : `${left} s`,
  };
}
