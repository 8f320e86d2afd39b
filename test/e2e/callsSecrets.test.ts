import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct, type Product } from '../../bench/support/product.ts';
import { freePort } from '../../runtime/ports.ts';
import { until } from '../support/until.ts';
import { PERSON, PERSONAL, careless, carelessRefusal, filesBelow, temporalTexts } from './support/canary.ts';
import {
  ask,
  assertTrue,
  backfill,
  day,
  ended,
  pagesAsked,
  plantao,
  progress,
  setFaults,
  setWorld,
  start,
  told,
} from './support/calls.ts';

const FIRST_TOKEN = '3cs_canary-first-7c41e09b';
const SECOND_TOKEN = '3cs_canary-second-d20f58aa';
const LINK_TOKEN = 'embedded-token';
const EXPIRING = 7;
const REFUSED = 8;
const CARELESS = 240;
const CARELESS_REFUSAL = 241;

const expiring = day('2026-03-07');
const refused = day('2026-03-08');
const leaky = day('2026-03-24');

/** Every transport fault (32 to 46) that does not stop the whole account: once, so that the run goes on; and those that end a window. */
const PASSING = [
  ...[500, 502, 503, 504, 520, 524].map((status) => ({ switch: 'server-error', with: { status } })),
  ...['html-login', 'empty-body', 'truncated-json', 'cut-connection', 'corrupt-gzip', 'wrong-charset'].map(named),
  ...['byte-order-mark', 'no-body-status', 'bare-list', 'slow-drip', 'never-answers', 'reset-mid-body'].map(named),
  ...['connection-dropped', 'intermittent-404', 'foreign-next-link', 'rate-limited'].map(named),
  { switch: 'body-status', with: { status: 500 } },
  { switch: 'slow-first-byte', with: { ms: 5_000 } },
  { switch: 'fail-then-succeed', with: { failures: 1 } },
];
const FINAL = ['forbidden', 'validation-error', 'redirect-to-login', 'redirect-drops-query'].map(named);
const FAULTS = [...PASSING, ...FINAL];
const faultCampaign = (index: number) => 2_400 + index;

function named(name: string) {
  return { switch: name, with: {} };
}

