import assert from 'node:assert/strict';
import {
  createBeginExecution,
  createEndExecution,
  createReapExecutions,
  type WorkflowState,
} from '../../../activities/calls/executions.ts';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import { createPlanDaily } from '../../../activities/calls/planScheduled.ts';
import type { RunKind, RunRequest, WindowState } from '../../../schemas/calls.ts';
import type { CallWindow } from '../../../schemas/calls.ts';
import { aBatch, aCall } from '../../stores/support/builders.ts';
import { NOW, SETTINGS, aRequest, startTestWorld, type TestWorld } from './support/world.ts';

const DAYS = [
  { from: '2026-11-10T03:00:00.000Z', to: '2026-11-11T03:00:00.000Z' },
  { from: '2026-11-11T03:00:00.000Z', to: '2026-11-12T03:00:00.000Z' },
  { from: '2026-11-12T03:00:00.000Z', to: '2026-11-13T03:00:00.000Z' },
] as const;
const [FIRST, SECOND, THIRD] = DAYS;
const RANGE = { from: FIRST.from, to: THIRD.to };

type Ended = Extract<WindowState, 'complete' | 'partial' | 'failed'>;

describe('executions', () => {
  let world: TestWorld;
  let deps: CallActivityDeps;
  let runs = 0;
  before(async () => {
    world = await startTestWorld();
  });
  after(() => world.close());
  beforeEach(() => {
    world.reset();
    deps = world.fresh();
  });

  /** A run over campaign 5 whose windows ended like this; each complete one holds `rows` calls. */
  const run = async (
    states: readonly Ended[],
    {
      kind = 'backfill' as RunKind,
      rows = 1,
      rejected = 0,
      windows = DAYS as readonly Omit<CallWindow, 'campaign'>[],
    } = {},
  ) => {
    const request = aRequest(deps, { kind, ranges: [RANGE] });
    const key = { workflowId: `run-${++runs}`, runId: 'run' };
    const executionId = await createBeginExecution(deps)({ ...key, request });
    const planned = states.map((_, i) => ({ campaign: 5, ...(windows[i] ?? FIRST), expectedTotal: null }));
    const tasks = await deps.store.planWindows(executionId, deps.account, 'all', planned);
    for (const [i, { ordinal, from }] of tasks.entries()) {
      const state = states[i] ?? 'failed';
      const calls =
        state === 'complete'
          ? Array.from({ length: rows }, (_, n) => aCall({ id: `${ordinal}-${n}`, at: from, campaignId: 5 }))
          : [];
      const bad = Array.from({ length: rejected }, (_, n) => ({
        reason: 'missing-id' as const,
        raw: `{"n":"${runs}-${ordinal}-${n}"}`,
        at: from,
        campaignId: 5,
      }));
      await deps.store.writeBatch(
        aBatch({ executionId, ordinal }, calls, { account: deps.account, campaign: 5, undatedAt: from, rejected: bad }),
      );
      await deps.store.finishWindow(
        { executionId, ordinal },
        { state, passes: 1, expectedTotal: null, storedTotal: null, reason: null, detail: null, at: NOW },
      );
    }
    return { key, request, executionId };
  };
  const end = (
    { key, request }: { key: { workflowId: string; runId: string }; request: RunRequest },
    aborted: string | null = null,
  ) => createEndExecution(deps)({ ...key, request, aborted });
  const watermark = () => deps.store.watermark(deps.account, 5);

  it('C-29: a run is on record before anything is asked, and beginning it again finds it', async () => {
    const begin = createBeginExecution(deps);
    const input = { workflowId: 'twice', runId: 'run', request: aRequest(deps, { ranges: [FIRST, THIRD] }) };
    const id = await begin(input);
    assert.equal(await begin(input), id);
    assert.notEqual(await begin({ ...input, runId: 'another' }), id);
    const row = await deps.store.execution('twice', 'run');
    assert.deepEqual(
      [row?.status, row?.kind, row?.campaigns, row?.from, row?.to, row?.zone, row?.startedAt],
      ['RUNNING', 'backfill', [5], FIRST.from, THIRD.to, SETTINGS.zone, NOW],
    );
    assert.equal(world.simulator.journal().length, 0);
  });

  it('C-29: a run over nothing is refused', async () => {
    const begin = (parts: Parameters<typeof aRequest>[1]) =>
      createBeginExecution(deps)({ workflowId: 'nothing', runId: 'run', request: aRequest(deps, parts) });
    await assert.rejects(begin({ campaigns: [] }), { type: 'run-refused' });
    await assert.rejects(begin({ ranges: [] }), { type: 'run-refused' });
  });

  const outcomes: readonly [
    what: string,
    states: readonly Ended[],
    options: Parameters<typeof run>[1],
    status: string,
  ][] = [
    ['all complete', ['complete', 'complete'], {}, 'COMPLETED_SUCCESS'],
    ['all complete and empty', ['complete', 'complete'], { rows: 0 }, 'COMPLETED_NO_DATA'],
    ['no windows at all', [], {}, 'COMPLETED_NO_DATA'],
    ['rows in quarantine', ['complete'], { rejected: 2 }, 'COMPLETED_WITH_ERRORS'],
    ['a partial window', ['complete', 'partial'], {}, 'COMPLETED_WITH_ERRORS'],
    ['a failed window', ['complete', 'failed'], { rows: 0 }, 'COMPLETED_WITH_ERRORS'],
    ['every window failed', ['failed', 'failed'], {}, 'FAILED'],
  ];
  for (const [what, states, options, status] of outcomes) {
    it(`C-26, C-37: ${what} is ${status}, in the answer and on record`, async () => {
      const given = await run(states, options);
      const summary = await end(given);
      const row = await deps.store.execution(given.key.workflowId);
      assert.deepEqual([summary.status, row?.status, row?.endedAt], [status, status, NOW]);
      assert.equal(summary.windows.total, states.length);
      assert.equal(summary.pages, states.length);
      assert.deepEqual(row?.windows, summary.windows);
    });
  }

  it('C-37: a run that was broken off has failed, with its reason, whatever it had copied', async () => {
    const given = await run(['complete', 'complete']);
    assert.equal((await end(given, 'Cancelled by an operator.')).status, 'FAILED');
    assert.equal((await deps.store.execution(given.key.workflowId))?.errorMessage, 'Cancelled by an operator.');
  });

  it('C-27: ending a run twice changes nothing and gives the same answer', async () => {
    const given = await run(['complete', 'partial']);
    const first = await end(given);
    world.setNow('2026-12-01T00:00:00.000Z');
    assert.deepEqual(await end(given), first);
    assert.equal((await deps.store.execution(given.key.workflowId))?.endedAt, NOW);
    await assert.rejects(end({ ...given, key: { workflowId: 'unknown', runId: 'run' } }), { type: 'window-unknown' });
  });

  describe('watermarks', () => {
    it('C-8: a daily run starts one and moves it over what it proved', async () => {
      await end(await run(['complete', 'complete', 'complete'], { kind: 'daily' }));
      assert.equal(await watermark(), THIRD.to);
    });

    it('C-8: it stops before a hole, and moves on when any run has filled it', async () => {
      await end(await run(['complete', 'failed', 'complete'], { kind: 'daily' }));
      assert.equal(await watermark(), FIRST.to);
      await end(await run(['complete'], { windows: [THIRD] }));
      assert.equal(await watermark(), FIRST.to, 'what lies behind the hole does not count');
      await end(await run(['complete', 'complete'], { windows: [SECOND, THIRD] }));
      assert.equal(await watermark(), THIRD.to);
    });

    it('C-8: other runs start none: a backfill of last year must not make the daily run catch up from there', async () => {
      for (const kind of ['backfill', 'sweep'] as const) await end(await run(['complete', 'complete'], { kind }));
      assert.equal(await watermark(), null);
    });

    it('C-8: a first daily run that proves nothing leaves its start behind, so that the next one catches up', async () => {
      world.setNow('2026-11-11T06:00:00.000Z');
      const ranges = [FIRST];
      const request = aRequest(deps, { kind: 'daily', ranges });
      const key = { workflowId: `run-${++runs}`, runId: 'run' };
      await createBeginExecution(deps)({ ...key, request });
      await end({ key, request }, 'The dialer cannot be reached.');
      assert.equal(await watermark(), FIRST.from);
      world.setNow('2026-11-13T06:00:00.000Z');
      const next = await world.activity(() =>
        createPlanDaily({ ...deps, scheduledCampaigns: [5] })({ account: deps.account, settings: SETTINGS }),
      );
      assert.deepEqual(next.ranges, [RANGE]);
    });

    it('C-42: windows beyond the first page of the ledger count too', async () => {
      const minutes = Array.from({ length: 1_100 }, (_, i) => ({
        campaign: 5,
        from: new Date(Date.parse(FIRST.from) + i * 60_000).toISOString(),
        to: new Date(Date.parse(FIRST.from) + (i + 1) * 60_000).toISOString(),
        expectedTotal: null,
      }));
      const given = await run([], { kind: 'daily' });
      await deps.store.planWindows(given.executionId, deps.account, 'more', minutes);
      await world.store.db
        .updateTable('call_windows')
        .set({ state: 'complete', finished_at: NOW })
        .where('execution_id', '=', given.executionId)
        .execute();
      await end(given);
      assert.equal(await watermark(), minutes.at(-1)?.to);
    });
  });

  describe('reaper', () => {
    const states: readonly WorkflowState[] = ['completed', 'failed', 'cancelled', 'terminated', 'timed-out', 'gone'];

    it('C-27, A-20: rows whose workflow has ended without them are closed as failed, others are left alone', async () => {
      const given = await Promise.all(states.map(() => run([])));
      const going = await run([]);
      const closed = await run([]);
      await end(closed);
      const stateOf = async ({ workflowId }: { workflowId: string }) =>
        states[given.findIndex(({ key }) => key.workflowId === workflowId)] ?? 'running';
      assert.equal(await createReapExecutions({ ...deps, stateOf })(), states.length);
      for (const [i, { key }] of given.entries()) {
        const row = await deps.store.execution(key.workflowId);
        assert.deepEqual(
          [row?.status, row?.endedAt, row?.errorMessage],
          ['FAILED', NOW, `The workflow ended without closing this run (${states[i]}).`],
        );
      }
      assert.equal((await deps.store.execution(going.key.workflowId))?.status, 'RUNNING');
      assert.equal((await deps.store.execution(closed.key.workflowId))?.status, 'COMPLETED_NO_DATA');
      assert.equal(await createReapExecutions({ ...deps, stateOf })(), 0);
    });

    it('C-27: nothing is closed while Temporal cannot be asked', async () => {
      const { key } = await run([]);
      const stateOf = async () => Promise.reject(new Error('unreachable'));
      await assert.rejects(createReapExecutions({ ...deps, stateOf })(), /unreachable/);
      assert.equal((await deps.store.execution(key.workflowId))?.status, 'RUNNING');
    });
  });
});
