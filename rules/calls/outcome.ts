import type { LegacyStatus, RowCounts, WindowCounts } from '../../schemas/calls.ts';

/** What the outcome of a run is decided from (5.5). */
export interface RunResult {
  readonly windows: WindowCounts;
  readonly rows: RowCounts;
  /** The run was ended before it was through. */
  readonly aborted?: boolean;
}

/** 0 complete, 1 failed, 3 partial; 2 is bad usage and never a run's (C-32). */
export type ExitCode = 0 | 1 | 3;

const isFailed = ({ windows, aborted = false }: RunResult): boolean =>
  // A partial window has stored what it could read: a run of one such window is partial, not failed.
  aborted || (windows.total > 0 && windows.complete + windows.partial === 0);

const isWhole = ({ windows, rows }: RunResult): boolean => windows.complete === windows.total && rows.failed === 0;

/** C-37: success and no-data are said only when every window is complete. */
export function legacyStatus(run: RunResult): Exclude<LegacyStatus, 'RUNNING'> {
  if (isFailed(run)) return 'FAILED';
  if (!isWhole(run) || run.rows.quarantined > 0) return 'COMPLETED_WITH_ERRORS';
  return run.rows.fetched > 0 ? 'COMPLETED_SUCCESS' : 'COMPLETED_NO_DATA';
}

/** Exit code of the command that waited for the run. Quarantined rows alone do not make it partial. */
export function exitCode(run: RunResult): ExitCode {
  if (isFailed(run)) return 1;
  return isWhole(run) ? 0 : 3;
}