describe('the credential of calls and what may be told of people', function () {
  this.timeout(60_000);
  let product: Product;
  let tokenFolder: string;

  const newToken = async (token: string) => {
    writeFileSync(join(tokenFolder, 'token'), token);
    await told(product.simulate('PUT', '/__tokens', [token]));
  };
  const waiting = (id: string) =>
    until(async () => {
      const now = await progress(product, id);
      return now.live?.waitingForCredential === true && now;
    });

  before(async () => {
    tokenFolder = mkdtempSync(join(tmpdir(), 'plantao-token-'));
    writeFileSync(join(tokenFolder, 'token'), FIRST_TOKEN);
    product = await startProduct({
      settings: {
        CALLS_PAGE_SIZE: '10',
        CALLS_REQUESTS_PER_SECOND: '1000',
        DIALER_TOKEN: '',
        DIALER_TOKEN_FILE: join(tokenFolder, 'token'),
        // The worst place for a token: every URL in every message would show it.
        DIALER_TOKEN_STYLE: 'query',
        DIALER_FIRST_BYTE_TIMEOUT_MS: '300',
        DIALER_IDLE_TIMEOUT_MS: '300',
        DIALER_TOTAL_TIMEOUT_MS: '600',
        LOG_LEVEL: 'debug',
        WORKER_METRICS_PORT: String(await freePort()),
      },
    });
    const on = (text: string, calls: number) => ({ days: { [text]: calls } });
    await setWorld(
      product,
      [
        { id: EXPIRING, name: 'Vence', ...on('2026-03-07', 195) },
        { id: REFUSED, name: 'Recusada', ...on('2026-03-08', 25) },
        ...FAULTS.map((fault, i) => ({ id: faultCampaign(i), name: fault.switch, ...on('2026-03-24', 15) })),
      ],
      { tokens: [FIRST_TOKEN] },
    );
    await setFaults(product, [
      { switch: 'token-expires', when: { campaign: EXPIRING, page: 12, times: 1 } },
      ...PASSING.map((fault, i) => ({
        ...fault,
        when: { campaign: faultCampaign(i), route: 'calls' as const, times: 1 },
      })),
      ...FINAL.map((fault, i) => ({
        ...{ ...fault, when: { campaign: faultCampaign(PASSING.length + i), route: 'calls' as const } },
      })),
      ...careless(CARELESS, '2026-03-24T10:00:00-03:00', SECOND_TOKEN),
      ...carelessRefusal(CARELESS_REFUSAL, SECOND_TOKEN),
    ]);
  });
  after(async () => {
    await product.stop();
    rmSync(tokenFolder, { recursive: true });
  });

  it('A-7: a token that expires at page 12 is waited for; with the new one the run goes on at page 12', async () => {
    const { id } = await start(product, { campaigns: [EXPIRING], ...expiring });
    assert.equal((await waiting(id)).execution?.status, 'RUNNING');
    await newToken(SECOND_TOKEN);
    await ask(product, 'POST', `/calls/backfills/${id}/resume`);
    const { execution } = await ended(product, id);
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.equal(execution.inserted, 195);
    assert.equal(await assertTrue(product, EXPIRING, expiring), 195);
    const asked = await pagesAsked(product, EXPIRING);
    const read = asked.filter(({ status }) => status === 200).map(({ page }) => page ?? 0);
    assert.deepEqual(
      read.toSorted((a, b) => a - b),
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    // Eight pages are asked for side by side: those that were under way with page 12 may be refused before it is.
    assert.ok(asked.filter(({ status }) => status === 401).every(({ page }) => (page ?? 0) > 12 - 8));
  });

  it('A-8: a token that is wrong from the start makes the run wait and say so; cancelled, it has failed, with exit 1', async () => {
    await told(product.simulate('PUT', '/__tokens', ['3cs_another']));
    const { id } = await start(product, { campaigns: [REFUSED], ...refused });
    const { execution, state } = await waiting(id);
    assert.deepEqual([state, execution?.status], ['running', 'RUNNING']);
    await ask(product, 'POST', `/calls/backfills/${id}/cancel`, undefined, 202);
    const over = await ended(product, id);
    assert.equal(over.execution.status, 'FAILED');
    assert.match(over.execution.errorMessage ?? '', /\w/);
    const { code, output } = await plantao(product, 'calls', 'watch', id, '--json');
    assert.equal(code, 1, output);
    await newToken(SECOND_TOKEN);
  });

  it('A-24: every transport fault is met; those that pass leave their calls, the others a reason', async () => {
    const campaigns = [...FAULTS.map((_, i) => faultCampaign(i)), CARELESS, CARELESS_REFUSAL];
    const { windows } = await backfill(product, { campaigns, ...leaky });
    for (const [i, { switch: fault }] of FAULTS.entries()) {
      const window = windows.find(({ campaign }) => campaign === faultCampaign(i));
      const isFinal = i >= PASSING.length;
      assert.equal(window?.state, isFinal ? 'failed' : 'complete', `${fault}: ${window?.detail}`);
      if (!isFinal) assert.equal(await assertTrue(product, faultCampaign(i), leaky), 15, fault);
    }
    const states = [CARELESS, CARELESS_REFUSAL].map((id) => windows.find(({ campaign }) => campaign === id)?.state);
    assert.deepEqual(states, ['complete', 'failed']);
    const rules = (await product.simulate('GET', '/__faults')) as { switch: string; fired: number }[];
    assert.deepEqual(
      rules.filter(({ fired }) => fired === 0),
      [],
    );
  });

  it('A-24: no token stands in any log, history, database, setting or answer', async () => {
    const tokens = [FIRST_TOKEN, SECOND_TOKEN, LINK_TOKEN];
    const found = filesBelow(product.folder)
      .filter(({ bytes }) => tokens.some((token) => bytes.includes(token)))
      .map(({ path }) => path);
    assert.deepEqual(found, []);
    for (const { id, text } of await temporalTexts(product.client))
      for (const token of tokens) assert.ok(!text.includes(token), id);
    for (const [path, text] of await answers()) for (const token of tokens) assert.ok(!text.includes(token), path);
  });

  it('A-24: what is personal stands in the database and in the two lists that show it, and nowhere else', async () => {
    const holds = (text: string | Buffer) => PERSONAL.some((datum) => text.includes(datum));
    const files = filesBelow(product.folder);
    assert.ok(
      files.some(({ path, bytes }) => path.includes('plantao.db') && holds(bytes)),
      'the canary was never stored',
    );
    const found = files
      .filter(({ path, bytes }) => !path.includes('plantao.db') && holds(bytes))
      .map(({ path }) => path);
    assert.deepEqual(found, []);

    const kept = await temporalTexts(product.client);
    assert.ok(
      kept.some(({ text }) => text.includes(`"campaigns":[${EXPIRING}]`)),
      'payloads are not seen',
    );
    assert.deepEqual(
      kept.filter(({ text }) => holds(text)).map(({ id }) => id),
      [],
    );

    const shown = [...(await answers())].filter(([, text]) => holds(text)).map(([path]) => path);
    assert.deepEqual(shown, [`/calls?campaign=${CARELESS}`, '/calls/quarantine']);
    assert.match((await answers()).get(`/calls?campaign=${CARELESS}`) ?? '', new RegExp(PERSON.name));
  });

  /** What the API says, by path. */
  async function answers(): Promise<Map<string, string>> {
    const { items } = await ask<{ items: { id: number; workflowId: string }[] }>(product, 'GET', '/calls/executions');
    const paths = [
      ...['/health', '/ready', '/metrics', '/openapi.json', '/calls/executions', '/calls/backfills', '/calls/alerts'],
      ...items.flatMap(({ id, workflowId }) => [`/calls/executions/${id}/windows`, `/calls/backfills/${workflowId}`]),
      '/calls/completeness?from=2026-03-01&to=2026-03-31',
      `/calls?campaign=${CARELESS}`,
      '/calls/quarantine',
    ];
    const texts = await Promise.all(
      paths.map(async (path) => {
        const { status, body } = await product.call('GET', path);
        return [path, `${status} ${JSON.stringify(body)}`] as const;
      }),
    );
    return new Map(texts);
  }
});
