import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { CompiledQuery, sql } from 'kysely';
import { presentCalls } from '../../../stores/calls/reads.ts';
import type { Db } from '../../../stores/database.ts';
import { refuseOldSqlite } from '../../../stores/dialects/sqlite/dialect.ts';
import { openStore, type Store } from '../../../stores/open.ts';
import { ACCOUNT, DAY, aBatch, aCall, plannedWindow } from '../support/builders.ts';
import { sqliteFolder } from '../support/sqlite.ts';

const SQLITE_BUSY = 5;

const pragma = async (db: Db, name: string): Promise<unknown> => {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db);
  return Object.values(rows[0] ?? {})[0];
};

async function planOf(db: Db, query: CompiledQuery): Promise<string> {
  const explained = CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]);
  const { rows } = await db.executeQuery<{ detail: string }>(explained);
  return rows.map(({ detail }) => detail).join('\n');
}

describe('sqlite dialect', () => {
  let folder: Awaited<ReturnType<typeof sqliteFolder>>;
  let store: Store;
  beforeEach(async () => {
    folder = await sqliteFolder();
    store = await openStore(folder.url);
    await store.migrate();
  });
  afterEach(async () => {
    await store.close();
    await folder.remove();
  });

  it('C-18: refuses a SQLite that can corrupt a shared file', () => {
    for (const old of ['3.51.2', '3.45.9', '2.99.99']) assert.throws(() => refuseOldSqlite(old), /3\.51\.3 or newer/);
    for (const good of ['3.51.3', '3.52.0', '4.0.0']) refuseOldSqlite(good);
  });

  it('C-20: is opened for several processes, and to the disk when asked', async () => {
    assert.equal(await pragma(store.db, 'journal_mode'), 'wal');
    assert.equal(await pragma(store.db, 'foreign_keys'), 1);
    assert.equal(await pragma(store.db, 'synchronous'), 1);
    assert.equal(await pragma(store.db, 'cache_size'), -8_192);
    const durable = await openStore(folder.url, { durable: true });
    assert.equal(await pragma(durable.db, 'synchronous'), 2);
    await durable.close();
  });

  it('C-40: counting a window and listing its ids touch the index alone', async () => {
    const calls = presentCalls(store.db, ACCOUNT, DAY);
    for (const query of [calls.select((eb) => eb.fn.countAll().as('n')).compile(), calls.select('id').compile()]) {
      assert.match(await planOf(store.db, query), /^SEARCH calls USING COVERING INDEX ix_calls_window/);
    }
  });

  it('C-40: dates, instants, mailing of a call and open calls are found by index', async () => {
    const { db } = store;
    const plans = {
      ix_calls_call_date: sql`select id from calls where call_date >= '2026'`,
      ix_calls_instant: sql`select * from calls where placed_at >= '2026' order by placed_at, id, account limit 5`,
      ix_calls_not_final: sql`select id from calls where account = 'a' and is_final = 0 and placed_at >= '2026'`,
      sqlite_autoindex_mailing_data_1: sql`select phone from mailing_data where call_id = 'a'`,
    };
    for (const [index, query] of Object.entries(plans)) {
      assert.match(await planOf(db, query.compile(db)), new RegExp(`^SEARCH .* INDEX ${index}`), index);
    }
  });

  it('C-18: a writer waits for the writer of another process without stopping its event loop', async () => {
    const key = await plannedWindow(store, 'w');
    const other = new DatabaseSync(folder.file);
    other.exec('BEGIN IMMEDIATE');
    let done = false;
    const writing = store.calls.writeBatch(aBatch(key, [aCall({ id: 'a' })])).finally(() => (done = true));
    const marking = store.calls.markMissing(ACCOUNT, ['a'], DAY.from);
    // Each turn of the loop is one chance for the writer; a blocked loop would not get through them.
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(done, false);
    other.exec('COMMIT');
    assert.equal((await writing).inserted, 1);
    assert.equal(await marking, 1);
    other.close();
  });

  it('C-20: an error that is not about waiting is told at once, and the transaction is closed', async () => {
    const failing = store.db.transaction().execute((trx) => sql`insert into no_such_table values (1)`.execute(trx));
    await assert.rejects(failing, (error: Error & { errcode?: number }) => error.errcode !== SQLITE_BUSY);
    const other = new DatabaseSync(folder.file);
    other.exec('BEGIN IMMEDIATE');
    other.exec('COMMIT');
    other.close();
  });

  it('C-20: transactions of one process take turns', async () => {
    const order: string[] = [];
    const turn = (name: string) =>
      store.db.transaction().execute(async (trx) => {
        order.push(`${name} in`);
        await sql`select 1`.execute(trx);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(`${name} out`);
      });
    await Promise.all([turn('a'), turn('b')]);
    assert.deepEqual(order, ['a in', 'a out', 'b in', 'b out']);
  });

  it('C-10: values are bound as what they are, and what no column holds is refused', async () => {
    const date = new Date('2026-11-20T00:00:00.000Z');
    const { rows } = await sql<Record<string, unknown>>`
      select ${date} as d, ${true} as t, ${undefined} as u, ${'x'} as s`.execute(store.db);
    assert.deepEqual({ ...rows[0] }, { d: date.toISOString(), t: 1, u: null, s: 'x' });
    await assert.rejects(sql`select ${{ a: 1 }} as o`.execute(store.db), TypeError);
  });

  it('C-48: a read-only store reads and never writes', async () => {
    await store.calls.writeCall(ACCOUNT, aCall({ id: 'a' }), DAY.from);
    const reader = await openStore(folder.url, { readOnly: true });
    assert.equal((await reader.calls.listCalls({ limit: 5 })).items.length, 1);
    await assert.rejects(reader.calls.writeCall(ACCOUNT, aCall({ id: 'b' }), DAY.from), /readonly/);
    await reader.close();
  });
});
