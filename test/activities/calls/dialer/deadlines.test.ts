import assert from 'node:assert/strict';
import { startDeadline } from '../../../../activities/http/deadline.ts';
import type { FaultRules } from '../../../../simulators/dialer/faults.ts';
import { startDialer, type Dialer as Simulator } from '../../../../simulators/dialer/start.ts';
import { NOW, worldOf } from '../support/world.ts';
import { PAGE, aDialer, failureOf } from '../support/vendor.ts';

/** Far away: only the limit that is meant may end the request. */
const NEVER = 60_000;

describe('dialer deadlines', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startDialer({ world: worldOf(34) });
    simulator.setClock(NOW);
  });
  after(() => simulator.close());

  const ask = (
    rule: FaultRules[number],
    limits: { firstByteMs?: number; idleMs?: number; totalMs?: number },
    signal?: AbortSignal,
  ) => {
    simulator.setFaults([rule]);
    const dialer = aDialer(simulator.baseUrl, {
      limits: { firstByteMs: NEVER, idleMs: NEVER, totalMs: NEVER, ...limits },
    });
    return dialer.page(PAGE, signal);
  };
  const timedOut = async (...given: Parameters<typeof ask>) => {
    const error = await failureOf(ask(...given));
    assert.equal(error.type, 'dialer-timed-out');
    return error.message;
  };

  it('5.3: the first byte has its limit', async () => {
    const message = await timedOut({ switch: 'slow-first-byte' }, { firstByteMs: 60 });
    assert.equal(message, 'The dialer gave no first byte within 60 ms.');
    await timedOut({ switch: 'never-answers' }, { firstByteMs: 60 });
  });

  it('5.3: a body that stalls ends at the idle limit', async () => {
    const drip = { switch: 'slow-drip', with: { chunkBytes: 100, gapMs: NEVER } };
    assert.equal(await timedOut(drip, { idleMs: 60 }), 'The dialer gave no further byte within 60 ms.');
  });

  it('5.3, A-28: a slow drip, each gap below the idle limit, ends at the total', async () => {
    const drip = { switch: 'slow-drip', with: { chunkBytes: 16, gapMs: 5 } };
    assert.equal(
      await timedOut(drip, { idleMs: 5_000, totalMs: 120 }),
      'The dialer gave no complete answer within 120 ms.',
    );
  });

  it('5.3: silence before the first byte counts towards the total too', async () => {
    await timedOut({ switch: 'never-answers' }, { totalMs: 60 });
  });

  it('5.3: a slow but steady answer within its limits is read whole', async () => {
    const drip = { switch: 'slow-drip', with: { chunkBytes: 20_000, gapMs: 2 } };
    assert.equal((await ask(drip, { firstByteMs: 20_000, idleMs: 20_000 })).rows.length, 34);
  });

  it('C-41: who gives up gets its own reason back, before the answer and in the middle of it', async () => {
    for (const rule of [
      { switch: 'never-answers' },
      { switch: 'slow-drip', with: { chunkBytes: 100, gapMs: NEVER } },
    ]) {
      const reason = new Error('cancelled by the run');
      const controller = new AbortController();
      const answer = ask(rule, {}, controller.signal);
      setImmediate(() => controller.abort(reason));
      await assert.rejects(answer, (error) => error === reason);
    }
    const aborted = AbortSignal.abort(new Error('long ago'));
    await assert.rejects(ask({ switch: 'latency' }, {}, aborted), /long ago/);
  });

  it('5.3: an ended deadline never fires, and lets go of its parent', async () => {
    const parent = new AbortController();
    const deadline = startDeadline({ firstByteMs: 1, idleMs: 1, totalMs: 1 }, parent.signal);
    deadline.progress();
    deadline.end();
    const later = startDeadline({ firstByteMs: 5, idleMs: 5, totalMs: 5 }, undefined);
    await new Promise((resolve) => later.signal.addEventListener('abort', resolve));
    parent.abort();
    assert.equal(deadline.signal.aborted, false);
    later.end();
  });
});
