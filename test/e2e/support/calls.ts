import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { WorkflowFailedError, type ScheduleHandle } from '@temporalio/client';
import type { z } from 'zod';
import type * as answers from '../../../api/calls/answers.ts';
import type { Product } from '../../../bench/support/product.ts';
import { dayRange } from '../../../rules/calls/windows.ts';
import { root } from '../../../runtime/paths.ts';
import type { FaultRules } from '../../../simulators/dialer/faults.ts';
import type { JournalEntry } from '../../../simulators/dialer/journal.ts';
import type { Truth } from '../../../simulators/dialer/truth.ts';
import type { WorldInput } from '../../../simulators/dialer/world.ts';
import { until } from '../../support/until.ts';
import type { ExecutionRow, WindowRow } from '../../../stores/calls/contract.ts';

export type Progress = z.output<typeof answers.backfillProgress>;
export type Started = z.output<typeof answers.started>;
export type QuarantineRow = z.output<typeof answers.quarantineRow>;
export type CallRecord = z.output<typeof answers.callRecord>;

export const ZONE = 'America/Sao_Paulo';
/** A local day of the account as instants, `[from, to)`. */
export const day = (text: string) => dayRange(text, ZONE);

export interface Range {
  readonly from: string;
  readonly to: string;
}
export interface Request extends Range {
  readonly campaigns: readonly number[];
}

/** A run that is over, as the API tells of it. */
export interface Ended {
  readonly id: string;
  readonly execution: ExecutionRow;
  readonly windows: readonly WindowRow[];
}

/** Campaigns that dial on the days named for them and on no other, so that scenarios do not meet. */
export const setWorld = (
  { simulate }: Product,
  campaigns: NonNullable<WorldInput['campaigns']>,
  more: WorldInput = {},
) =>
  told(
    simulate('PUT', '/__world', { ...more, campaigns: campaigns.map((campaign) => ({ callsPerDay: 0, ...campaign })) }),
  );

export const setFaults = ({ simulate }: Product, rules: FaultRules) => told(simulate('PUT', '/__faults', rules));

/** The simulator answers a control request that makes no sense with a sentence, not with an error. */
export async function told(answer: Promise<unknown>): Promise<void> {
  const { error } = ((await answer) ?? {}) as { error?: string };
  if (error !== undefined) throw new Error(error);
}

/** Asks the API; refuses any other status than the expected one. */
export async function ask<T>(product: Product, method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await product.call(method, path, body);
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}

/** Every item of a cursor-paged list. */
export async function all<T>(product: Product, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = '';
  do {
    const query: string = `${path.includes('?') ? '&' : '?'}limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const page: { items: T[]; nextCursor: string | null } = await ask(product, 'GET', path + query);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

export const start = (product: Product, request: Request) =>
  ask<Started>(product, 'POST', '/calls/backfills', request, 202);

export const progress = (product: Product, id: string) =>
  ask<Progress>(product, 'GET', `/calls/backfills/${encodeURIComponent(id)}`);

/** Waits for the end of a run and reads what is on record of it. */
export async function ended(product: Product, id: string): Promise<Ended> {
  try {
    await product.client.workflow.getHandle(id).result();
  } catch (error) {
    // Its record says how it failed.
    if (!(error instanceof WorkflowFailedError)) throw error;
  }
  const { state, execution } = await progress(product, id);
  assert.ok(execution !== null && state === 'ended', `${id} is ${state}`);
  const windows = await all<WindowRow>(product, `/calls/executions/${execution.id}/windows`);
  return { id, execution, windows };
}

export const backfill = async (product: Product, request: Request): Promise<Ended> =>
  ended(product, (await start(product, request)).id);

/** What the vendor holds of a campaign. */
export const truth = async ({ simulate }: Product, campaign: number, { from, to }: Range, ids = false) =>
  (await simulate('GET', `/__truth?campaign=${campaign}&from=${from}&to=${to}${ids ? '&ids=1' : ''}`)) as Truth;

const usable = ({ count, missingIds, overLongIds }: Truth): number => count - missingIds - overLongIds;
const digest = (ids: readonly string[]) => createHash('sha256').update(ids.toSorted().join('\n')).digest('hex');

/** The calls that the API gives of a campaign, without those that the vendor no longer lists. */
export const storedCalls = async (product: Product, campaign: number, { from, to }: Range) =>
  (await all<CallRecord>(product, `/calls?campaign=${campaign}&from=${from}&to=${to}`)).filter(
    (call) => call['missing_since'] === null,
  );

/** Fails unless exactly the calls of the vendor are stored, each once. @returns how many they are */
export async function assertTrue(product: Product, campaign: number, range: Range): Promise<number> {
  return compare(
    await truth(product, campaign, range),
    (await storedCalls(product, campaign, range)).map(({ id }) => String(id)),
  );
}

/** The same for so many calls that reading them page by page would take long. */
export async function assertManyTrue(product: Product, campaign: number, range: Range): Promise<number> {
  const window = { campaign, ...range };
  return compare(await truth(product, campaign, range), await product.store.calls.callIds('main', window));
}

function compare(truly: Truth, ids: readonly string[]): number {
  assert.equal(ids.length, usable(truly));
  assert.equal(digest(ids), truly.hash);
  return ids.length;
}

/** What the vendor was asked, oldest first. */
export const journal = async ({ simulate }: Product): Promise<JournalEntry[]> =>
  (await simulate('GET', '/__journal')) as JournalEntry[];

/** Requests for pages of a campaign's calls. */
export const pagesAsked = async (product: Product, campaign: number): Promise<JournalEntry[]> =>
  (await journal(product)).filter(
    ({ path, query }) => path === '/calls' && new URLSearchParams(query).get('campaigns[]') === String(campaign),
  );

/** How often each page was asked for. */
export const timesAsked = (entries: readonly JournalEntry[]): Map<number, number> =>
  entries.reduce((times, { page }) => times.set(page ?? 0, (times.get(page ?? 0) ?? 0) + 1), new Map<number, number>());

/** Makes a schedule act and gives the workflow id of the first run that it starts. */
export async function trigger(
  { client }: Product,
  scheduleId: string,
  act = (handle: ScheduleHandle): Promise<void> => handle.trigger(),
): Promise<string> {
  const handle = client.schedule.getHandle(scheduleId);
  const before = (await handle.describe()).info.numActionsTaken;
  await act(handle);
  return until(async () => {
    const { info } = await handle.describe();
    // Of the actions since, the first; the list keeps the last ones.
    const since = info.numActionsTaken - before;
    return since > 0 && info.recentActions.at(-since)?.action.workflow.workflowId;
  });
}

/** A run that a schedule started, when it is over. */
export async function endedScheduled(product: Product, workflowId: string): Promise<Ended> {
  await product.client.workflow.getHandle(workflowId).result();
  const executions = await all<ExecutionRow>(product, '/calls/executions');
  const execution = executions.find((row) => row.workflowId === workflowId);
  assert.ok(execution, `no record of ${workflowId}`);
  return {
    id: workflowId,
    execution,
    windows: await all<WindowRow>(product, `/calls/executions/${execution.id}/windows`),
  };
}

/** One command of the product's own command line, with nothing to read from. */
export async function plantao({ env }: Pick<Product, 'env'>, ...args: string[]) {
  const child = spawn(process.execPath, ['cli/main.ts', ...args], {
    cwd: root,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
