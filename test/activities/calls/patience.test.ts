import assert from 'node:assert/strict';
import pLimit from 'p-limit';
import { CallError, PageError, callFailures, type CallFailureType } from '../../../activities/calls/errors.ts';
import { fetchPage } from '../../../activities/calls/fetchPage.ts';
import { patiently } from '../../../activities/calls/patience.ts';
import type { Dialer } from '../../../activities/calls/dialer/client.ts';
import { PAGE } from './support/vendor.ts';

const failing = (type: CallFailureType, times: number) => {
  const asked = { times: 0 };
  return {
    asked,
    send: async () => {
      if (++asked.times <= times) throw new CallError(type, 'refused');
      return 'answer';
    },
  };
};

describe('patience', () => {
  let waits: number[];
  const signal = new AbortController().signal;
  const deps = (random = 0.999999) => ({
    pageLimit: pLimit(2),
    random: () => random,
    sleep: async (ms: number) => void waits.push(Math.round(ms)),
  });
  beforeEach(() => void (waits = []));

  it('C-3: what may pass is tried five times, with growing pauses', async () => {
    for (const type of ['dialer-unavailable', 'dialer-timed-out', 'dialer-answer-unreadable'] as const) {
      waits = [];
      const passing = failing(type, 4);
      assert.equal(await patiently(deps(), signal, passing.send), 'answer');
      assert.deepEqual(waits, [250, 500, 1_000, 2_000]);
      const lasting = failing(type, 99);
      await assert.rejects(patiently(deps(), signal, lasting.send), { type });
      assert.equal(lasting.asked.times, 5);
    }
  });

  it('C-3: pauses are spread, so that pages do not come back together', async () => {
    await patiently(deps(0), signal, failing('dialer-unavailable', 4).send);
    assert.deepEqual(waits, [125, 250, 500, 1_000]);
  });

  it('3.6: "no such thing" is believed at the third time', async () => {
    assert.equal(await patiently(deps(), signal, failing('dialer-not-found', 2).send), 'answer');
    const lasting = failing('dialer-not-found', 99);
    await assert.rejects(patiently(deps(), signal, lasting.send), { type: 'dialer-not-found' });
    assert.equal(lasting.asked.times, 3);
  });

  it('C-3: being told to slow down is no failure: the budget waits, the request goes on, but not without end', async () => {
    assert.equal(await patiently(deps(), signal, failing('dialer-rate-limited', 29).send), 'answer');
    assert.deepEqual(waits, []);
    const lasting = failing('dialer-rate-limited', 999);
    await assert.rejects(patiently(deps(), signal, lasting.send), { type: 'dialer-rate-limited' });
    assert.equal(lasting.asked.times, 30);
  });

  it('5.3: what is final is not tried again, nor is what is no failure of the vendor', async () => {
    for (const [type, { retryable }] of Object.entries(callFailures)) {
      if (retryable) continue;
      const final = failing(type as CallFailureType, 99);
      await assert.rejects(patiently(deps(), signal, final.send), { type });
      assert.equal(final.asked.times, 1, type);
    }
    const broken = async () => Promise.reject(new TypeError('a bug'));
    await assert.rejects(patiently(deps(), signal, broken), { name: 'TypeError' });
  });

  it('C-39: a request that pauses leaves its place to others', async () => {
    const order: string[] = [];
    const one = {
      ...deps(),
      pageLimit: pLimit(1),
      sleep: async () => new Promise<void>((resolve) => setImmediate(resolve)),
    };
    let first = true;
    await Promise.all([
      patiently(one, signal, async () => {
        order.push('a');
        if (first) throw ((first = false), new CallError('dialer-unavailable', 'refused'));
      }),
      patiently(one, signal, async () => void order.push('b')),
    ]);
    assert.deepEqual(order, ['a', 'b', 'a']);
  });

  it('C-41: who gives up during a pause stops at once', async () => {
    const controller = new AbortController();
    const send = failing('dialer-unavailable', 99);
    const sleep = async () => {
      controller.abort(new Error('cancelled'));
      controller.signal.throwIfAborted();
    };
    await assert.rejects(patiently({ ...deps(), sleep }, controller.signal, send.send), /cancelled/);
    assert.equal(send.asked.times, 1);
  });

  describe('fetchPage', () => {
    const pageOf = (page: number, type: CallFailureType) => {
      const dialer = {
        page: async () => Promise.reject(new CallError(type, 'The dialer answered 500.', { retryAfterMs: 7 })),
      };
      return fetchPage({ ...deps(), dialer: dialer as unknown as Dialer }, { ...PAGE, page }, signal);
    };

    it('C-2: a page that could not be had is named, with what the vendor said', async () => {
      await assert.rejects(pageOf(4, 'dialer-unavailable'), (error) => {
        assert.ok(error instanceof PageError);
        assert.deepEqual([error.page, error.type, error.retryAfterMs], [4, 'dialer-unavailable', 7]);
        assert.equal(error.message, 'Page 4: The dialer answered 500.');
        return true;
      });
    });

    it('5.1: "no such page" that persists is beyond the end, but never for the first page', async () => {
      assert.deepEqual(await pageOf(2, 'dialer-not-found'), { page: 2, envelope: 'beyond-end' });
      await assert.rejects(pageOf(1, 'dialer-not-found'), { name: 'IntegrationError', page: 1 });
    });

    it('5.3: what is final stays what it is', async () => {
      for (const type of ['dialer-credentials-rejected', 'dialer-access-denied', 'dialer-redirected'] as const)
        await assert.rejects(
          pageOf(3, type),
          (error) => error instanceof CallError && !(error instanceof PageError) && error.type === type,
        );
    });
  });
});
