import assert from 'node:assert/strict';
import { startProduct, type Product } from '../../bench/support/product.ts';
import type { AlertRow } from '../../stores/alerts/contract.ts';
import type { WindowRow } from '../../stores/calls/contract.ts';
import {
  all,
  assertTrue,
  backfill,
  day,
  ended,
  pagesAsked,
  plantao,
  setFaults,
  setWorld,
  start,
  storedCalls,
  timesAsked,
  truth,
  type QuarantineRow,
  type Started,
} from './support/calls.ts';

/** Every content case of the specification that does not need the clock (16 to 31). */
const CONTENT = [
  'mailing-shapes',
  'dynamic-columns',
  'empty-values',
  'agent-shapes',
  'qualification-shapes',
  'feedback-shapes',
  'transcription-shapes',
  'time-shapes',
  'boolean-shapes',
  'numeric-shapes',
  'date-shapes',
  'text-shapes',
  'route-shapes',
  'id-shapes',
  'unknown-field',
  'field-gone',
  'phone-shapes',
  'over-midnight',
];

const DURATIONS = [
  ...['acw_time', 'amd_time', 'billed_time', 'ivr_after_call_time', 'ivr_time'],
  ...['speaking_time', 'speaking_with_agent_time', 'waiting_time'],
];

/** What is odd about them: a value that was clipped, set aside or taken for another. */
const ODDITIES = [
  'ai_evaluation_status: not-a-text',
  'call_date: dates-disagree',
  'hangup_cause: out-of-range',
  'qualification: over-long',
  'recording: over-long',
  'route: not-an-object',
  ...DURATIONS.map((field) => `${field}: negative-duration`),
].sort();

const ends = day('2026-03-03');
const holes = day('2026-03-04');
const drifts = day('2026-03-09');
const contents = day('2026-03-14');
const foreign = day('2026-03-19');
const clamped = day('2026-03-16');

const states = (windows: readonly WindowRow[]) => new Set(windows.map(({ state }) => state));

