import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { Child } from '../../bench/support/child.ts';
import { startProduct, type Product } from '../../bench/support/product.ts';
import type { ExecutionRow } from '../../stores/calls/contract.ts';
import { until } from '../support/until.ts';
import {
  all,
  assertTrue,
  backfill,
  day,
  ended,
  pagesAsked,
  plantao,
  progress,
  setFaults,
  setWorld,
  start,
  trigger,
} from './support/calls.ts';

const PAGE_CONCURRENCY = 8;
const killed = day('2026-03-20');
const terminated = day('2026-03-21');
const twice = day('2026-03-22');
const many = { campaigns: Array.from({ length: 500 }, (_, i) => 10_000 + i), ...day('2026-03-23') };
const locked = day('2026-03-18');
const weeks = { from: day('2026-04-01').from, to: day('2026-04-20').to };

describe('runs of calls that are disturbed, doubled or refused', function () {
  this.timeout(60_000);
  let product: Product;
  /** The run whose worker is killed, and the pages that it had asked for by then. */
  let survivor: { readonly id: string; readonly asked: number };

  const executions = (query = '') => all<ExecutionRow>(product, `/calls/executions${query}`);

  before(async () => {
    product = await startProduct({
      settings: {
        CALLS_PAGE_SIZE: '20',
        CALLS_REQUESTS_PER_SECOND: '1000',
        CALLS_PAGE_CONCURRENCY: String(PAGE_CONCURRENCY),
        CALLS_HEARTBEAT_TIMEOUT_SECONDS: '2',
      },
    });
    const on = (text: string, calls: number) => ({ days: { [text]: calls } });
    await setWorld(product, [
      { id: 18, name: 'Banco preso', ...on('2026-03-18', 1_000) },
      { id: 20, name: 'Morte', ...on('2026-03-20', 990) },
      { id: 201, name: 'Fim', ...on('2026-03-21', 60) },
      { id: 21, name: 'Dois', ...on('2026-03-22', 200) },
      { id: many.campaigns.at(-1) ?? 0, name: 'A última', ...on('2026-03-23', 30) },
      { id: 30, name: 'Temporal', callsPerDay: 50 },
    ]);
    await setFaults(product, [
      { switch: 'never-answers', when: { campaign: 20, page: 37, times: 1 } },
      { switch: 'never-answers', when: { campaign: 201, route: 'calls' } },
      { switch: 'latency', with: { ms: 15 }, when: { campaign: 18 } },
      { switch: 'latency', with: { ms: 80 }, when: { campaign: 30 } },
      { switch: 'latency', with: { ms: 300 }, when: { campaign: 21 } },
    ]);
  });
  after(() => product.stop());

  it('A-20: a worker is killed at page 37', async () => {
    const { id } = await start(product, { campaigns: [20], ...killed });
    const before = await until(async () => {
      const asked = await pagesAsked(product, 20);
      return asked.some(({ page, status }) => page === 37 && status === 0) && asked;
    });
    await product.worker.kill();
    await product.worker.start();
    survivor = { id, asked: before.length };
  });

  it('A-20: the record of a workflow that was terminated is closed by the reaper', async () => {
    const { id } = await start(product, { campaigns: [201], ...terminated });
    await until(async () => (await progress(product, id)).execution?.windows.total === 1);
    await product.client.workflow.getHandle(id).terminate('by a test');
    assert.equal((await progress(product, id)).execution?.status, 'RUNNING');
    await product.client.workflow.getHandle(await trigger(product, 'calls-reaper')).result();
    const { execution } = await progress(product, id);
    assert.equal(execution?.status, 'FAILED');
    assert.match(execution.errorMessage ?? '', /terminated/);
    assert.notEqual(execution.endedAt, null);
  });

  it('A-21: two identical starts at once are one execution', async () => {
    const request = { campaigns: [21], ...twice };
    const [one, two] = await Promise.all([start(product, request), start(product, request)]);
    assert.deepEqual([one.workflowId, one.runId], [two.workflowId, two.runId]);
    assert.deepEqual([one.joined, two.joined].sort(), [false, true]);
    const { execution } = await ended(product, one.id);
    assert.equal(execution.inserted, 200);
    assert.equal((await executions()).filter(({ workflowId }) => workflowId === one.workflowId).length, 1);
  });

  it('A-23: a run of 500 campaigns has a whole record', async () => {
    const { execution, windows } = await backfill(product, many);
    assert.deepEqual(execution.campaigns, many.campaigns);
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.deepEqual([execution.windows.total, execution.windows.complete, windows.length], [500, 500, 500]);
    const { campaign_ids } = await product.store.db
      .selectFrom('execution_logs')
      .select('campaign_ids')
      .where('id', '=', execution.id)
      .executeTakeFirstOrThrow();
    assert.deepEqual(JSON.parse(campaign_ids), many.campaigns);
  });

  it('A-20: the worker after it has gone on at page 37; what was stored was not read again', async () => {
    const { execution, windows } = await ended(product, survivor.id);
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.deepEqual([execution.inserted, execution.pages, windows[0]?.passes], [990, 50, 1]);
    assert.equal(await assertTrue(product, 20, killed), 990);
    const again = (await pagesAsked(product, 20)).slice(survivor.asked).map(({ page }) => page ?? 0);
    // Whatever was under way when it was killed is asked for again; no page before those is.
    assert.ok(again.length > 0 && again.every((page) => page > 37 - PAGE_CONCURRENCY), `read again: ${again.join()}`);
  });

  it('A-18: a database that another program holds for a while only delays a run (SQL Server: its own restart, deadlock and language, where there is one)', async () => {
    const { id } = await start(product, { campaigns: [18], ...locked });
    await until(async () => (await pagesAsked(product, 18)).some(({ page }) => page === 5));
    const other = new DatabaseSync(join(product.folder, 'plantao.db'), { timeout: 5_000 });
    other.exec('begin immediate');
    try {
      // Nothing can be stored: before long nothing more is asked for.
      let asked = 0;
      await until(async () => asked === (asked = (await pagesAsked(product, 18)).length));
      assert.ok(asked < 50, 'the whole day had been read before');
    } finally {
      other.exec('rollback');
    }
    const { execution } = await ended(product, id);
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.deepEqual([execution.inserted, execution.fetched, execution.failed], [1_000, 1_000, 0]);
    assert.equal(await assertTrue(product, 18, locked), 1_000);
    // A transaction that was left open would hold this up until it failed.
    other.exec('begin exclusive; rollback');
    other.close();
  });

  it('C-41: Temporal killed and started again in the middle of a backfill loses and doubles nothing', async () => {
    const { id } = await start(product, { campaigns: [30], ...weeks });
    await until(async () => ((await progress(product, id)).execution?.windows.complete ?? 0) >= 4);
    const killedAt = new Date().toISOString();
    await product.temporal.restart();
    const { execution } = await ended(product, id);
    assert.ok(String(execution.endedAt) > killedAt, 'it was over before');
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.deepEqual([execution.windows.total, execution.windows.complete, execution.inserted], [20, 20, 1_000]);
    assert.equal(await assertTrue(product, 30, weeks), 1_000);
  });

  it('A-17: one date alone, a start after its end and a date that is none end with exit 2, and nothing is run', async () => {
    const before = (await executions()).length;
    const wrong = [
      ['--from', '2026-03-17'],
      ['--from', '2026-03-18', '--to', '2026-03-17'],
      ['--from', 'ontem', '--to', '2026-03-17'],
      ['--from', '2026-02-30', '--to', '2026-03-17'],
    ];
    const ends = await Promise.all(
      wrong.map((range) => plantao(product, 'calls', 'backfill', '--campaigns', '17', ...range)),
    );
    assert.deepEqual(
      ends.map(({ code }) => code),
      [2, 2, 2, 2],
      ends.map(({ output }) => output).join('\n'),
    );
    assert.equal((await executions()).length, before);
    assert.deepEqual(await pagesAsked(product, 17), []);
  });

  it('C-16: a request that makes no sense is refused with its fields, and nothing is run', async () => {
    const good = { campaigns: [17], ...day('2026-03-17') };
    const wrong: [unknown, string][] = [
      [{ ...good, to: undefined }, 'to'],
      [{ ...good, from: good.to, to: good.from }, 'to'],
      [{ ...good, from: '2026-03-17' }, 'from'],
      [{ ...good, from: 'ontem' }, 'from'],
      [{ ...good, campaigns: [] }, 'campaigns'],
      [{ ...good, campaigns: [0] }, 'campaigns[0]'],
      [{ ...good, campaigns: Array.from({ length: 501 }, (_, i) => i + 1) }, 'campaigns'],
      [{ ...good, campaign: 17 }, 'campaign'],
    ];
    for (const [body, field] of wrong) {
      const answer = await product.call('POST', '/calls/backfills', body);
      const { status, errors = [] } = answer.body as { status: number; errors?: { field: string }[] };
      assert.deepEqual([answer.status, status], [400, 400], JSON.stringify(body).slice(0, 200));
      assert.ok(
        errors.some((error) => error.field === field),
        `${field}: ${JSON.stringify(errors)}`,
      );
    }
    assert.deepEqual(await pagesAsked(product, 17), []);
  });

  it('A-26: a table that is not quite the legacy one is refused at start with the migration named; set aside, it is left alone', async () => {
    const file = join(product.folder, 'legacy.db');
    const legacy = new DatabaseSync(file);
    legacy.exec(`create table calls (id nvarchar(50) primary key, list_name nvarchar(255), call_date datetime);
      insert into calls values ('6650a1b2c3d4e5f601234567', 'Base', '2024-05-01 14:03:22')`);
    const env = { ...product.env, DATABASE_URL: `sqlite:${file}`, CALLS_ACCOUNT: 'legacy' };
    const options = { env, folder: join(product.folder, 'logs'), ready: 'ipc' as const };
    const worker = new Child({ ...options, name: 'legacy', script: 'workers/main.ts' });
    await assert.rejects(worker.start(), /table calls .* migration 0001-calls/);
    legacy.exec('alter table calls rename to calls_of_the_robot');
    await worker.start();
    await worker.stop();
    assert.equal(legacy.prepare('select count(*) as n from calls_of_the_robot').get()?.['n'], 1);
    assert.equal(legacy.prepare('select count(*) as n from calls').get()?.['n'], 0);
    legacy.close();
  });
});
