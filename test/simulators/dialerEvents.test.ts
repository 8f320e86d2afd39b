import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Dialer } from '../../simulators/dialer/start.ts';
import { control, DAY_RANGE, startSmall } from './dialerClient.ts';

type Json = Record<string, unknown>;

describe('dialer simulator: events', () => {
  let dialer: Dialer;
  let receiver: Server;
  let to: string;
  let received: Json[] = [];
  let status = 204;

  before(async () => {
    dialer = await startSmall();
    receiver = createServer((request, response) => {
      let text = '';
      request.on('data', (piece) => (text += String(piece)));
      request.on('end', () => {
        received.push(JSON.parse(text) as Json);
        response.writeHead(status).end();
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    to = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  });
  after(async () => {
    await dialer.close();
    receiver.close();
    receiver.closeAllConnections();
  });
  beforeEach(() => {
    dialer.reset();
    dialer.setClock('2026-11-20T12:00:00Z');
    [received, status] = [[], 204];
  });

  const send = async (change: Json = {}) => {
    const range = { campaign: 6, from: DAY_RANGE.from, until: DAY_RANGE.to };
    const { body } = await control(dialer, 'POST', '/__events', { to, ...range, ...change });
    return body;
  };
  const callOf = (event: Json): Json => (event['data'] as Json)['callHistory'] as Json;
  const sent = async (mode: Json) => {
    received = [];
    await send({ envelope: 'data', mode });
    return received.map((event) => String(callOf(event)['_id']));
  };

  it('6 Events: the history of a range in both envelopes, each call as events write it', async () => {
    assert.deepEqual(await send(), { delivered: 60, failed: 0, suppressed: 0, disabled: false });
    const [first] = received;
    const [[name, inner] = []] = Object.entries((first?.['body'] ?? {}) as Json);
    assert.equal(name, 'call-history-was-created');
    received = [];
    await send({ envelope: 'data', field: 'call', event: 'manual-call-was-updated' });
    assert.equal(received[0]?.['event'], 'manual-call-was-updated');
    const call = ((received[0]?.['data'] ?? {}) as Json)['call'] as Json;
    assert.deepEqual((inner as Json)['callHistory'], call);
    assert.deepEqual((call['campaign'] as Json)['id'], 6);
    for (const gone of ['id', 'status_id', 'campaign_id', 'agent_id']) assert.ok(!(gone in call), gone);
    for (const number of ['speaking_time', 'billed_time', 'billed_value', 'status'])
      assert.equal(typeof call[number], 'number', number);
    assert.equal(typeof (call['list'] as Json)['name'], 'string');
  });

  it('6 Events: duplicate, missing, late and out of order, by the seed alone', async () => {
    const kept = await sent({});
    assert.deepEqual(kept.toSorted(), dialer.truth({ campaign: 6, ...DAY_RANGE, withIds: true }).ids);
    const doubled = await sent({ duplicates: 0.5 });
    assert.ok(doubled.length > 70 && new Set(doubled).size === 60);
    const fewer = await sent({ missing: 0.5 });
    assert.ok(fewer.length > 10 && fewer.length < 50);
    assert.deepEqual(await sent({ order: 'reversed' }), kept.toReversed());
    const shuffled = await sent({ order: 'shuffled' });
    assert.deepEqual(await sent({ order: 'shuffled' }), shuffled);
    const late = await sent({ late: 0.3 });
    for (const other of [shuffled, late]) {
      assert.notDeepEqual(other, kept);
      assert.deepEqual(other.toSorted(), kept.toSorted());
    }
  });

  it('6 Events: an event may come before its call stands in the history', async () => {
    dialer.setClock('2026-11-10T15:00:00Z');
    const listed = await sent({});
    const early = await sent({ early: true });
    assert.ok(early.length > listed.length);
  });

  it('3.8: after 50 failed deliveries the webhook is off, until it is switched on by hand', async () => {
    status = 500;
    assert.deepEqual(await send(), { delivered: 0, failed: 50, suppressed: 10, disabled: true });
    status = 204;
    assert.deepEqual(await send(), { delivered: 0, failed: 0, suppressed: 60, disabled: true });
    await control(dialer, 'PUT', '/__events');
    assert.deepEqual(await send(), { delivered: 60, failed: 0, suppressed: 0, disabled: false });
    const nobody = await send({ to: 'http://127.0.0.1:9/', mode: { missing: 0.9 } });
    assert.ok(Number(nobody['failed']) > 0 && nobody['delivered'] === 0);
  });

  it('6: a question that makes no sense is refused', async () => {
    for (const change of [{ to: 'x' }, { mode: { missing: 2 } }, { event: 'x' }, { from: 'x' }, { unknown: 1 }])
      assert.equal('error' in (await send(change)), true, JSON.stringify(change));
    assert.equal(received.length, 0);
  });
});
