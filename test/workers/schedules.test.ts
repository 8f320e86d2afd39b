import assert from 'node:assert/strict';
import type { ScheduleDescription } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { loadConfig } from '../../schemas/config.ts';
import { callsIntegration } from '../../workers/calls.ts';
import { provisionSearchAttributes } from '../../workers/searchAttributes.ts';
import { reconcileSchedules, type DeclaredSchedule } from '../../workers/schedules.ts';
import { integration } from '../../workflows/attributes.ts';
import { CALL_WORKFLOWS } from '../../workflows/calls/messages.ts';
import { freshNamespace, type FreshNamespace } from '../support/freshNamespace.ts';
import { until } from '../support/until.ts';

const NOTHING = { created: [], updated: [], deleted: [] };
const environment = { CALLS_ZONE: 'America/Sao_Paulo', CALLS_DAILY_CRON: '30 3 * * *' };
const declare = (settings: Record<string, string> = {}): DeclaredSchedule[] =>
  callsIntegration.schedules(loadConfig({ ...environment, ...settings }));

describe('schedules', () => {
  let fresh: FreshNamespace;
  const ids = declare().map(({ id }) => id);

  before(async () => {
    fresh = await freshNamespace();
    await provisionSearchAttributes(fresh.client, fresh.namespace);
  });
  afterEach(async () => {
    const { schedule } = fresh.client;
    await Promise.allSettled([...ids, 'somebody-elses'].map((id) => schedule.getHandle(id).delete()));
  });
  after(() => fresh.close());

  const reconcile = (declared: DeclaredSchedule[]) => reconcileSchedules(fresh.client, declared);
  const describeDaily = (): Promise<ScheduleDescription> => fresh.client.schedule.getHandle('calls-daily').describe();
  /** The server's list lags behind. */
  const listed = (wanted: readonly string[]) =>
    until(async () => {
      const found: string[] = [];
      for await (const { scheduleId } of fresh.client.schedule.list()) found.push(scheduleId);
      return found.sort().join() === [...wanted].sort().join();
    });

  it('C-30, C-31: missing ones are created as they are declared; a second worker finds nothing to do', async () => {
    assert.deepEqual(await reconcile(declare()), { ...NOTHING, created: ids });
    assert.deepEqual(await reconcile(declare()), NOTHING);
    const { spec, action, policies, state } = await describeDaily();
    assert.equal(spec.timezone, 'America/Sao_Paulo');
    const [calendar] = spec.calendars ?? [];
    assert.deepEqual([calendar?.hour, calendar?.minute].map(JSON.stringify as never), [
      JSON.stringify([{ start: 3, end: 3, step: 1 }]),
      JSON.stringify([{ start: 30, end: 30, step: 1 }]),
    ]);
    assert.equal(action.workflowType, CALL_WORKFLOWS.daily);
    assert.equal(action.taskQueue, 'calls');
    const { typedSearchAttributes: attributes } = action;
    assert.equal(attributes instanceof TypedSearchAttributes && attributes.get(integration), 'calls');
    assert.deepEqual([policies.overlap, policies.catchupWindow], ['BUFFER_ONE', 7 * 86_400_000]);
    assert.equal(state.paused, false);
  });

  it('C-31: workers that start side by side do not stumble over each other', async () => {
    const results = await Promise.all([reconcile(declare()), reconcile(declare())]);
    assert.deepEqual(results.flatMap(({ created }) => created).sort(), [...ids].sort());
  });

  it('C-31: one that is declared otherwise is updated, with nothing left of the old cron expression', async () => {
    await reconcile(declare());
    const changed = declare({ CALLS_DAILY_CRON: '0 */6 * * *', CALLS_ZONE: 'UTC' });
    assert.deepEqual((await reconcile(changed)).updated, ['calls-daily', 'calls-sweep']);
    const { spec } = await describeDaily();
    assert.equal(spec.timezone, 'UTC');
    assert.deepEqual(
      spec.calendars?.map(({ hour }) => hour),
      [[{ start: 0, end: 23, step: 6 }]],
    );
    assert.deepEqual(await reconcile(changed), NOTHING);
  });

  it('design §4: paused by an operator it stays paused, with the reason they gave, also when it is updated', async () => {
    await reconcile(declare());
    await fresh.client.schedule.getHandle('calls-daily').pause('The vendor is moving house.');
    assert.deepEqual(await reconcile(declare()), NOTHING);
    assert.deepEqual((await reconcile(declare({ CALLS_DAILY_CRON: '0 5 * * *' }))).updated, ['calls-daily']);
    const { state } = await describeDaily();
    assert.deepEqual([state.paused, state.note], [true, 'The vendor is moving house.']);
  });

  it('design §4: one that is declared no more is deleted, one that is not ours is left alone', async () => {
    await reconcile(declare());
    await fresh.client.schedule.create({
      scheduleId: 'somebody-elses',
      spec: { intervals: [{ every: '1 day' }] },
      action: { type: 'startWorkflow', workflowType: 'other', taskQueue: 'other' },
    });
    await listed([...ids, 'somebody-elses']);
    const fewer = declare().filter(({ id }) => id !== 'calls-sweep');
    const results = await Promise.all([reconcile(fewer), reconcile(fewer)]);
    assert.deepEqual(new Set(results.flatMap(({ deleted }) => deleted)), new Set(['calls-sweep']));
    await listed(['calls-daily', 'calls-reaper', 'somebody-elses']);
    assert.deepEqual(await reconcile(fewer), NOTHING);
  });
});

describe('schedules of calls', () => {
  const refused = (settings: Record<string, string>, message: RegExp) =>
    assert.throws(() => declare(settings), { name: 'ConfigError', message });

  it('C-31: an expression that would not run as written is refused with the setting it stands in', () => {
    refused({ CALLS_DAILY_CRON: 'every night' }, /CALLS_DAILY_CRON: .*"every night" refused/);
    refused({ CALLS_DAILY_CRON: '0 2 1 * 1' }, /CALLS_DAILY_CRON: .*day of month and day of week/);
    refused({ CALLS_SWEEP_CRON: '99 4 * * *' }, /CALLS_SWEEP_CRON/);
  });

  it('A-22: every expression of 1.8 is declared as written, in the zone of the account', () => {
    for (const cron of ['0 2 * * *', '30 3 * * *', '0 14 * * *', '0 */6 * * *', '*/15 14 * * *', '0 2 * * 1-5']) {
      const daily = declare({ CALLS_DAILY_CRON: cron }).find(({ id }) => id === 'calls-daily');
      assert.deepEqual([daily?.cron, daily?.zone], [cron, 'America/Sao_Paulo']);
    }
  });
});
