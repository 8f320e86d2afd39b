import assert from 'node:assert/strict';
import type { OutboxRow } from '../../stores/outbox/contract.ts';
import { startLoop } from '../../workers/loop.ts';
import { createRelay } from '../../workers/relay.ts';
import { until } from '../support/until.ts';
import { fakeOutbox, type FakeOutbox } from './support/fakeOutbox.ts';

const going = new AbortController().signal;

/** A relay on a clock of its own. */
function relayOf(outbox: FakeOutbox, handle: (row: OutboxRow) => Promise<void>, change: { atOnce?: number } = {}) {
  const clock = { ms: Date.parse('2026-03-01T12:00:00Z') };
  const said: string[] = [];
  const log = { warn: (_: unknown, message?: string) => void said.push(String(message)) };
  const options = {
    outbox,
    topic: 'handover',
    handle,
    atOnce: 2,
    rowsPerSecond: 100,
    now: () => clock.ms,
    log: log as never,
  };
  return { clock, said, round: createRelay({ ...options, ...change }) };
}

const unavailable = () => Promise.reject(new Error('UNAVAILABLE'));

describe('relay of the outbox', () => {
  it('D-28, 4.2: hands on every row, and asks less often while nothing comes in', async () => {
    const outbox = fakeOutbox();
    const handed: string[] = [];
    const { round } = relayOf(outbox, async ({ subject }) => void handed.push(subject));
    for (let n = 1; n <= 25; n++) outbox.add(`#${n}`);
    assert.ok((await round(going)) <= 200, 'twenty rows at a hundred per second');
    assert.equal(handed.length, 20);
    await round(going);
    assert.equal(new Set(handed).size, 25);
    assert.equal(outbox.waiting.size, 0);
    const idle = [await round(going), await round(going), await round(going), await round(going), await round(going)];
    assert.deepEqual(idle, [200, 400, 800, 800, 800]);
    outbox.add('#26');
    await round(going);
    assert.equal(await round(going), 200);
  });

  it('§6: Temporal away, no row is lost; each comes again later and later, and goes out when Temporal is back', async () => {
    const outbox = fakeOutbox();
    let isAway = true;
    const { clock, round, said } = relayOf(outbox, () => (isAway ? unavailable() : Promise.resolve()));
    outbox.add('#1');
    outbox.add('#2');
    const waits: number[] = [];
    for (let n = 0; n < 8; n++) {
      waits.push(await round(going));
      clock.ms += 15_000;
    }
    assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    assert.equal(outbox.waiting.size, 2);
    assert.equal(said.length, 8, 'one line a round');
    isAway = false;
    await round(going);
    assert.equal(outbox.waiting.size, 0);
  });

  it('§6: one that cannot be handed on keeps no other waiting', async () => {
    const outbox = fakeOutbox();
    const handed: string[] = [];
    const { round } = relayOf(outbox, ({ subject }) => {
      if (subject === 'broken') return Promise.reject(new Error('no such payload'));
      handed.push(subject);
      return Promise.resolve();
    });
    for (const subject of ['broken', '#1', '#2']) outbox.add(subject);
    await round(going);
    assert.deepEqual(handed, ['#1', '#2']);
    assert.deepEqual([...outbox.waiting.keys()], [1]);
    assert.ok(String(outbox.waiting.get(1)) > '2026-03-01T12:00:00');
  });

  it('§6, crash point: ended between doing and settling, the row is done again when its claim is over, not before', async () => {
    const outbox = fakeOutbox();
    const handed: string[] = [];
    const settle = outbox.settle;
    outbox.settle = () => Promise.reject(new Error('the process has ended'));
    const handle = async ({ subject }: OutboxRow) => void handed.push(subject);
    outbox.add('#1');
    await assert.rejects(relayOf(outbox, handle).round(going));
    outbox.settle = settle;
    const other = relayOf(outbox, handle);
    await other.round(going);
    assert.deepEqual(handed, ['#1']);
    other.clock.ms += 60_000;
    await other.round(going);
    assert.deepEqual(handed, ['#1', '#1']);
    assert.equal(outbox.waiting.size, 0);
  });

  it('D-3: two relays at once hand on no row twice', async () => {
    const outbox = fakeOutbox();
    const handed: string[] = [];
    const handle = async ({ subject }: OutboxRow) => void handed.push(subject);
    const [one, two] = [relayOf(outbox, handle), relayOf(outbox, handle)];
    for (let n = 1; n <= 60; n++) outbox.add(`#${n}`);
    await Promise.all([one, two, one, two].map(({ round }) => round(going)));
    assert.equal(handed.length, 60);
    assert.equal(new Set(handed).size, 60);
  });

  it('D-25: one at a time, rows are handled in the order in which they came', async () => {
    const outbox = fakeOutbox();
    const log: string[] = [];
    const handle = async ({ subject }: OutboxRow) => {
      log.push(`begin ${subject}`);
      await new Promise(setImmediate);
      log.push(`end ${subject}`);
    };
    outbox.add('a');
    outbox.add('b');
    await relayOf(outbox, handle, { atOnce: 1 }).round(going);
    assert.deepEqual(log, ['begin a', 'end a', 'begin b', 'end b']);
  });

  it('§10: told to stop, it lets the row in hand end and gives the others back', async () => {
    const outbox = fakeOutbox();
    const stopping = new AbortController();
    const handed: string[] = [];
    const { round, clock } = relayOf(
      outbox,
      async ({ subject }) => {
        handed.push(subject);
        stopping.abort();
      },
      { atOnce: 1 },
    );
    for (const subject of ['a', 'b', 'c']) outbox.add(subject);
    await round(stopping.signal);
    assert.deepEqual(handed, ['a']);
    const now = new Date(clock.ms).toISOString();
    assert.deepEqual(
      [...outbox.waiting],
      [
        [2, now],
        [3, now],
      ],
    );
  });
});

describe('a loop of the worker', () => {
  const quiet = { warn: () => undefined } as never;

  it('§10: goes round until it is stopped, waits for the round under way, and begins none after', async () => {
    let rounds = 0;
    let ended = 0;
    const gate = Promise.withResolvers<void>();
    const loop = startLoop({
      name: 'test',
      log: quiet,
      round: async () => {
        rounds += 1;
        if (rounds === 3) await gate.promise;
        ended += 1;
        return 0;
      },
    });
    await until(() => rounds === 3);
    const stopped = loop.stop();
    gate.resolve();
    await stopped;
    assert.deepEqual([rounds, ended], [3, 3]);
  });

  it('§10: stopped while it waits, it ends at once', async () => {
    let rounds = 0;
    const loop = startLoop({ name: 'test', log: quiet, round: async () => ((rounds += 1), 3_600_000) });
    await until(() => rounds === 1);
    await loop.stop();
    assert.equal(rounds, 1);
  });

  it('§6: a round that fails is tried again, and told', async () => {
    let rounds = 0;
    const told: unknown[] = [];
    const loop = startLoop({
      name: 'test',
      log: { warn: (fields: unknown) => void told.push(fields) } as never,
      round: async () => {
        rounds += 1;
        if (rounds === 1) throw new Error('database is locked');
        return 3_600_000;
      },
    });
    await until(() => rounds === 2);
    await loop.stop();
    assert.equal(told.length, 1);
  });
});
