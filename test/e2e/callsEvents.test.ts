import assert from 'node:assert/strict';
import type { AlertRow } from '../../stores/alerts/contract.ts';
import { startProduct, type Product } from '../../bench/support/product.ts';
import { canonicalJson, parseJson } from '../../rules/calls/json.ts';
import { daysBack, dayRange } from '../../rules/calls/windows.ts';
import {
  all,
  assertTrue,
  backfill,
  endedScheduled,
  plantao,
  setWorld,
  trigger,
  truth,
  ZONE,
  type Range,
} from './support/calls.ts';

const TOKEN = 'webhook-of-the-end-to-end-test-0123456789';
const CAMPAIGN = 71;
/** Days that no sweep reads by itself, and yesterday. */
const dayOf = (back: number) => daysBack(new Date(), ZONE, back);
const [TOLD, ANNOUNCED, YESTERDAY] = [dayOf(12), dayOf(13), dayOf(1)];

interface Deliveries {
  readonly delivered: number;
  readonly failed: number;
  readonly suppressed: number;
  readonly disabled: boolean;
}

describe('calls told by events', function () {
  this.timeout(60_000);
  let product: Product;
  let hook: string;

  before(async () => {
    const settings = { CALLS_EVENTS: 'on', CALLS_EVENTS_TOKEN: TOKEN, CALLS_CAMPAIGNS: String(CAMPAIGN) };
    // Yesterday is closed at once, also in the hour after midnight.
    product = await startProduct({
      settings: { ...settings, CALLS_LAG_MINUTES: '0', CALLS_REQUESTS_PER_SECOND: '1000' },
    });
    hook = `http://127.0.0.1:${product.config.API_PORT}/calls/events/`;
    await setWorld(product, [
      { id: CAMPAIGN, name: 'Eventos', days: { [TOLD]: 120, [ANNOUNCED]: 10, [YESTERDAY]: 60 } },
    ]);
  });
  after(() => product.stop());

  const range = (day: string): Range => dayRange(day, ZONE);
  const deliver = async (day: string, mode: object, { token = TOKEN, envelope = 'body' } = {}) => {
    const { from, to } = range(day);
    const wanted = { to: hook + token, from, until: to, campaign: CAMPAIGN, envelope, mode };
    const answer = (await product.simulate('POST', '/__events', wanted)) as Deliveries & { error?: string };
    assert.equal(answer.error, undefined);
    return answer;
  };
  const stored = (day: string) => product.store.calls.callIds('main', { campaign: CAMPAIGN, ...range(day) });
  const rows = async () =>
    product.store.db.selectFrom('call_raw').select(['call_id', 'raw', 'fetched_at']).orderBy('call_id').execute();
  const asked = async () => (await product.store.calls.resyncs('main')).map(({ day }) => day);
  const openAlerts = async () => (await all<AlertRow>(product, '/calls/alerts?open=true')).map(({ kind }) => kind);

  it('A-27: duplicate, late, out-of-order and missing events end in the rows that polling alone gives', async () => {
    const mode = { duplicates: 0.3, missing: 0.3, late: 0.3, order: 'shuffled' };
    const { delivered, failed } = await deliver(TOLD, mode);
    assert.equal(failed, 0);
    const told = await stored(TOLD);
    assert.ok(told.length > 50 && told.length < 120 && delivered > told.length, `${told.length} of ${delivered}`);
    assert.deepEqual(await asked(), [TOLD]);

    const { execution } = await backfill(product, { campaigns: [CAMPAIGN], ...range(TOLD) });
    assert.deepEqual(
      [execution.status, execution.inserted, execution.updated],
      ['COMPLETED_SUCCESS', 120 - told.length, told.length],
    );
    assert.equal(await assertTrue(product, CAMPAIGN, range(TOLD)), 120);
    for (const { call_id: id, raw } of await rows()) {
      const call = await product.simulate('GET', `/__truth/calls/${id}`);
      assert.equal(raw, canonicalJson(parseJson(JSON.stringify(call))));
    }
    assert.deepEqual(await asked(), [], 'the backfill read the day that the events had asked for');

    const before = await rows();
    await deliver(TOLD, { duplicates: 1, order: 'reversed' }, { envelope: 'data' });
    assert.deepEqual(await rows(), before);
  });

  it('C-7: a day that events spoke of is read again by the next sweep', async () => {
    await deliver(ANNOUNCED, { missing: 0.5 });
    assert.deepEqual(await asked(), [ANNOUNCED, TOLD]);
    const { execution } = await endedScheduled(product, await trigger(product, 'calls-sweep'));
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.equal(await assertTrue(product, CAMPAIGN, range(ANNOUNCED)), 10);
    assert.deepEqual(await asked(), []);
    assert.deepEqual(await openAlerts(), []);
  });

  it('A-27: a webhook that switched itself off is told of once calls go on without it, until it speaks again', async () => {
    const { count } = await truth(product, CAMPAIGN, range(TOLD));
    const off = await deliver(TOLD, {}, { token: 'wrong' });
    assert.deepEqual(off, { delivered: 0, failed: 50, suppressed: count - 50, disabled: true });
    // Waiting for two days is done by moving the last sign of life back.
    await product.store.db
      .updateTable('call_events')
      .set({ last_at: range(dayOf(2)).from })
      .execute();
    await backfill(product, { campaigns: [CAMPAIGN], ...range(YESTERDAY) });
    assert.deepEqual(await openAlerts(), ['webhook-silent']);
    const { code, output } = await plantao(product, 'calls', 'alerts', '--json');
    const [alert] = JSON.parse(output) as AlertRow[];
    assert.deepEqual([code, alert?.kind, alert?.unit], [0, 'webhook-silent', 'main/webhook']);

    await product.simulate('PUT', '/__events');
    assert.equal((await deliver(YESTERDAY, {})).failed, 0);
    assert.deepEqual(await openAlerts(), []);
  });
});
