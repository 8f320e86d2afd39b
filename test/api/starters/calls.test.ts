import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkflowNotFoundError } from '@temporalio/client';
import fc from 'fast-check';
import type { CallStarters } from '../../../api/calls/deps.ts';
import { backfillId, createCallStarters, dryRunId } from '../../../api/starters/calls.ts';
import { createTemporalClient, type TemporalClient } from '../../../runtime/temporal.ts';
import { backfillRequest } from '../../../schemas/calls.ts';
import { loadConfig } from '../../../schemas/config.ts';
import { openStore, type Store } from '../../../stores/open.ts';
import { provisionSearchAttributes } from '../../../workers/searchAttributes.ts';
import { businessDay, integration, unit } from '../../../workflows/attributes.ts';
import { freshNamespace, type FreshNamespace } from '../../support/freshNamespace.ts';

const ZONE = 'America/Sao_Paulo';
const from = '2026-11-01T00:00:00-03:00';
const to = '2026-11-20T00:00:00-03:00';
const request = (campaigns: readonly unknown[], edges = { from, to }) => backfillRequest.parse({ campaigns, ...edges });
const idOf = (...given: Parameters<typeof request>) => backfillId(request(...given), 'main', ZONE);

describe('ids of calls runs', () => {
  it('C-30: name the account, the campaigns and the local days, for people to read', () => {
    assert.equal(idOf([5, 6]), 'calls-backfill-main-5+6-2026-11-01-2026-11-20');
    const halfDay = { from, to: '2026-11-01T12:30:00-03:00' };
    assert.equal(idOf([5], halfDay), 'calls-backfill-main-5-2026-11-01-2026-11-01T123000');
    assert.equal(dryRunId(idOf([5])), 'calls-backfill-main-5-2026-11-01-2026-11-20-dry-run');
  });

  it('C-30: are the same for the same request, however it is written', () => {
    assert.equal(idOf([6, 5, 5, '6']), idOf([5, 6]));
    assert.equal(idOf([5], { from: '2026-11-01T03:00:00Z', to: '2026-11-20T03:00:00Z' }), idOf([5]));
  });

  it('C-30: differ with the account, any campaign and either end of the range, down to the millisecond', () => {
    const others = [
      backfillId(request([5]), 'other', ZONE),
      idOf([5, 6]),
      idOf([56]),
      idOf([5], { from, to: '2026-11-19T00:00:00-03:00' }),
      idOf([5], { from: '2026-11-02T00:00:00-03:00', to }),
      idOf([5], { from: '2026-11-01T00:00:01-03:00', to }),
      idOf([5], { from: '2026-11-01T00:00:00.500-03:00', to }),
      idOf([5], { from: '2026-11-01T00:00:00Z', to }),
    ];
    assert.equal(new Set([...others, idOf([5])]).size, others.length + 1);
  });

  it('C-33: stay short enough to read and to store, whatever is asked for, and long lists still differ', () => {
    const lists = fc.uniqueArray(fc.integer({ min: 1, max: 2_147_483_647 }), { minLength: 1, maxLength: 500 });
    fc.assert(
      fc.property(lists, (campaigns) => {
        const id = dryRunId(backfillId(request(campaigns), 'a'.repeat(40), ZONE));
        const fewer = request(campaigns.length > 1 ? campaigns.slice(1) : [campaigns[0] === 1 ? 2 : 1]);
        return id.length <= 200 && id !== dryRunId(backfillId(fewer, 'a'.repeat(40), ZONE));
      }),
      { numRuns: 50 },
    );
    const many = Array.from({ length: 500 }, (_, index) => index + 1);
    assert.match(idOf(many), /^calls-backfill-main-500-campaigns-[0-9a-f]{10}-2026-11-01-2026-11-20$/);
  });
});

describe('starters of calls', () => {
  let folder: string;
  let store: Store;
  let fresh: FreshNamespace;
  let temporal: TemporalClient;
  let starters: CallStarters;

  before(async () => {
    fresh = await freshNamespace();
    await provisionSearchAttributes(fresh.client, fresh.namespace);
    folder = mkdtempSync(join(tmpdir(), 'plantao-starters-'));
    store = await openStore(`sqlite:${join(folder, 'plantao.db')}`);
    const config = loadConfig({
      TEMPORAL_ADDRESS: fresh.address,
      TEMPORAL_NAMESPACE: fresh.namespace,
      CALLS_ZONE: ZONE,
    });
    temporal = createTemporalClient(config);
    starters = createCallStarters({ config, temporal, store: store.calls });
  });
  after(async () => {
    await temporal.close();
    await store.close();
    await fresh.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const describe_ = (id: string) => fresh.client.workflow.getHandle(id).describe();
  const end = (id: string) => fresh.client.workflow.getHandle(id).terminate();

  it('A-21: of any number of identical starts at once one starts a run and the others join it', async () => {
    const starts = await Promise.all(Array.from({ length: 5 }, () => starters.start(request([5, 6]))));
    assert.equal(starts.filter(({ joined }) => !joined).length, 1);
    assert.equal(new Set(starts.map(({ runId }) => runId)).size, 1);
    const id = idOf([5, 6]);
    assert.ok(starts.every(({ workflowId }) => workflowId === id));
    await end(id);
    const later = await starters.start(request([6, 5]));
    assert.equal(later.joined, false, 'what is over is begun anew');
    assert.notEqual(later.runId, starts[0]?.runId);
    await end(id);
  });

  it('design §4: a run is found by its integration, days and campaigns', async () => {
    const { workflowId } = await starters.start(request([7]));
    const { type, taskQueue, typedSearchAttributes: attributes } = await describe_(workflowId);
    assert.deepEqual([type, taskQueue], ['backfillCalls', 'calls']);
    assert.deepEqual(
      [integration, businessDay, unit].map((key) => attributes.get(key)),
      ['calls', '2026-11-01/2026-11-19', '7'],
    );
    await end(workflowId);
  });

  it('C-51: a dry run has an id of its own, beside the run itself', async () => {
    const dry = await starters.start({ ...request([8]), dryRun: true });
    const real = await starters.start(request([8]));
    assert.equal(dry.workflowId, `${real.workflowId}-dry-run`);
    assert.equal((await describe_(dry.workflowId)).type, 'planBackfill');
    assert.equal(await starters.plan(dry.workflowId), 'planning');
    assert.equal(await starters.plan(real.workflowId), null);
    await Promise.all([end(dry.workflowId), end(real.workflowId)]);
  });

  it('design §5: what is asked of a run that does not exist is answered, not hung', async () => {
    assert.equal(await starters.live('calls-backfill-none'), null);
    assert.equal(await starters.plan('calls-backfill-none'), null);
    await assert.rejects(starters.cancel('calls-backfill-none'), WorkflowNotFoundError);
    await assert.rejects(starters.control('calls-backfill-none', { paused: true }));
  });
});
