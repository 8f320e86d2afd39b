import assert from 'node:assert/strict';
import { copy } from '../../../stores/maintenance/copy.ts';
import { differ } from '../../../stores/maintenance/load.ts';
import { aCall, ACCOUNT, aMailing, aRun, AT } from '../support/builders.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';
import { sqlite } from '../support/sqlite.ts';
import type { TestDatabase } from '../support/testDialect.ts';
import { contentOf } from './support/content.ts';
import { fill } from './support/filled.ts';
import { opened, stored } from './support/opened.ts';
import { onEveryRealDialect } from './support/realDialects.ts';

/** Two pages and a bit. */
const CALLS = 1_001;

const copied = (from: string, to: string, onBatch: () => void = () => {}) =>
  opened(from, (a) => opened(to, (b) => copy(a, b, { onBatch })), true);

/** The rows between are the same whatever the ends are, so there and back again proves every pair of them. */
onEveryRealDialect('copy', ({ empty }: TestDialect) => {
  let source: TestStore;
  let sourceUrl: string;
  let target: TestDatabase;
  before(async () => {
    source = await sqlite.open();
    sourceUrl = source.url;
    await fill(source.store, CALLS);
  });
  after(() => source.drop());
  beforeEach(async () => void (target = await empty()));
  afterEach(() => target.remove());

  it('8: every row arrives equal, in every table, there and back; and the counts say so', async () => {
    const back = await sqlite.empty();
    const expected = await opened(sourceUrl, contentOf, true);
    for (const [from, to] of [
      [sourceUrl, target.url],
      [target.url, back.url],
    ] as const) {
      const counts = await copied(from, to);
      assert.deepEqual(counts.filter(differ), []);
      assert.ok(counts.every((table) => table.expected > 0));
      assert.deepEqual(await opened(to, contentOf), expected);
    }
    await back.remove();
  });

  it('8: ids are kept, and the next ones follow the highest', async () => {
    await copied(sourceUrl, target.url);
    await stored(target.url, async ({ calls, alerts, db }) => {
      const highest = async (table: 'execution_logs' | 'mailing_data' | 'alerts') => {
        const row = await db
          .selectFrom(table)
          .select((eb) => eb.fn.max('id').as('id'))
          .executeTakeFirst();
        return Number(row?.id);
      };
      const before = await Promise.all([highest('execution_logs'), highest('mailing_data'), highest('alerts')]);
      await calls.beginExecution(aRun('next'));
      await calls.writeCall(ACCOUNT, aCall({ id: 'next', mailing: aMailing('next') }), AT);
      await alerts.raiseAlert({ integration: 'calls', kind: 'next', unit: 'next', detail: '' }, AT);
      const after = await Promise.all([highest('execution_logs'), highest('mailing_data'), highest('alerts')]);
      assert.deepEqual(
        after,
        before.map((id) => id + 1),
      );
    });
  });

  it('8: one that was broken off says so to whoever opens it, and the next one begins anew', async () => {
    let batches = 0;
    const stop = () => {
      batches += 1;
      if (batches === 2) throw new Error('the lights went out');
    };
    await assert.rejects(copied(sourceUrl, target.url, stop), /lights/);
    await assert.rejects(
      stored(target.url, async () => undefined),
      /^DatabaseShapeError: A restore or copy into this database .* was broken off/,
    );
    assert.deepEqual((await copied(sourceUrl, target.url)).filter(differ), []);
    await stored(target.url, async ({ db }) => {
      const row = await db
        .selectFrom('calls')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirst();
      assert.equal(Number(row?.n), CALLS);
    });
  });

  it('8: a database that holds rows is refused, by the names of its tables', async () => {
    await stored(target.url, ({ calls }) => calls.beginExecution(aRun('mine')));
    await assert.rejects(
      copied(sourceUrl, target.url),
      /^MaintenanceError: The database is not empty \(rows in execution_logs 1\)/,
    );
  });
});

describe('copy', () => {
  it('8: a source that was never migrated is refused', async () => {
    const [empty, target] = [await sqlite.empty(), await sqlite.empty()];
    await opened(empty.url, async () => undefined);
    await assert.rejects(copied(empty.url, target.url), /holds no tables of Plantão/);
    await Promise.all([empty.remove(), target.remove()]);
  });
});
