import assert from 'node:assert/strict';
import { consultantFailures } from '../../../activities/consultants/errors.ts';
import { translate } from '../../../activities/failures.ts';
import type { FaultRules } from '../../../simulators/pipedrive/faults.ts';
import {
  ASSIGNMENT,
  assertClean,
  failureOf,
  HASTY_MS,
  NUMBER,
  once,
  SPOILT,
  SPOILT_AFTER,
  startPushing,
  TOKEN,
  type Pushing,
} from './support/pushing.ts';

const EFFECTS = ['none', 'done', 'late'];

describe('pushToPipedrive: faults', () => {
  let pushing: Pushing;
  before(async () => {
    pushing = await startPushing();
  });
  beforeEach(() => pushing.reset());
  after(() => pushing.close());

  const crossing = async () => {
    const error = await failureOf(pushing.pushVia(pushing.client())(ASSIGNMENT));
    const failure = translate(consultantFailures, error) as {
      type: string;
      nonRetryable: boolean;
      nextRetryDelay?: unknown;
    };
    return [failure.type, failure.nonRetryable, failure.nextRetryDelay];
  };

  for (const [fault, params, timeoutMs] of SPOILT) {
    for (const effect of EFFECTS) {
      it(`D-28, 8.2: ${fault} ${JSON.stringify(params)}, effect ${effect}: exactly one task`, async () => {
        const spoilt = once(fault, { ...params, effect, lateMs: 50_000 }, { method: 'POST' });
        pushing.simulator.setFaults([spoilt]);
        const { failures } = await pushing.pushUntilDone({ timeoutMs });
        assert.ok(failures.includes('pipedrive-outcome-unknown'), failures.join(', '));
        assert.deepEqual(pushing.done(), ['created 1']);
      });
    }
  }

  for (const [fault, params, timeoutMs] of SPOILT_AFTER) {
    it(`D-28, 8.2: ${fault} after the effect: exactly one task`, async () => {
      pushing.simulator.setFaults([once(fault, params, { method: 'POST' })]);
      const { kind, failures } = await pushing.pushUntilDone({ timeoutMs });
      assert.equal(kind, 'already');
      assert.ok(failures.includes('pipedrive-outcome-unknown'), failures.join(', '));
      assert.deepEqual(pushing.done(), ['created 1']);
    });
  }

  for (const [skip, when] of ['before', 'after'].entries()) {
    it(`D-28: the same faults while it looks ${when} creating: exactly one task`, async () => {
      for (const [fault, params, timeoutMs] of [...SPOILT, ...SPOILT_AFTER]) {
        pushing.reset();
        pushing.simulator.setFaults([once(fault, params, { method: 'GET', skip })]);
        const { failures } = await pushing.pushUntilDone({ timeoutMs });
        assert.ok(failures.length > 0 && !failures.includes('pipedrive-outcome-unknown'), fault);
        assert.deepEqual(pushing.done(), ['created 1'], fault);
      }
    });
  }

  it('D-28: the same faults while it sets the owner of a deal: once', async () => {
    for (const [fault, params, timeoutMs] of SPOILT) {
      for (const effect of EFFECTS) {
        pushing.reset();
        pushing.simulator.setWorld({ tokens: [TOKEN], deals: [{ title: `Venda ${NUMBER}`, user_id: 3 }] });
        pushing.simulator.setFaults([once(fault, { ...params, effect, lateMs: 50_000 }, { method: 'PUT' })]);
        await pushing.pushUntilDone({ object: 'deal-owner', timeoutMs });
        assert.deepEqual(pushing.done(), ['changed 1'], `${fault} ${effect}`);
      }
    }
  });

  it('D-28: several unknown outcomes in a row: exactly one task', async () => {
    pushing.simulator.setFaults([
      once('server-error', { effect: 'none' }, { method: 'POST' }),
      once('server-error', { effect: 'late', lateMs: 59_000 }, { method: 'POST', skip: 1 }),
    ]);
    const { failures } = await pushing.pushUntilDone();
    assert.deepEqual(failures, ['pipedrive-outcome-unknown', 'pipedrive-outcome-unknown']);
    assert.deepEqual(pushing.done(), ['created 1']);
  });

  it('D-28: an unknown outcome is looked up no sooner than the settle time, which is what prevents doubles', async () => {
    const late = [once('server-error', { effect: 'late', lateMs: 50_000 }, { method: 'POST' })];
    pushing.simulator.setFaults(late);
    assert.deepEqual(await crossing(), ['pipedrive-outcome-unknown', false, 60_000]);
    pushing.reset();
    pushing.simulator.setFaults(late);
    await pushing.pushUntilDone({ settleMs: 10_000 });
    pushing.advance(50_000);
    assert.deepEqual(pushing.done(), ['created 1', 'created 2']);
    // Whoever looks next takes the second back.
    assert.equal((await pushing.pushUntilDone()).kind, 'already');
    assert.deepEqual(pushing.done(), ['created 1', 'created 2', 'deleted 2']);
  });

  it('D-28: reads that lag behind by less than the settle time', async () => {
    pushing.simulator.setFaults([
      once('stale-reads', { ms: 30_000 }, { method: 'GET', times: 99 }),
      once('server-error', { effect: 'done' }, { method: 'POST' }),
    ]);
    assert.equal((await pushing.pushUntilDone()).kind, 'already');
    assert.deepEqual(pushing.done(), ['created 1']);
  });

  it('D-28: 429 is honoured as told, by any header that tells it', async () => {
    const cases: [params: object, waitMs: number][] = [
      [{ seconds: 7 }, 7_000],
      [{ retryAfter: 'absent' }, 2_000], // x-ratelimit-reset
      [{ retryAfter: 'absurd' }, 600_000],
      [{ retryAfter: 'zero' }, 500],
    ];
    for (const [params, waitMs] of cases) {
      pushing.reset();
      pushing.simulator.setFaults([once('rate-limited', params, { method: 'POST' })]);
      assert.deepEqual(await crossing(), ['pipedrive-rate-limited', false, waitMs]);
      assert.equal((await pushing.pushUntilDone()).kind, 'pushed');
      assert.deepEqual(pushing.done(), ['created 1']);
    }
  });

  it('D-28: the account’s own limit passes too', async () => {
    pushing.simulator.setWorld({ tokens: [TOKEN], limit: { requests: 2, perMs: 2_000 } });
    assert.deepEqual(await pushing.pushUntilDone(), { kind: 'already', failures: ['pipedrive-rate-limited'] });
    assert.deepEqual(pushing.done(), ['created 1']);
  });

  const FINAL: [fault: string, params: object, type: string][] = [
    ['unauthorized', {}, 'pipedrive-credentials-rejected'],
    ['refused', { status: 400 }, 'pipedrive-refused'],
    ['refused', { status: 402 }, 'pipedrive-access-denied'],
    ['refused', { status: 403 }, 'pipedrive-access-denied'],
    ['refused', { status: 404 }, 'pipedrive-not-found'],
    ['refused', { status: 422 }, 'pipedrive-refused'],
    ['redirect', {}, 'pipedrive-redirected'],
  ];
  for (const [fault, params, type] of FINAL) {
    it(`D-28: ${fault} ${JSON.stringify(params)} is ${type} and is not retried`, async () => {
      for (const method of ['GET', 'POST'] as const) {
        pushing.simulator.setFaults([once(fault, params, { method })]);
        assert.deepEqual((await crossing()).slice(0, 2), [type, true]);
      }
      assert.deepEqual(pushing.done(), []);
    });
  }

  it('D-14, D-28: no error shows the token, a query or a person', async () => {
    const rules: FaultRules = [...SPOILT, ...SPOILT_AFTER, ...FINAL].map(([name, params]) => once(name, params));
    for (const rule of [...rules, once('rate-limited')]) {
      for (const method of ['GET', 'POST'] as const) {
        pushing.reset();
        pushing.simulator.setFaults([{ ...rule, when: { method } }]);
        assertClean(await failureOf(pushing.pushVia(pushing.client(HASTY_MS))(ASSIGNMENT)));
      }
    }
  });
});
