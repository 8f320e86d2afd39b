// Records a run of every workflow against the whole product: `node test/histories/record.ts`. Only for workflows that are new:
// a replay that a change has broken is mended by `patched`, never by recording anew what has run before.
import { WorkflowFailedError } from '@temporalio/client';
import { startProduct } from '../../bench/support/product.ts';
import type { FaultRules } from '../../simulators/dialer/faults.ts';
import { control } from '../../workflows/calls/messages.ts';
import { until } from '../support/until.ts';
import { eventsUntil, scheduledActivities, timerSeconds } from '../workflows/support/history.ts';
import { save } from './save.ts';

const CAMPAIGN = 5;
const CALLS_PER_DAY = 30;
const FIRST_DAY = Date.parse('2026-03-02T03:00:00Z');
const DAY_MS = 86_400_000;
/** Small enough that ten windows go on in a second history. */
const SUGGESTED_AT = 60;

const product = await startProduct({
  api: false,
  settings: { CALLS_PAGE_SIZE: '20', CALLS_CAMPAIGNS: String(CAMPAIGN), CALLS_WINDOW_CONCURRENCY: '2' },
  dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': SUGGESTED_AT },
});
try {
  const campaigns = [{ id: CAMPAIGN, name: 'Cobrança', callsPerDay: CALLS_PER_DAY }];
  await product.simulate('PUT', '/__world', { campaigns });
  await plain();
  await continued();
  await troubled();
  await cancelled();
  await dryRun();
  for (const schedule of ['calls-daily', 'calls-sweep', 'calls-reaper']) await scheduled(schedule);
} finally {
  await product.stop();
}

async function plain(): Promise<void> {
  await save(product.client, 'backfillCalls', await ended(await start(0, 3)));
}

async function continued(): Promise<void> {
  await save(product.client, 'backfillCalls-continued', await ended(await start(10, 12)));
}

/** A refused credential, a poison page that ends alone in a partial window, a wrong count, and an operator who steers. */
async function troubled(): Promise<void> {
  const poisoned = { day: '2026-04-02', position: 12 };
  await setFaults([
    { switch: 'unauthorized', when: { route: 'calls', times: 1 } },
    { switch: 'poison-page', with: poisoned },
    { switch: 'wrong-count-endpoint', when: { from: '2026-04-04T03:00:00Z', to: '2026-04-05T03:00:00Z' } },
  ]);
  const workflowId = await start(30, 4);
  const handle = product.client.workflow.getHandle(workflowId);
  await eventsUntil(product.client.workflow, workflowId, (events) => timerSeconds(events).length > 0);
  await handle.executeUpdate(control, { args: [{ paused: true, concurrency: 3 }] });
  await handle.executeUpdate(control, { args: [{ paused: false, requestsPerSecond: 50 }] });
  await save(product.client, 'backfillCalls-troubled', await ended(workflowId));
}

async function cancelled(): Promise<void> {
  await setFaults([{ switch: 'latency', with: { ms: 500 } }]);
  const workflowId = await start(50, 4);
  await eventsUntil(product.client.workflow, workflowId, (events) => scheduledActivities(events).includes('syncWindow'));
  await product.starters.cancel(workflowId);
  await save(product.client, 'backfillCalls-cancelled', await ended(workflowId));
  await setFaults([]);
}

async function dryRun(): Promise<void> {
  await save(product.client, 'planBackfill', await ended(await start(60, 3, true)));
}

async function scheduled(id: string): Promise<void> {
  const handle = product.client.schedule.getHandle(id);
  await handle.trigger('SKIP');
  const workflowId = await until(async () => {
    const { info } = await handle.describe();
    return info.recentActions.at(-1)?.action.workflow.workflowId;
  });
  const { type } = await product.client.workflow.getHandle(workflowId).describe();
  await save(product.client, type, await ended(workflowId));
}

async function setFaults(rules: FaultRules): Promise<void> {
  await product.simulate('PUT', '/__faults', rules);
}

async function start(firstDay: number, days: number, dryRun = false): Promise<string> {
  const instant = (day: number) => new Date(FIRST_DAY + day * DAY_MS).toISOString();
  const range = { from: instant(firstDay), to: instant(firstDay + days) };
  return (await product.starters.start({ campaigns: [CAMPAIGN], ...range, dryRun })).workflowId;
}

async function ended(workflowId: string): Promise<string> {
  try {
    await product.client.workflow.getHandle(workflowId).result();
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error; // a run that fails is a history too
  }
  return workflowId;
}
