import { initialBudget } from '../../../../rules/requestBudget.ts';
import type { CallStore, PlannedWindow, Resync, WindowEnd } from '../../../../stores/calls/contract.ts';
import { ACCOUNT, AT, CAMPAIGN, DAY, aBatch, aCall, aCursor, aMailing, aRun } from '../../support/builders.ts';
import type { SamplesOf } from './samples.ts';

const RUN = 1;
const WINDOW = { executionId: RUN, ordinal: 1 };
const PLANNED: PlannedWindow = { ...DAY, expectedTotal: 100 };
const RESYNC: Resync = { campaign: CAMPAIGN, day: '2026-11-20', requestedAt: AT };
const BUDGET = initialBudget(5, 0);
const COMPLETE: WindowEnd = {
  state: 'complete',
  passes: 1,
  expectedTotal: 100,
  storedTotal: 100,
  reason: null,
  detail: null,
  at: AT,
};
const CALL = aCall({
  id: 'call-1',
  mailing: aMailing('mailing-1', [{ name: 'CPF', normalisedName: 'cpf', value: '1' }]),
  oddities: [{ field: 'duration', rule: 'not-an-integer', original: 'x' }],
});
const REJECTED = { reason: 'missing-id', raw: '{}', at: AT, campaignId: CAMPAIGN } as const;

const position = (...values: (string | number)[]) => Buffer.from(JSON.stringify(values)).toString('base64url');

export const callSamples: SamplesOf<CallStore> = {
  beginExecution: (calls) => calls.beginExecution(aRun('workflow-1')),
  endExecution: (calls) => calls.endExecution(RUN, { status: 'COMPLETED_SUCCESS', errorMessage: null, endedAt: AT }),
  async execution(calls) {
    await calls.execution('workflow-1');
    await calls.execution('workflow-1', 'run-1');
  },
  async listExecutions(calls) {
    await calls.listExecutions({ limit: 50 });
    await calls.listExecutions({ limit: 50, kind: 'backfill', status: 'RUNNING', cursor: position(9) });
  },
  openExecutions: (calls) => calls.openExecutions(),
  planWindows: (calls) => calls.planWindows(RUN, ACCOUNT, 'chunk-1', [PLANNED]),
  plannedBatch: (calls) => calls.plannedBatch(RUN, 'chunk-1'),
  splitWindow: (calls) => calls.splitWindow(WINDOW, [PLANNED], AT),
  window: (calls) => calls.window(WINDOW),
  async listWindows(calls) {
    await calls.listWindows(RUN, { limit: 50 });
    await calls.listWindows(RUN, { limit: 50, state: 'partial', cursor: position(9) });
  },
  startPass: (calls) => calls.startPass(WINDOW, aCursor(0), AT),
  writeBatch: (calls) => calls.writeBatch(aBatch(WINDOW, [CALL], { rejected: [REJECTED] })),
  finishWindow: (calls) => calls.finishWindow(WINDOW, COMPLETE),
  countCalls: (calls) => calls.countCalls(ACCOUNT, DAY),
  countQuarantined: (calls) => calls.countQuarantined(ACCOUNT, DAY),
  callIds: (calls) => calls.callIds(ACCOUNT, DAY),
  markMissing: (calls) => calls.markMissing(ACCOUNT, [CALL.id], AT),
  async windowsOverlapping(calls) {
    await calls.windowsOverlapping(ACCOUNT, null, DAY.from, DAY.to);
    await calls.windowsOverlapping(ACCOUNT, [CAMPAIGN], DAY.from, DAY.to);
  },
  watermark: (calls) => calls.watermark(ACCOUNT, CAMPAIGN),
  advanceWatermark: (calls) => calls.advanceWatermark(ACCOUNT, CAMPAIGN, DAY.to),
  nonFinalInstants: (calls) => calls.nonFinalInstants(ACCOUNT, DAY.from),
  changeBudget: (calls) => calls.changeBudget(ACCOUNT, BUDGET, (budget) => ({ budget, result: null })),
  async listQuarantine(calls) {
    await calls.listQuarantine({ limit: 50 });
    await calls.listQuarantine({ limit: 50, resolved: true, cursor: position(9) });
    await calls.listQuarantine({ limit: 50, resolved: false, cursor: position(9) });
  },
  quarantined: (calls) => calls.quarantined(1),
  resolveQuarantine: (calls) => calls.resolveQuarantine(1, 'stored', AT),
  writeCall: (calls) => calls.writeCall(ACCOUNT, CALL, AT),
  addCall: (calls) => calls.addCall(ACCOUNT, CALL, AT),
  requestResync: (calls) => calls.requestResync(ACCOUNT, RESYNC),
  resyncs: (calls) => calls.resyncs(ACCOUNT),
  settleResync: (calls) => calls.settleResync(ACCOUNT, RESYNC),
  noteEvent: (calls) => calls.noteEvent(ACCOUNT, 'added', AT),
  lastEventAt: (calls) => calls.lastEventAt(ACCOUNT, AT),
  latestRaws: (calls) => calls.latestRaws(ACCOUNT, CAMPAIGN, AT, 10),
  async listCalls(calls) {
    await calls.listCalls({ limit: 50 });
    const cursor = position(AT, CALL.id, ACCOUNT);
    await calls.listCalls({ limit: 50, campaign: CAMPAIGN, from: DAY.from, to: DAY.to, cursor });
  },
  mailingAliases: (calls) => calls.mailingAliases(ACCOUNT, CAMPAIGN),
  purge: (calls) => calls.purge(ACCOUNT, AT),
  counters: (calls) => calls.counters(),
};
