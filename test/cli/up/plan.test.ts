import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePlan, type PlanOptions } from '../../../cli/up/plan.ts';
import { loadConfig } from '../../../schemas/config.ts';

describe('makePlan', () => {
  let home: string;

  before(() => (home = mkdtempSync(join(tmpdir(), 'plantao-plan-'))));
  after(() => rmSync(home, { recursive: true, force: true }));

  const planned = async (settings: Record<string, string> = {}, options: PlanOptions = {}) => {
    const ports = {
      API_PORT: '0',
      SIMULATOR_DIALER_PORT: '0',
      SIMULATOR_PIPEDRIVE_PORT: '0',
      WORKER_METRICS_PORT: '0',
    };
    const config = loadConfig({ PLANTAO_HOME: home, TEMPORAL_ADDRESS: '127.0.0.1:9', ...ports, ...settings });
    const { steps } = await makePlan(config, options);
    const worker = steps.flat().find(({ name }) => name === 'worker')?.env ?? {};
    return { names: steps.map((step) => step.map(({ name }) => name)), worker };
  };
  const SIMULATED = /^http:\/\/127\.0\.0\.1:\d+\/api\/v1$/;

  it('A.2: with no vendor named both are simulated, start together, and Pipedrive is told', async () => {
    const { names, worker } = await planned();
    assert.deepEqual(names, [['dialer', 'pipedrive'], ['worker'], ['api']]);
    assert.match(worker['DIALER_BASE_URL'] ?? '', SIMULATED);
    assert.match(worker['PIPEDRIVE_BASE_URL'] ?? '', SIMULATED);
    assert.equal(worker['CONSULTANTS_PIPEDRIVE_PUSH'], 'activity');
    const chosen = await planned({ CONSULTANTS_PIPEDRIVE_PUSH: 'deal-owner' });
    assert.equal(chosen.worker['CONSULTANTS_PIPEDRIVE_PUSH'], 'deal-owner');
  });

  it('A.2: a real Pipedrive is told only when its own settings say so', async () => {
    const { names, worker } = await planned({ PIPEDRIVE_BASE_URL: 'https://vendor.invalid/api/v1' });
    assert.deepEqual(names, [['dialer'], ['worker'], ['api']]);
    assert.equal(worker['PIPEDRIVE_BASE_URL'], undefined);
    assert.equal(worker['CONSULTANTS_PIPEDRIVE_PUSH'], undefined);
  });

  it('A.2: beside a real dialer nothing is simulated', async () => {
    const { names, worker } = await planned({ DIALER_BASE_URL: 'https://vendor.invalid/api/v1' });
    assert.deepEqual(names, [[], ['worker'], ['api']]);
    assert.equal(worker['CONSULTANTS_PIPEDRIVE_PUSH'], undefined);
  });

  it('A.2: what runs alone needs is a worker', async () => {
    assert.deepEqual((await planned({}, { bare: true })).names, [[], ['worker'], []]);
  });
});
