import type { RunPlan, RunRequest } from '../../schemas/calls.ts';
import { countCalls } from './countCalls.ts';
import type { CallDeps } from './deps.ts';
import { windowsOf } from './planWindows.ts';

const SAMPLE_WINDOWS = 20;
/** Besides its pages a window costs one count when it is planned and one when it is compared. */
const COUNTS_PER_WINDOW = 2;

export type PlanDryRunDeps = Pick<CallDeps, 'dialer' | 'pageLimit' | 'pageConcurrency' | 'random' | 'sleep' | 'now'> & {
  readonly requestsPerSecond: number;
  readonly signal: () => AbortSignal;
};

/** What a run would do: windows, requests, rows and time, from one count a campaign. Writes nothing. */
export const createPlanDryRun = (deps: PlanDryRunDeps) =>
  async function planDryRun({ campaigns, ranges, settings }: RunRequest): Promise<RunPlan> {
    const windows = windowsOf({ campaigns, ranges, settings });
    const { pageConcurrency, requestsPerSecond, now, signal } = deps;
    const count = (campaign: number, from: string, to: string) =>
      countCalls(deps, { campaign, from, to }, settings.zone, signal());

    const startedMs = now().getTime();
    const totals = await Promise.all(
      campaigns.flatMap((campaign) => ranges.map(({ from, to }) => count(campaign, from, to))),
    );
    const sample = await Promise.all(
      windows
        .slice(0, SAMPLE_WINDOWS)
        .map(async (window) => ({ ...window, expectedTotal: await count(window.campaign, window.from, window.to) })),
    );
    const asked = totals.length + sample.length;
    const msPerRequest = ((now().getTime() - startedMs) * Math.min(pageConcurrency, asked)) / Math.max(1, asked);

    const expectedRows = totals.includes(null) ? null : totals.reduce<number>((sum, total) => sum + (total ?? 0), 0);
    const requests = windows.length * (COUNTS_PER_WINDOW + 1) + Math.ceil((expectedRows ?? 0) / settings.pageSize);
    const estimatedSeconds = Math.ceil(
      requests * Math.max(1 / requestsPerSecond, msPerRequest / 1_000 / pageConcurrency),
    );
    return { windows: windows.length, requests, expectedRows, estimatedSeconds, sample };
  };
