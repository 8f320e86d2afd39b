import { exitCode, type ExitCode } from '../../rules/calls/outcome.ts';
import type { CallStore, ExecutionRow, WindowRow } from '../../stores/calls/contract.ts';
import { EXECUTION_HEAD, executionCells, localTime, table } from './output.ts';

const SHOWN = 10;

/** A window that did not end well, and why. */
type Problem = Pick<WindowRow, 'campaign' | 'from' | 'to' | 'state' | 'reason' | 'detail'>;

/** A run with what went wrong in it: the first windows that are partial or failed. */
export type RunReport = ExecutionRow & { readonly problems: readonly Problem[] };

export async function report(store: Pick<CallStore, 'listWindows'>, run: ExecutionRow): Promise<RunReport> {
  const pages = await Promise.all(
    (['failed', 'partial'] as const).map((state) => store.listWindows(run.id, { state, limit: SHOWN })),
  );
  const problems = pages
    .flatMap(({ items }) => items)
    .slice(0, SHOWN)
    .map(({ campaign, from, to, state, reason, detail }) => ({ campaign, from, to, state, reason, detail }));
  return { ...run, problems };
}

/** Exit code of a run that has ended (5.5). */
export const exitCodeOf = (run: ExecutionRow): ExitCode =>
  exitCode({ windows: run.windows, rows: run, aborted: run.status === 'FAILED' });

/** A run for people: its line, and why it is not whole. */
export function summary(run: RunReport): string {
  const { problems, windows, errorMessage, zone } = run;
  const more = windows.partial + windows.failed - problems.length;
  return [
    table(EXECUTION_HEAD, [executionCells(run)]),
    ...(errorMessage === null ? [] : [errorMessage]),
    ...problems.map(
      ({ campaign, from, to, state, reason, detail }) =>
        `campaign ${campaign}, ${localTime(from, zone)} to ${localTime(to, zone)}: ${state} (${reason ?? 'no reason'}) ${detail ?? ''}`,
    ),
    ...(more > 0 && problems.length > 0 ? [`… and ${more} more windows.`] : []),
  ].join('\n');
}
