import assert from 'node:assert/strict';
import { pipedriveRoot } from '../../../../activities/consultants/pipedrive/address.ts';
import { carriesNumber } from '../../../../activities/consultants/pipedrive/carriesNumber.ts';
import { createPipedrive } from '../../../../activities/consultants/pipedrive/client.ts';
import { configuredPush } from '../../../../activities/consultants/pipedrive/configured.ts';
import { assertClean, failureOf, startPushing, TOKEN, USER, type Pushing } from '../support/pushing.ts';

describe('Pipedrive client', () => {
  let pushing: Pushing;
  before(async () => {
    pushing = await startPushing();
  });
  beforeEach(() => pushing.reset());
  after(() => pushing.close());

  it('D-28: the check proves address and token; the token never stands in a URL', async () => {
    await pushing.client().check();
    assert.equal((await failureOf(pushing.client(10_000, 'wrong').check())).type, 'pipedrive-credentials-rejected');
    assert.deepEqual(
      pushing.simulator.journal().map(({ path, credentialIn }) => [path, credentialIn]),
      [
        ['/users/me', 'header'],
        ['/users/me', 'header'],
      ],
    );
  });

  it('D-28: finds a task among more than one page holds, of this user, day and subject alone', async () => {
    pushing.simulator.setWorld({ tokens: [TOKEN], limit: { requests: 5_000, perMs: 2_000 } });
    const client = pushing.client();
    const task = { userId: USER, subject: 'Protocolo #00001', dueDate: '2026-11-20', dueTime: '08:00' };
    const others = [
      { ...task, userId: 4 },
      { ...task, dueDate: '2026-11-21' },
      { ...task, subject: 'Protocolo #000010' },
    ];
    for (const other of others) await client.createActivity(other);
    await Promise.all(Array.from({ length: 500 }, (_, i) => client.createActivity({ ...task, subject: `Ligar ${i}` })));
    const id = await client.createActivity(task);
    assert.deepEqual(await client.activitiesLike(task), [id]);
  });

  it('D-28: one that is gone already need not be deleted', async () => {
    await pushing.client().deleteActivity(77);
    pushing.simulator.setFaults([{ switch: 'refused', with: { status: 410 } }]);
    await pushing.client().deleteActivity(77);
    pushing.simulator.setFaults([{ switch: 'refused', with: { status: 403 } }]);
    assert.equal((await failureOf(pushing.client().deleteActivity(77))).type, 'pipedrive-access-denied');
  });

  it('D-28: a Pipedrive that cannot be reached is unavailable; neither address nor token is shown', async () => {
    const away = (href: string, token = TOKEN) =>
      createPipedrive({ root: new URL(href), token, timeoutMs: 10_000, now: Date.now });
    for (const client of [away('http://127.0.0.1:1/'), away(`${pushing.simulator.baseUrl}/`, `${TOKEN}\nx`)]) {
      const error = await failureOf(client.check());
      assert.equal(error.type, 'pipedrive-unavailable');
      assertClean(error);
    }
  });

  it('D-28: is configured as a whole, or off', () => {
    const config = {
      CONSULTANTS_PIPEDRIVE_PUSH: 'deal-owner',
      PIPEDRIVE_BASE_URL: 'https://company.example/api/v1',
      PIPEDRIVE_TOKEN: 'x',
      PIPEDRIVE_ALLOW_HTTP: false,
      PIPEDRIVE_TIMEOUT_MS: 15_000,
      PIPEDRIVE_SETTLE_MS: 60_000,
    } as const;
    assert.equal(configuredPush({ ...config, CONSULTANTS_PIPEDRIVE_PUSH: 'off', PIPEDRIVE_TOKEN: undefined }), null);
    assert.deepEqual(configuredPush(config)?.settings, { object: 'deal-owner', settleMs: 60_000 });
    const wrong = [
      { PIPEDRIVE_BASE_URL: undefined },
      { PIPEDRIVE_BASE_URL: 'x' },
      { PIPEDRIVE_BASE_URL: 'http://company.example' },
      { PIPEDRIVE_TOKEN: undefined },
    ];
    for (const one of wrong)
      assert.throws(() => configuredPush({ ...config, ...one }), { type: 'pipedrive-not-configured' });
  });

  it('D-28: plain http is for this machine, or where it is allowed', () => {
    assert.equal(pipedriveRoot('http://127.0.0.1:4030/api/v1', false).href, 'http://127.0.0.1:4030/api/v1/');
    assert.equal(pipedriveRoot('http://company.example/api/v1/?a=1#b', true).href, 'http://company.example/api/v1/');
  });

  it('5.2: numbers grow, so one may begin like another', () => {
    for (const text of ['#10000', 'Protocolo #10000', '(#10000)', 'a #10000, b'])
      assert.ok(carriesNumber(text, '#10000'), text);
    assert.ok(carriesNumber('ANS 12345620261120000001.', '12345620261120000001'));
    for (const text of ['#100000', '##10000', 'x#10000', '10000']) assert.ok(!carriesNumber(text, '#10000'), text);
    assert.ok(!carriesNumber('912345620261120000001', '12345620261120000001'));
  });
});
