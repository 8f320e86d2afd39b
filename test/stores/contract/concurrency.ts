import assert from 'node:assert/strict';
import { openStore, type Store } from '../../../stores/open.ts';
import { ACCOUNT, DAY, aBatch, aCall, aCursor, aMailing, aRun } from '../support/builders.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const WRITERS = 4;
const BATCHES = 6;
const IDS = 60;
const ROWS = 40;

/** Rows of one batch of one writer: any two overlap, and no two have the same content. */
const rowsOf = (writer: number, batch: number) =>
  Array.from({ length: ROWS }, (_, i) => {
    // In another order each time: who takes locks in the order of arrival waits for another who waits for him.
    const id = `call-${((writer % 2 ? ROWS - i : i) * 7 + batch * 5 + writer) % IDS}`;
    const entries = [{ name: `COLUNA ${i % 10}`, normalisedName: `COLUNA ${i % 10}`, value: `${writer}/${batch}` }];
    return aCall({ id, version: `${writer}/${batch}`, mailing: aMailing(id, entries) });
  });

export const concurrencyContract = ({ open }: TestDialect) => {
  let test: TestStore;
  let writers: Store[];
  beforeEach(async () => {
    test = await open();
    writers = await Promise.all(Array.from({ length: WRITERS }, () => openStore(test.url)));
  });
  afterEach(async () => {
    await Promise.all(writers.map((writer) => writer.close()));
    await test.drop();
  });

  it('C-30: batches that overlap lose nothing, and every row is counted once as what it was', async () => {
    const total = { fetched: 0, inserted: 0, updated: 0, unchanged: 0 };
    const write = async ({ calls }: Store, writer: number) => {
      const executionId = await calls.beginExecution(aRun(`w${writer}`));
      const [task] = await calls.planWindows(executionId, ACCOUNT, 'all', [{ ...DAY, expectedTotal: null }]);
      const key = { executionId, ordinal: task?.ordinal ?? 0 };
      for (let batch = 1; batch <= BATCHES; batch += 1) {
        const counts = await calls.writeBatch(aBatch(key, rowsOf(writer, batch), { cursor: aCursor(batch) }));
        for (const name of ['fetched', 'inserted', 'updated', 'unchanged'] as const) total[name] += counts[name];
      }
      return calls.window(key);
    };
    const windows = await Promise.all(writers.map(write));

    assert.equal(total.fetched, WRITERS * BATCHES * ROWS);
    assert.equal(total.inserted, IDS);
    assert.equal(total.inserted + total.updated + total.unchanged, total.fetched);
    assert.equal(await test.store.calls.countCalls(ACCOUNT, DAY), IDS);
    for (const window of windows) assert.deepEqual([window?.pages, window?.fetched], [BATCHES, BATCHES * ROWS]);
    const inLedger = windows.reduce((sum, window) => sum + (window?.inserted ?? 0), 0);
    assert.equal(inLedger, IDS);
  });

  it('C-30: a call, its raw text and its mailing are always of the same writer', async () => {
    await Promise.all(
      writers.flatMap(({ calls }, writer) =>
        [1, 2, 3].map(async (batch) => {
          for (const call of rowsOf(writer, batch).slice(0, 10)) await calls.writeCall(ACCOUNT, call, DAY.from);
        }),
      ),
    );
    const { db } = test.store;
    const rows = await db
      .selectFrom('calls as c')
      .innerJoin('call_raw as r', (join) => join.onRef('r.account', '=', 'c.account').onRef('r.call_id', '=', 'c.id'))
      .innerJoin('mailing_values as m', (join) =>
        join.onRef('m.account', '=', 'c.account').onRef('m.call_id', '=', 'c.id'),
      )
      .select(['c.id', 'c.content_hash', 'r.content_hash as raw_hash', 'r.raw', 'm.value'])
      .execute();
    const { found } = await db
      .selectFrom('calls')
      .select((eb) => eb.fn.countAll<number>().as('found'))
      .executeTakeFirstOrThrow();
    assert.equal(rows.length, Number(found));
    for (const row of rows) {
      assert.equal(row.content_hash, row.raw_hash);
      assert.deepEqual(JSON.parse(row.raw), { id: row.id, version: row.value });
    }
  });

  it('C-39: permits that are taken at once are all counted', async () => {
    const budget = { rate: 1, maxRate: 1, configuredRate: 1, nextFreeAtMs: 0, limitedAtMs: 0, recoveredAtMs: 0 };
    const take = ({ calls }: Store) =>
      calls.changeBudget(ACCOUNT, budget, (before) => ({
        budget: { ...before, nextFreeAtMs: before.nextFreeAtMs + 1 },
        result: before.nextFreeAtMs,
      }));
    const taken = await Promise.all(writers.flatMap((writer) => Array.from({ length: 10 }, () => take(writer))));
    assert.deepEqual(
      taken.toSorted((a, b) => a - b),
      Array.from({ length: WRITERS * 10 }, (_, i) => i),
    );
  });

  it('C-41: windows that are planned at once get different numbers, and a batch is planned once', async () => {
    const executionId = await test.store.calls.beginExecution(aRun('w'));
    const plan = ({ calls }: Store, batch: string) =>
      calls.planWindows(executionId, ACCOUNT, batch, [
        { ...DAY, expectedTotal: 1 },
        { ...DAY, expectedTotal: 2 },
      ]);
    const planned = await Promise.all(
      writers.flatMap((writer, i) => [plan(writer, `own-${i}`), plan(writer, 'of-all')]),
    );
    const ordinals = new Set(planned.flat().map(({ ordinal }) => ordinal));
    assert.deepEqual(
      [...ordinals].toSorted((a, b) => a - b),
      Array.from({ length: 2 * (WRITERS + 1) }, (_, i) => i + 1),
    );
  });
};
