import { advance } from '../../rules/calls/watermark.ts';
import { partsFor, planDayWindows, splitWindow } from '../../rules/calls/windows.ts';
import type { CallWindow, RunRequest } from '../../schemas/calls.ts';
import type { PlannedWindow, WindowTask } from '../../stores/calls/contract.ts';
import { countCalls } from './countCalls.ts';
import type { CallDeps } from './deps.ts';

export interface PlanWindowsInput {
  readonly executionId: number;
  readonly request: RunRequest;
  /** Which stretch of the plan, from 0: a long backfill is planned as it goes. */
  readonly chunk: number;
}

export interface PlannedChunk {
  readonly tasks: readonly WindowTask[];
  /** Nothing comes after this chunk. */
  readonly last: boolean;
}

/** Windows counted and written at a time: a minute's work for four windows in flight. */
export const WINDOWS_PER_CHUNK = 50;

/** Every window of a run, day by day (5.2). */
export const windowsOf = ({
  campaigns,
  ranges,
  settings,
}: Pick<RunRequest, 'campaigns' | 'ranges' | 'settings'>): CallWindow[] =>
  ranges.flatMap((range) =>
    planDayWindows({ campaigns: [...campaigns], ...range, zone: settings.zone, windowMinutes: settings.windowMinutes }),
  );

export type PlanWindowsDeps = Pick<CallDeps, 'dialer' | 'store' | 'account' | 'pageLimit' | 'random' | 'sleep'> & {
  readonly signal: () => AbortSignal;
};

/** Counts the next windows at the vendor, splits big ones, and writes them to the ledger once, whatever is repeated. */
export const createPlanWindows = (deps: PlanWindowsDeps) =>
  async function planWindows({ executionId, request, chunk }: PlanWindowsInput): Promise<PlannedChunk> {
    const { settings, kind } = request;
    const { store, account, signal } = deps;

    const sized = async (window: CallWindow): Promise<PlannedWindow[]> => {
      const expectedTotal = await countCalls(deps, window, settings.zone, signal());
      const parts = expectedTotal === null ? [] : splitWindow(window, partsFor(expectedTotal, settings.splitRows));
      return parts.length > 1 ? (await Promise.all(parts.map(sized))).flat() : [{ ...window, expectedTotal }];
    };

    const all = windowsOf(request);
    const last = (chunk + 1) * WINDOWS_PER_CHUNK >= all.length;
    const batch = `chunk-${chunk}`;
    const before = await store.plannedBatch(executionId, batch);
    if (before) return { tasks: before, last };

    const wanted = all.slice(chunk * WINDOWS_PER_CHUNK, (chunk + 1) * WINDOWS_PER_CHUNK);
    const open = kind === 'daily' ? await missing(store, account, wanted) : wanted;
    const planned = (await Promise.all(open.map(sized))).flat();
    return { tasks: await store.planWindows(executionId, account, batch, planned), last };
  };

/**
 * A daily run catches up from the campaign that is furthest behind; what is complete already is left out, so that one window
 * that stays partial does not make it copy everything behind it again and again (C-8).
 */
async function missing(
  store: PlanWindowsDeps['store'],
  account: string,
  windows: readonly CallWindow[],
): Promise<CallWindow[]> {
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return [];
  const campaigns = [...new Set(windows.map(({ campaign }) => campaign))];
  const ledger = await store.windowsOverlapping(account, campaigns, first.from, last.to);
  const complete = Map.groupBy(
    ledger.filter(({ state }) => state === 'complete'),
    ({ campaign }) => campaign,
  );
  const watermarks = new Map(
    await Promise.all(campaigns.map(async (campaign) => [campaign, await store.watermark(account, campaign)] as const)),
  );
  const isComplete = ({ campaign, from, to }: CallWindow) =>
    to <= (watermarks.get(campaign) ?? '') || (advance(from, complete.get(campaign) ?? []) ?? from) >= to;
  return windows.filter((window) => !isComplete(window));
}
