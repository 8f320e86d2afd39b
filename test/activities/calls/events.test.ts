import assert from 'node:assert/strict';
import { createBeginExecution, createEndExecution } from '../../../activities/calls/executions.ts';
import type { CallActivityDeps } from '../../../activities/calls/index.ts';
import { createPlanSweep } from '../../../activities/calls/planScheduled.ts';
import { createTakeEvent } from '../../../activities/calls/takeEvent.ts';
import { dayRange } from '../../../rules/calls/windows.ts';
import type { CallRecord } from '../../../stores/calls/contract.ts';
import { settle } from './support/copy.ts';
import { aRequest, DAY, HOUR, NOW, startTestWorld, WHOLE_DAY, worldOf, ZONE, type TestWorld } from './support/world.ts';

const ID = '6912a1b2c3d4e5f601234567';
const CALL = {
  _id: ID,
  call_date: '2026-11-10 10:30:00',
  campaign: { id: 5, name: 'Cinco' },
  qualification: 'Sem contato',
  status: 7,
};
const eventOf = (call: object, event = 'call-history-was-created') =>
  JSON.stringify({ event, data: { callHistory: call } });

describe('events of the webhook', () => {
  let world: TestWorld;
  let deps: CallActivityDeps;
  let clears: unknown[][];
  before(async () => void (world = await startTestWorld()));
  after(() => world.close());
  beforeEach(() => {
    world.reset();
    clears = [];
    deps = world.fresh({
      alerts: { raise: async () => undefined, clear: async (...cleared) => void clears.push(cleared) },
    });
  });

  const take = (body: string) => createTakeEvent(deps)(body);
  const stored = async (id = ID): Promise<CallRecord | undefined> =>
    (await deps.store.listCalls({ limit: 500 })).items.find(
      (call) => call['id'] === id && call['account'] === deps.account,
    );

  it('C-55: a call that nobody has read is stored, and its day is asked for', async () => {
    assert.deepEqual(await take(eventOf(CALL)), { outcome: 'added' });
    const call = await stored();
    assert.deepEqual(
      [call?.['campaign_id'], call?.['call_at_utc'], call?.['qualification'], call?.['status_id']],
      [5, '2026-11-10T13:30:00.000Z', 'Sem contato', 7],
    );
    assert.deepEqual(await deps.store.resyncs(deps.account), [{ campaign: 5, day: DAY, requestedAt: NOW }]);
  });

  it('C-55: duplicates, late and out-of-order events change nothing that is stored, but ask for the day', async () => {
    const updated = eventOf({ ...CALL, qualification: 'Venda' }, 'manual-call-was-updated');
    assert.deepEqual(await take(updated), { outcome: 'added' }, 'the update came first');
    const before = await stored();
    await deps.store.settleResync(deps.account, { campaign: 5, day: DAY, requestedAt: NOW });
    for (const body of [eventOf(CALL), updated, eventOf({ ...CALL, call_date: '2026-11-12 10:00:00' })])
      assert.deepEqual(await take(body), { outcome: 'known' });
    assert.deepEqual(await stored(), before);
    const days = (await deps.store.resyncs(deps.account)).map(({ day }) => day);
    assert.deepEqual(days, [DAY], 'the day where the call stands, whatever a late event says');
  });

  it('C-55: polling has the last word, before and after the event', async () => {
    world.simulator.setWorld(worldOf(10));
    const [id = ''] = world.simulator.truth({ campaign: 5, ...HOUR, withIds: true }).ids ?? [];
    await take(eventOf({ ...CALL, _id: id, qualification: 'do evento' }));
    assert.equal((await stored(id))?.['qualification'], 'do evento');
    const request = aRequest(deps, { ranges: [WHOLE_DAY] });
    await copy(request, 'polled');
    const polled = await stored(id);
    assert.notEqual(polled?.['qualification'], 'do evento');
    assert.equal(await deps.store.countCalls(deps.account, { campaign: 5, ...HOUR }), 10);
    await take(eventOf({ ...CALL, _id: id, qualification: 'atrasado' }));
    assert.deepEqual(await stored(id), polled);
  });

  it('C-55: events that bring no call are taken and counted; those that are none are refused with a rule', async () => {
    assert.deepEqual(await take(eventOf(CALL, 'call-was-connected')), { outcome: 'ignored' });
    assert.deepEqual(await take(eventOf({ _id: 'undated', campaign: { id: 5 } })), { outcome: 'ignored' });
    assert.equal(clears.length, 2, 'they are signs of life');
    const refusals = [
      ['{', /JSON/],
      ['', /JSON/],
      ['{}', /event/],
      [eventOf({ ...CALL, _id: undefined }), /missing-id/],
      [eventOf({ ...CALL, _id: 'x'.repeat(51) }), /over-long-id/],
    ] as const;
    for (const [body, rule] of refusals) {
      const taken = await take(body);
      assert.ok(taken.outcome === 'refused');
      assert.match(taken.rule, rule);
    }
    assert.equal(clears.length, 2, 'these are not');
    assert.equal(await stored(), undefined);
    assert.equal(await deps.store.lastEventAt(deps.account, '2027-01-01T00:00:00.000Z'), NOW);
  });

  it('C-12: an event is read with the aliases of its campaign', async () => {
    const alias = { account: deps.account, campaign_id: 5, normalised_name: 'PLANO', legacy_column: 'estrategia' };
    await world.store.db.insertInto('mailing_aliases').values(alias).execute();
    await take(eventOf({ ...CALL, mailing_data: { _id: 'm', data: { Plano: 'Ouro' } } }));
    const row = await world.store.db
      .selectFrom('mailing_data')
      .selectAll()
      .where('account', '=', deps.account)
      .executeTakeFirstOrThrow();
    assert.equal((row as unknown as CallRecord)['estrategia'], 'Ouro');
  });

  describe('the days that they ask for', () => {
    const input = () => ({ account: deps.account, settings: aRequest(deps).settings });
    const ask = (campaign: number, day: string) =>
      deps.store.requestResync(deps.account, { campaign, day, requestedAt: NOW });

    it('C-7: are swept with the others, however old; not those to come, nor of campaigns that are not read', async () => {
      deps = { ...deps, scheduledCampaigns: [5] };
      await ask(5, '2026-03-02');
      await ask(5, '2026-11-19');
      await ask(5, '2026-11-20');
      await ask(5, '2099-01-01');
      await ask(7, '2026-03-03');
      const { ranges } = await world.activity(() => createPlanSweep(deps)(input()));
      const days = ['2026-03-02', '2026-11-13', '2026-11-18', '2026-11-19'];
      assert.deepEqual(
        ranges,
        days.map((day) => dayRange(day, ZONE)),
      );
    });

    it('C-7: are settled by a run that read the whole day and began after the event', async () => {
      await ask(5, DAY);
      await ask(6, DAY);
      await ask(5, '2026-11-11');
      await copy(aRequest(deps, { ranges: [HOUR] }), 'an hour');
      assert.equal((await deps.store.resyncs(deps.account)).length, 3, 'an hour is not the day');
      await copy(aRequest(deps, { ranges: [WHOLE_DAY] }), 'the day');
      const left = (await deps.store.resyncs(deps.account)).map(({ campaign, day }) => [campaign, day]);
      assert.deepEqual(left, [
        [6, DAY],
        [5, '2026-11-11'],
      ]);
    });

    it('C-7: stay when the event came after the run had begun, or the day could not be read', async () => {
      world.setNow('2026-11-20T11:00:00.000Z');
      await ask(5, DAY);
      await copy(aRequest(deps, { ranges: [WHOLE_DAY] }), 'begun before');
      assert.equal((await deps.store.resyncs(deps.account)).length, 1);
      world.setNow(NOW);
      world.simulator.setFaults([{ switch: 'forbidden' }]);
      await copy(aRequest(deps, { ranges: [WHOLE_DAY] }), 'refused');
      assert.equal((await deps.store.resyncs(deps.account)).length, 1);
    });
  });

  /** Copies the ranges of a request, each as one window, as a run would. */
  async function copy(request: ReturnType<typeof aRequest>, workflowId: string): Promise<void> {
    const run = { workflowId: `${deps.account} ${workflowId}`, runId: 'run', request };
    const executionId = await createBeginExecution(deps)(run);
    const windows = request.ranges.map((range) => ({ campaign: 5, ...range, expectedTotal: null }));
    for (const { ordinal } of await deps.store.planWindows(executionId, deps.account, 'all', windows))
      await settle(world, deps, { executionId, ordinal });
    await createEndExecution(deps)({ ...run, aborted: null });
  }
});
