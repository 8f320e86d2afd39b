import assert from 'node:assert/strict';
import type { CallStarters } from '../../api/calls/deps.ts';
import { TemporalUnavailableError } from '../../runtime/temporal.ts';
import type { RunPlan, RunProgress } from '../../schemas/calls.ts';
import { aBatch, aCall, aRun, AT, CAMPAIGN, DAY } from '../stores/support/builders.ts';
import { startApi } from './support/startApi.ts';
import type { Api } from './support/startApi.ts';

const ENDED = '2026-11-22T12:00:00.000Z';
const counts = { fetched: 0, inserted: 0, updated: 0, unchanged: 0, quarantined: 0, failed: 0 };

const progress: RunProgress = {
  kind: 'backfill',
  executionId: 1,
  controls: { paused: true, concurrency: 2, requestsPerSecond: null },
  waitingForCredential: true,
  windows: { total: 3, complete: 1, partial: 0, failed: 0 },
  rows: counts,
  pages: 4,
  running: [DAY],
};
const plan: RunPlan = {
  windows: 1,
  requests: 3,
  expectedRows: null,
  estimatedSeconds: 1.5,
  sample: [{ ...DAY, expectedTotal: null }],
};

describe('/calls', () => {
  let api: Api;
  let operator: string;
  let viewer: string;
  let executionId: number;
  let live: CallStarters['live'];
  let planned: CallStarters['plan'];

  before(async () => {
    const starters = { live: (id: string) => live(id), plan: (id: string) => planned(id) };
    api = await startApi({ starters, now: () => new Date(ENDED) });
    operator = await api.tokenOf('operator');
    viewer = await api.tokenOf('viewer');
    const { calls } = api.store;
    executionId = await calls.beginExecution(aRun('ended'));
    await calls.planWindows(executionId, 'main', 'chunk-1', [{ ...DAY, expectedTotal: 2 }]);
    const [first] = (await calls.listWindows(executionId, { limit: 1 })).items;
    const window = { executionId, ordinal: first?.ordinal ?? 0 };
    await calls.startPass(
      window,
      { pass: 1, pagesDone: 0, pagesAhead: [], largestPage: 0, nextLink: '/x?secret=1' },
      AT,
    );
    await calls.writeBatch(
      aBatch(window, [aCall({ id: 'one' }), aCall({ id: 'two' })], {
        rejected: [{ reason: 'missing-id', raw: '{"phone":"5511"}', at: AT, campaignId: CAMPAIGN }],
      }),
    );
    const end = { passes: 1, expectedTotal: 2, storedTotal: 2, reason: null, detail: null, at: ENDED };
    await calls.finishWindow(window, { state: 'complete', ...end });
    await calls.endExecution(executionId, { status: 'COMPLETED_WITH_ERRORS', errorMessage: null, endedAt: ENDED });
    await calls.beginExecution(aRun('going'));
    await calls.beginExecution(aRun('nightly', { kind: 'daily' }));
  });
  after(() => api.stop());
  beforeEach(() => {
    live = async () => null;
    planned = async () => null;
    api.starters.asked.length = 0;
  });

  const get = (path: string, token = viewer) => api.call('GET', path, { token });

  describe('starting', () => {
    it('C-51: a backfill is started as it was checked, and its place is told', async () => {
      const body = { campaigns: ['6', 5, 6], from: '2026-11-01T00:00:00-03:00', to: '2026-11-02T00:00:00-03:00' };
      const { status, json, headers } = await api.call('POST', '/calls/backfills', { token: operator, body });
      assert.equal(status, 202);
      assert.deepEqual(api.starters.asked, [
        [
          'start',
          { campaigns: [5, 6], from: '2026-11-01T03:00:00.000Z', to: '2026-11-02T03:00:00.000Z', dryRun: false },
        ],
      ]);
      const self = '/calls/backfills/calls-backfill-1';
      assert.equal(headers.get('location'), self);
      assert.deepEqual(json, {
        id: 'calls-backfill-1',
        workflowId: 'calls-backfill-1',
        runId: 'run-1',
        joined: false,
        links: { self, windows: `${self}/windows` },
      });
    });
  });

  describe('watching', () => {
    it('C-36: an ended backfill is its record with counts; Temporal is not asked', async () => {
      const { json } = await get('/calls/backfills/ended');
      assert.equal(json.state, 'ended');
      assert.equal(json.live, null);
      assert.deepEqual(json.execution.windows, { total: 1, complete: 1, partial: 0, failed: 0 });
      const { fetched, inserted, updated, unchanged, quarantined, failed } = json.execution;
      assert.deepEqual([fetched, inserted, updated, unchanged, quarantined, failed], [3, 2, 0, 0, 1, 0]);
      assert.equal(json.execution.status, 'COMPLETED_WITH_ERRORS');
      assert.deepEqual(api.starters.asked, []);
    });

    it('C-36: a going one also says what it does now, and why it waits', async () => {
      live = async () => progress;
      const { json } = await get('/calls/backfills/going');
      assert.equal(json.state, 'running');
      assert.deepEqual(json.live, progress);
    });

    it('C-36: its record is read while Temporal is away', async () => {
      live = () => Promise.reject(new TemporalUnavailableError('away'));
      const { status, json } = await get('/calls/backfills/going');
      assert.equal(status, 200);
      assert.deepEqual([json.state, json.live, json.execution.status], ['running', null, 'RUNNING']);
    });

    it('C-36: one that has no record yet is going, when Temporal says so', async () => {
      live = async (id) => (id === 'begun' ? progress : null);
      const { json } = await get('/calls/backfills/begun');
      assert.deepEqual([json.state, json.execution], ['running', null]);
      assert.equal((await get('/calls/backfills/unknown')).status, 404);
      planned = () => Promise.reject(new TemporalUnavailableError('away'));
      assert.equal((await get('/calls/backfills/begun')).status, 503);
    });

    it('C-51: a dry run is what it found, or that it is still at it', async () => {
      planned = async () => plan;
      assert.deepEqual((await get('/calls/backfills/tried')).json.plan, plan);
      planned = async () => 'planning';
      assert.equal((await get('/calls/backfills/tried')).json.state, 'planning');
    });

    it('C-36: backfills are listed newest first, page by page, without other runs', async () => {
      const first = (await get('/calls/backfills?limit=1')).json;
      const second = (await get(`/calls/backfills?limit=1&cursor=${first.nextCursor}`)).json;
      assert.deepEqual([first.items[0].id, second.items[0].id, second.nextCursor], ['going', 'ended', null]);
      assert.equal((await get('/calls/backfills?status=RUNNING')).json.items.length, 1);
      assert.equal((await get('/calls/executions')).json.items.length, 3);
      assert.equal((await get('/calls/executions?kind=daily')).json.items[0].workflowId, 'nightly');
    });

    it('C-36: windows are listed with their reason, and without what a pass keeps for itself', async () => {
      for (const path of ['/calls/backfills/ended/windows', `/calls/executions/${executionId}/windows`]) {
        const { text, json } = await get(path);
        assert.equal(json.items[0].state, 'complete');
        assert.ok(!text.includes('secret'));
      }
      assert.equal((await get('/calls/backfills/ended/windows?state=failed')).json.items.length, 0);
      assert.equal((await get('/calls/backfills/unknown/windows')).status, 404);
    });

    it('C-36: completeness is drawn by campaign and local day', async () => {
      const query = `from=2026-11-19&to=2026-11-21&campaigns=${CAMPAIGN}`;
      const { json } = await get(`/calls/completeness?${query}`);
      const states = json.days.map(({ day, state }: { day: string; state: string }) => [day, state]);
      // The window is a day of UTC: it covers the end of one local day and the beginning of the next.
      assert.deepEqual(states, [
        ['2026-11-19', 'partial'],
        ['2026-11-20', 'partial'],
      ]);
      const all = await get('/calls/completeness?from=2026-11-19&to=2026-11-21');
      assert.deepEqual(all.json, json, 'campaigns left out are those of the range');
      const campaigns = Array.from({ length: 500 }, (_, i) => i + 1).join(',');
      const huge = await get(`/calls/completeness?from=2025-01-01&to=2026-11-21&campaigns=${campaigns}`);
      assert.equal(huge.json.errors[0].field, 'to');
    });
  });

  describe('steering', () => {
    const post = (path: string, body?: unknown) => api.call('POST', path, { token: operator, body });

    it('C-4: pause, resume and other controls reach the run', async () => {
      assert.equal((await post('/calls/backfills/going/pause')).json.paused, true);
      assert.equal((await post('/calls/backfills/going/resume', {})).json.paused, false);
      const body = { concurrency: 9, requestsPerSecond: 0.5 };
      const changed = await api.call('PATCH', '/calls/backfills/going', { token: operator, body });
      assert.deepEqual(changed.json, { paused: false, ...body });
      assert.equal((await post('/calls/backfills/going/cancel')).status, 202);
      assert.deepEqual(
        api.starters.asked.map(([verb, id, change]) => [verb, id, change]),
        [
          ['control', 'going', { paused: true }],
          ['control', 'going', { paused: false }],
          ['control', 'going', body],
          ['cancel', 'going', undefined],
        ],
      );
    });

    it('C-4: a change of nothing is refused, and so is steering what is over', async () => {
      const nothing = await api.call('PATCH', '/calls/backfills/going', { token: operator, body: {} });
      assert.equal(nothing.json.errors[0].field, 'body');
      for (const verb of ['pause', 'resume', 'cancel']) {
        const { status, json } = await post(`/calls/backfills/ended/${verb}`);
        assert.deepEqual([status, json.type], [409, 'urn:plantao:problem:run-ended']);
      }
      assert.deepEqual(api.starters.asked, []);
    });
  });

  describe('records', () => {
    it('C-48: calls and quarantine hold personal data and are for operators alone', async () => {
      for (const path of ['/calls', '/calls/quarantine']) {
        assert.equal((await get(path)).status, 403);
        assert.equal((await get(path, await api.keyOf('viewer'))).status, 403);
        assert.equal((await get(path, operator)).status, 200);
      }
    });

    it('C-28: calls are paged by instant and id, and filtered', async () => {
      const first = (await get('/calls?limit=1', operator)).json;
      const second = (await get(`/calls?limit=1&cursor=${first.nextCursor}`, operator)).json;
      assert.deepEqual([first.items[0].id, second.items[0].id, second.nextCursor], ['one', 'two', null]);
      assert.ok(Object.keys(first.items[0]).length > 60, 'every column');
      assert.equal((await get('/calls?campaign=8', operator)).json.items.length, 0);
      assert.equal((await get('/calls?from=2026-11-21T00:00:00Z', operator)).json.items.length, 0);
    });

    it('C-28: a quarantined row is read with its reason and replayed once', async () => {
      const { items } = (await get('/calls/quarantine?resolved=false', operator)).json;
      assert.equal(items[0].reason, 'missing-id');
      const replay = () => api.call('POST', `/calls/quarantine/${items[0].id}/replay`, { token: operator });
      assert.deepEqual((await replay()).json, { outcome: 'inserted' });
      await api.store.calls.resolveQuarantine(items[0].id, 'inserted', ENDED);
      assert.equal((await replay()).status, 409);
      assert.equal((await api.call('POST', '/calls/quarantine/999/replay', { token: operator })).status, 404);
      assert.equal((await get('/calls/quarantine?resolved=true', operator)).json.items.length, 1);
    });
  });
});