describe('calls whose pages are not what they should be', function () {
  this.timeout(60_000);
  let product: Product;
  let neverHealed: Started;

  before(async () => {
    product = await startProduct({ settings: { CALLS_REQUESTS_PER_SECOND: '1000', CALLS_PAGE_SIZE: '20' } });
    const on = (text: string, calls: number) => ({ days: { [text]: calls } });
    await setWorld(product, [
      ...[31, 32, 33].map((id) => ({ id, name: `Fim ${id}`, ...on('2026-03-03', 100) })),
      ...[41, 42, 43].map((id) => ({ id, name: `Buraco ${id}`, ...on('2026-03-04', 150) })),
      ...[91, 92, 93].map((id) => ({ id, name: `Deriva ${id}`, ...on('2026-03-09', 150) })),
      { id: 14, name: 'Conteúdo', ...on('2026-03-14', 400) },
      ...[15, 150].map((id) => ({ id, name: `Filtro ${id}`, ...on('2026-03-19', 45) })),
      { id: 16, name: 'Página', ...on('2026-03-16', 250) },
    ]);
    await setFaults(product, [
      { switch: 'full-pagination', when: { campaign: [31, 32, 33, 41, 42] } },
      { switch: 'beyond-end-404', when: { campaign: 32 } },
      { switch: 'beyond-end-422', when: { campaign: 33 } },
      { switch: 'empty-middle-page', when: { campaign: 41, page: 4, times: 2 } },
      { switch: 'empty-middle-page', when: { campaign: 42, page: 4 } },
      { switch: 'drift-insert-front', when: { campaign: 91 } },
      { switch: 'drift-insert-middle', when: { campaign: 92 } },
      { switch: 'drift-remove', when: { campaign: 93 } },
      ...CONTENT.map((name) => ({ switch: name, when: { campaign: 14 } })),
      { switch: 'filter-ignored', when: { campaign: 15 } },
      { switch: 'clamp-per-page', with: { max: 7 }, when: { campaign: 16 } },
    ]);
    // It looks for the missing page again and again: the others need not wait for it.
    neverHealed = await start(product, { campaigns: [42, 43], ...holes });
  });
  after(() => product.stop());

  it('A-3: a last page that is exactly full ends with an empty 200, a 404 or a 422 beyond it', async () => {
    const { execution, windows } = await backfill(product, { campaigns: [31, 32, 33], ...ends });
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.deepEqual(states(windows), new Set(['complete']));
    for (const campaign of [31, 32, 33]) {
      assert.equal(await assertTrue(product, campaign, ends), 100);
      const times = timesAsked(await pagesAsked(product, campaign));
      assert.deepEqual(
        [1, 2, 3, 4, 5].map((page) => times.get(page)),
        [1, 1, 1, 1, 1],
      );
      assert.ok(times.size === 6 && (times.get(6) ?? 0) <= 3, `page 6: ${times.get(6)} times`);
    }
  });

  it('A-4: an empty page in the middle that heals is read again until it has its calls', async () => {
    const { execution } = await backfill(product, { campaigns: [41], ...holes });
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.equal(await assertTrue(product, 41, holes), 150);
    const times = timesAsked(await pagesAsked(product, 41));
    assert.equal(times.get(4), 3);
    assert.ok([...times].every(([page, asked]) => page === 4 || asked === 1));
  });

  it('A-9: calls that appear or vanish while a day is read leave exactly the true ones', async () => {
    const { execution, windows } = await backfill(product, { campaigns: [91, 92, 93], ...drifts });
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.deepEqual(states(windows), new Set(['complete']));
    assert.deepEqual([await assertTrue(product, 91, drifts), await assertTrue(product, 92, drifts)], [150, 150]);
    assert.equal(await assertTrue(product, 93, drifts), 147);
  });

  it('A-14: every content case is stored, with its oddities; only calls without a usable id are not', async () => {
    const { execution } = await backfill(product, { campaigns: [14], ...contents });
    const truly = await truth(product, 14, contents);
    const stored = await assertTrue(product, 14, contents);
    assert.ok(truly.missingIds > 0 && truly.overLongIds > 0);
    assert.equal(execution.quarantined, truly.missingIds + truly.overLongIds);
    assert.equal(stored + execution.quarantined, 400);
    const raw = await product.store.db
      .selectFrom('call_raw')
      .innerJoin('calls', 'calls.id', 'call_raw.call_id')
      .select('call_id')
      .where('calls.placed_campaign', '=', 14)
      .execute();
    assert.equal(raw.length, stored);
    const oddities = await product.store.db
      .selectFrom('call_oddities')
      .innerJoin('calls', 'calls.id', 'call_oddities.call_id')
      .select(['field', 'rule'])
      .distinct()
      .where('placed_campaign', '=', 14)
      .execute();
    assert.deepEqual(oddities.map(({ field, rule }) => `${field}: ${rule}`).sort(), ODDITIES);
  });

  it('A-19: a run with quarantined rows is on record as COMPLETED_WITH_ERRORS, and its command ends with 0', async () => {
    const rows = await all<QuarantineRow>(product, '/calls/quarantine?resolved=false');
    const reasons = new Set(rows.filter(({ campaign }) => campaign === 14).map(({ reason }) => reason));
    assert.deepEqual(reasons, new Set(['missing-id', 'over-long-id']));
    const { status } = await product.store.db
      .selectFrom('execution_logs')
      .select('status')
      .where('campaign_ids', '=', '[14]')
      .executeTakeFirstOrThrow();
    assert.equal(status, 'COMPLETED_WITH_ERRORS');
    const { code, output } = await plantao(
      product,
      'calls',
      'watch',
      `calls-backfill-main-14-2026-03-14-2026-03-15`,
      '--json',
    );
    assert.equal(code, 0, output);
  });

  it('A-15: calls of other campaigns go to quarantine when the vendor ignores the filter, with a warning', async () => {
    const { execution, windows } = await backfill(product, { campaigns: [15], ...foreign });
    assert.equal(await assertTrue(product, 15, foreign), 45);
    assert.equal((await storedCalls(product, 150, foreign)).length, 0);
    assert.equal(execution.quarantined, 45);
    assert.equal(execution.status, 'COMPLETED_WITH_ERRORS');
    assert.deepEqual(states(windows), new Set(['complete']));
    const rows = await all<QuarantineRow>(product, '/calls/quarantine?resolved=false');
    const reasons = rows.filter(({ executionId }) => executionId === execution.id).map(({ reason }) => reason);
    assert.deepEqual(
      reasons,
      Array.from({ length: 45 }, () => 'foreign-campaign'),
    );
    const alerts = await all<AlertRow>(product, '/calls/alerts');
    assert.deepEqual(
      alerts.filter(({ kind }) => kind === 'filter-ignored').map(({ unit }) => unit),
      ['main/15'],
    );
  });

  it('A-16: a vendor that gives fewer calls a page than it was asked for is read to its end', async () => {
    const { execution } = await backfill(product, { campaigns: [16], ...clamped });
    assert.equal(execution.status, 'COMPLETED_SUCCESS');
    assert.equal(await assertTrue(product, 16, clamped), 250);
  });

  it('A-4: an empty page that never heals makes its window partial with the page named, the others complete, and exit 3', async () => {
    const { execution, windows } = await ended(product, neverHealed.id);
    assert.equal(execution.status, 'COMPLETED_WITH_ERRORS');
    const [hole, whole] = [42, 43].map((campaign) => windows.find((window) => window.campaign === campaign));
    assert.deepEqual([hole?.state, hole?.reason, whole?.state], ['partial', 'empty-page-before-end', 'complete']);
    assert.match(hole?.detail ?? '', /^Page 4 /);
    assert.equal((await storedCalls(product, 42, holes)).length, 130);
    const { code, output } = await plantao(product, 'calls', 'watch', neverHealed.id, '--json');
    assert.equal(code, 3, output);
  });
});
