import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { callFailures, type CallError } from '../../../../activities/calls/errors.ts';
import { fetchPage } from '../../../../activities/calls/fetchPage.ts';
import { translate } from '../../../../activities/failures.ts';
import type { DialerOptions } from '../../../../activities/calls/dialer/client.ts';
import type { FaultRules } from '../../../../simulators/dialer/faults.ts';
import { startDialer, type Dialer as Simulator } from '../../../../simulators/dialer/start.ts';
import { NOW, worldOf } from '../support/world.ts';
import { PAGE, aDialer, failureOf, startVendor } from '../support/vendor.ts';

const CANARY = 'canary-4f1d9a-token';
const LIMITS = { firstByteMs: 80, idleMs: 80, totalMs: 160 };

/** Everything that a log line, a history or a person may see of an error: message, stack, own fields and causes, to the end. */
const shown = (error: unknown): string =>
  [inspect(error, { depth: Infinity, showHidden: true, getters: true }), JSON.stringify(error), String(error)].join(
    '\n',
  );

const FAULTS: FaultRules = [
  'unauthorized',
  'token-expires',
  'forbidden',
  'validation-error',
  'too-many-requests-422',
  'rate-limited',
  'server-error',
  'html-login',
  'empty-body',
  'truncated-json',
  'cut-connection',
  'corrupt-gzip',
  'body-status',
  'never-answers',
  'slow-drip',
  'slow-first-byte',
  'reset-mid-body',
  'redirect-drops-query',
  'redirect-to-login',
  'connection-dropped',
  'maintenance',
].map((name) => ({ switch: name }));

describe('dialer secrets', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startDialer({ world: worldOf(34), token: CANARY });
    simulator.setClock(NOW);
  });
  after(() => simulator.close());

  const clean = (error: CallError, what: string) => {
    // What leaves the activity, and what it was made of.
    for (const text of [shown(error), shown(translate(callFailures, error))]) {
      assert.ok(!text.includes(CANARY), `${what}: token in ${text}`);
      assert.ok(!/start_date|api_token|campaigns%5B%5D|per_page=/.test(text), `${what}: query in ${text}`);
    }
  };
  const options = (tokenStyle: DialerOptions['tokenStyle']) => ({
    tokenStyle,
    limits: LIMITS,
    token: async () => CANARY,
  });

  for (const tokenStyle of ['header', 'query'] as const) {
    it(`C-45, A-24: no error of any transport fault shows the token or the query (token in the ${tokenStyle})`, async () => {
      for (const rule of FAULTS) {
        simulator.setTokens([CANARY]);
        simulator.setFaults([rule]);
        const dialer = aDialer(simulator.baseUrl, options(tokenStyle));
        clean(await failureOf(dialer.page(PAGE)), JSON.stringify(rule));
      }
    });

    it(`C-45: nor does that of a vendor that cannot be reached (token in the ${tokenStyle})`, async () => {
      const gone = await startVendor(() => undefined);
      await gone.close();
      for (const root of [gone.root.href, 'http://nowhere.invalid/', `https://127.0.0.1:${simulator.port}/`])
        clean(await failureOf(aDialer(new URL(root), options(tokenStyle)).page(PAGE)), root);
    });
  }

  it('C-45: a vendor that repeats what it was asked does not bring it back', async () => {
    const echo = await startVendor((request, response) => {
      const said = `${request.url} ${request.headers.authorization}`;
      response
        .writeHead(request.url?.includes('page=2') ? 500 : 422, { location: said })
        .end(`{"detail":${JSON.stringify(said)}}`);
    });
    for (const page of [1, 2])
      clean(await failureOf(aDialer(echo.root, options('query')).page({ ...PAGE, page })), 'echo');
    await echo.close();
  });

  it('C-45: a token that no header can hold is not shown either', async () => {
    const dialer = aDialer(simulator.baseUrl, { ...options('header'), token: async () => `${CANARY}\nx` });
    const error = await failureOf(dialer.page(PAGE));
    assert.equal(error.type, 'dialer-unavailable');
    clean(error, 'bad token');
  });

  it('C-45: the error that names a page is as clean as the one it comes from', async () => {
    simulator.setTokens([CANARY]);
    simulator.setFaults([{ switch: 'server-error' }]);
    const deps = {
      dialer: aDialer(simulator.baseUrl, options('query')),
      pageLimit: (<T>(work: () => T) => work()) as never,
      random: () => 0,
      sleep: async () => undefined,
    };
    const error = await failureOf(fetchPage(deps, { ...PAGE, page: 3 }, new AbortController().signal));
    assert.match(error.message, /^Page 3: The dialer answered 500/);
    clean(error, 'page');
  });
});
