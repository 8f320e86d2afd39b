import { createBeginExecution } from '../../../../activities/calls/executions.ts';
import { CallError, callFailures } from '../../../../activities/calls/errors.ts';
import type { CallActivityDeps } from '../../../../activities/calls/index.ts';
import { createSyncWindow, type WindowResult } from '../../../../activities/calls/syncWindow.ts';
import type { CallWindow, RunSettings } from '../../../../schemas/calls.ts';
import type { WindowKey } from '../../../../stores/calls/contract.ts';
import { HOUR, SETTINGS, aRequest, type TestWorld } from './world.ts';

let runs = 0;

/** Begins an execution of one window, planned with the vendor's count of it unless `expectedTotal` is given. */
export async function plan(
  world: TestWorld,
  deps: CallActivityDeps,
  { window = { campaign: 5, ...HOUR } as CallWindow, expectedTotal }: PlanOptions = {},
): Promise<WindowKey> {
  const { campaign, from, to } = window;
  const request = aRequest(deps, { campaigns: [campaign], ranges: [{ from, to }] });
  const executionId = await createBeginExecution(deps)({ workflowId: `copy-${++runs}`, runId: 'run', request });
  const total = expectedTotal === undefined ? world.simulator.truth({ ...window }).count : expectedTotal;
  const [task] = await deps.store.planWindows(executionId, deps.account, 'all', [{ ...window, expectedTotal: total }]);
  if (!task) throw new Error('No window was planned.');
  return { executionId, ordinal: task.ordinal };
}

export interface PlanOptions {
  readonly window?: CallWindow;
  readonly expectedTotal?: number | null;
}

/** One try of the activity. */
export const tryWindow = (
  world: TestWorld,
  deps: CallActivityDeps,
  key: WindowKey,
  { attempt = 1, settings = {} as Partial<RunSettings> } = {},
): Promise<WindowResult> =>
  world.activity(() => createSyncWindow(deps)({ ...key, settings: { ...SETTINGS, ...settings } }), attempt);

const MOST_ATTEMPTS = 8;

/**
 * Copies a window as Temporal and the run would: again after a failure that may be repeated, and the parts of a split one.
 * @returns the windows that were not split, in the order in which they ended
 */
export async function settle(
  world: TestWorld,
  deps: CallActivityDeps,
  key: WindowKey,
  settings: Partial<RunSettings> = {},
): Promise<WindowResult[]> {
  const result = await persist(world, deps, key, settings);
  if (result.state !== 'split') return [result];
  const ended: WindowResult[] = [];
  for (const { ordinal } of result.parts) ended.push(...(await settle(world, deps, { ...key, ordinal }, settings)));
  return ended;
}

async function persist(
  world: TestWorld,
  deps: CallActivityDeps,
  key: WindowKey,
  settings: Partial<RunSettings>,
): Promise<WindowResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryWindow(world, deps, key, { attempt, settings });
    } catch (error) {
      const mayRepeat = error instanceof CallError && callFailures[error.type].retryable;
      if (!mayRepeat || attempt >= MOST_ATTEMPTS) throw error;
    }
  }
}

/** Ids that the store holds of a window, and those that the vendor really has; both sorted. */
export async function storedAndTrue(
  { simulator }: TestWorld,
  { store, account }: CallActivityDeps,
  window: CallWindow = { campaign: 5, ...HOUR },
): Promise<{ stored: string[]; truth: string[] }> {
  const stored = (await store.callIds(account, window)).sort();
  return { stored, truth: simulator.truth({ ...window, withIds: true }).ids ?? [] };
}

/** Pages of calls asked for since request `since`, in the order of asking. */
export const pagesAsked = ({ simulator }: TestWorld, since = 0): (number | null)[] =>
  simulator
    .journal(since)
    .filter(({ path }) => path === '/calls')
    .map(({ page }) => page);

/** Number of the latest request. */
export const lastRequest = ({ simulator }: TestWorld): number => simulator.journal().at(-1)?.n ?? 0;
