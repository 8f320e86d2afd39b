import { setTimeout as sleep } from 'node:timers/promises';
import type { ExitCode } from '../../rules/calls/outcome.ts';
import type { ExecutionRow } from '../../stores/calls/contract.ts';
import { CommandFailed } from '../failure.ts';
import type { CallsContext } from './context.ts';
import { print } from './output.ts';
import { createProgressView, silentView } from './progressView.ts';
import { createStanding } from './standing.ts';
import { exitCodeOf, report, summary } from './summary.ts';

const ASK_EVERY_MS = 300;
/** A run that was just started is on record within a second or two; longer means that no worker is there to begin it. */
const BEGIN_WITHIN_MS = 30_000;

export interface WatchOptions {
  readonly json: boolean;
  /** The run to watch; absent = the newest under the workflow id. */
  readonly runId?: string | undefined;
  /** Ends the watch, not the run. */
  readonly signal?: AbortSignal | undefined;
  /** Nobody will bring a new credential: a run that waits for one is given up. */
  readonly alone?: boolean;
}

/**
 * Follows a run to its end on standard error, then prints its summary. Reads the ledger, so it goes on while Temporal or
 * the worker is away.
 * @returns the run's exit code (5.5); null when the signal ended the watch first
 * @throws CommandFailed when the run does not begin, or is given up
 */
export async function watch(
  { store, starters }: Pick<CallsContext, 'store' | 'starters'>,
  workflowId: string,
  { json, runId, signal, alone = false }: WatchOptions,
): Promise<ExitCode | null> {
  const view = json ? silentView : createProgressView(process.stderr);
  const standing = createStanding(starters, workflowId);
  const startedMs = Date.now();
  let run: ExecutionRow | null = null;
  try {
    while (!run?.endedAt) {
      if (signal?.aborted) return null;
      run = await store.execution(workflowId, runId);
      if (run) view.show(run, standing());
      else if (Date.now() - startedMs > BEGIN_WITHIN_MS) throw notBegun(workflowId);
      if (alone && standing() === 'waiting for a new credential') throw givenUp(workflowId);
      if (!run?.endedAt) await sleep(ASK_EVERY_MS);
    }
  } finally {
    view.end();
  }
  const ended = await report(store, run);
  const exitCode = exitCodeOf(run);
  print(json, { ...ended, exitCode }, () => summary(ended));
  return exitCode;
}

const notBegun = (workflowId: string) =>
  new CommandFailed(`${workflowId} has not begun: is a worker running? (\`npm start\` runs one)`);

const givenUp = (workflowId: string) =>
  new CommandFailed(
    `The dialer refuses the token in the middle of ${workflowId}: with a new one the same command goes on where it stopped.`,
  );
