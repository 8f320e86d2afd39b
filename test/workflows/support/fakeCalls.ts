import { ApplicationFailure } from '@temporalio/common';
import type { CallActivities } from '../../../activities/calls/index.ts';
import type { WindowResult } from '../../../activities/calls/syncWindow.ts';
import { CREDENTIALS_REJECTED } from '../../../rules/calls/failures.ts';
import type { RunTask } from '../../../rules/calls/run.ts';
import type { RunRequest, RunSettings } from '../../../schemas/calls.ts';

export const settings: RunSettings = {
  zone: 'America/Sao_Paulo',
  pageSize: 500,
  windowMinutes: 1_440,
  overlapMinutes: 5,
  lagMinutes: 60,
  splitRows: 20_000,
  windowConcurrency: 2,
  heartbeatTimeoutSeconds: 20,
};

export const request: RunRequest = {
  kind: 'backfill',
  account: 'main',
  campaigns: [5],
  ranges: [{ from: '2026-03-01T03:00:00.000Z', to: '2026-03-05T03:00:00.000Z' }],
  labels: { campaigns: '5', days: '2026-03-01/2026-03-04' },
  settings,
};

export const EXECUTION = 7;
const ROWS = { fetched: 10, inserted: 10, updated: 0, unchanged: 0, quarantined: 0, failed: 0 };

export const task = (ordinal: number): RunTask => ({
  ordinal,
  campaign: 5,
  from: new Date(Date.parse('2026-03-01T03:00:00Z') + ordinal * 86_400_000).toISOString(),
  to: new Date(Date.parse('2026-03-02T03:00:00Z') + ordinal * 86_400_000).toISOString(),
  expectedTotal: 10,
});

export const ended = (ordinal: number, change: Partial<WindowResult> = {}): WindowResult => ({
  ordinal,
  state: 'complete',
  reason: null,
  parts: [],
  rows: ROWS,
  pages: 1,
  ...change,
});

export const refused = () =>
  ApplicationFailure.nonRetryable('The dialer refused the credential.', CREDENTIALS_REJECTED);

export interface Asked {
  readonly activity: string;
  readonly input: unknown;
}

export interface FakeCalls {
  /** What a worker runs. */
  readonly activities: CallActivities;
  /** Every activity that was asked for, in order. */
  readonly asked: readonly Asked[];
  /** Inputs of one activity. */
  inputsOf<Name extends keyof CallActivities>(name: Name): Parameters<CallActivities[Name]>[0][];
}

export interface FakeOptions extends Partial<CallActivities> {
  /** Windows of the plan. @default 4 */
  readonly windows?: number;
  /** Windows of one stretch of the plan. @default all */
  readonly perChunk?: number;
}

/** The activities of calls without vendor and store: they record what they were asked and answer as scripted. */
export function fakeCalls({ windows = 4, perChunk = windows, ...scripted }: FakeOptions = {}): FakeCalls {
  const asked: Asked[] = [];
  const activities: CallActivities = {
    beginExecution: async () => EXECUTION,
    endExecution: async ({ aborted }) => ({
      executionId: EXECUTION,
      status: aborted === null ? 'COMPLETED_SUCCESS' : 'FAILED',
      windows: { total: windows, complete: windows, partial: 0, failed: 0 },
      rows: ROWS,
      pages: windows,
    }),
    reapExecutions: async () => 3,
    planWindows: async ({ chunk }) => ({
      tasks: Array.from({ length: windows }, (_, ordinal) => task(ordinal)).slice(
        chunk * perChunk,
        (chunk + 1) * perChunk,
      ),
      last: (chunk + 1) * perChunk >= windows,
    }),
    planDryRun: async () => ({ windows, requests: 12, expectedRows: 40, estimatedSeconds: 1, sample: [] }),
    planDaily: async () => ({ ...request, kind: 'daily' }),
    planSweep: async () => ({ ...request, kind: 'sweep' }),
    syncWindow: async ({ ordinal }) => ended(ordinal),
    setRequestRate: async () => undefined,
    purgeExpired: async () => ({}),
    ...scripted,
  };
  const recorded = Object.entries(activities).map(([activity, run]) => [
    activity,
    (input: never) => {
      asked.push({ activity, input });
      return run(input);
    },
  ]);
  return {
    activities: Object.fromEntries(recorded) as CallActivities,
    asked,
    inputsOf: (name) =>
      asked.filter(({ activity }) => activity === name).map(({ input }) => input) as Parameters<
        CallActivities[typeof name]
      >[0][],
  };
}
