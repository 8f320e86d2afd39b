import assert from 'node:assert/strict';
import { CompiledQuery, sql } from 'kysely';
import { presentCalls } from '../../../../stores/calls/reads.ts';
import type { Db } from '../../../../stores/database.ts';
import { postgres as portable } from '../../../../stores/dialects/portable.ts';
import { openStore } from '../../../../stores/open.ts';
import { ACCOUNT, AT, DAY, aBatch, aCall, aMailing, plannedWindow } from '../../support/builders.ts';
import { onPostgres, withOption } from './support.ts';

const first = async <T>(db: Db, query: ReturnType<typeof sql<T>>): Promise<T | undefined> =>
  (await query.execute(db)).rows[0];

async function planOf(db: Db, query: CompiledQuery): Promise<string> {
  const explained = CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]);
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': string }>(explained);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

onPostgres('postgres dialect', (test) => {
  it('C-10: values are read as every dialect gives them', async () => {
    const row = await first(
      test().store.db,
      sql<
        Record<string, unknown>
      >`select true as yes, false as no, 9007199254740991::bigint as big, 12.50::numeric as money,
        timestamptz '2026-11-20 09:00:00.12-03' as instant, timestamptz '2026-11-20 12:00:00+00' as whole,
        timestamp '2026-11-20 09:00:00' as local, date '2026-11-20' as day, 'infinity'::timestamptz as never,
        null::timestamptz as nothing, 1.5::float8 as real`,
    );
    assert.deepEqual(
      { ...row },
      {
        yes: 1,
        no: 0,
        big: 9_007_199_254_740_991,
        money: 12.5,
        instant: '2026-11-20T12:00:00.120Z',
        whole: '2026-11-20T12:00:00.000Z',
        local: '2026-11-20T09:00:00',
        day: '2026-11-20',
        never: 'infinity',
        nothing: null,
        real: 1.5,
      },
    );
  });

  it('C-10: 0, 1, true and false fill a boolean, and are compared with it', async () => {
    const { db } = test().store;
    for (const id of ['a', 'b'])
      await test().store.calls.writeCall(ACCOUNT, aCall({ id, values: { is_final: 0 } }), AT);
    await sql`update calls set is_final = ${1} where id = 'a'`.execute(db);
    await sql`update calls set is_final = ${false} where id = 'b'`.execute(db);
    const { rows } = await sql<{ id: string; is_final: number }>`select id, is_final from calls
      where is_final = ${1} or is_final = ${false} order by id`.execute(db);
    assert.deepEqual(
      rows.map((row) => [row.id, row.is_final]),
      [
        ['a', 1],
        ['b', 0],
      ],
    );
  });

  it('C-10: a session is in UTC with ISO dates under our name, whatever the role has set', async () => {
    const { db } = test().store;
    await sql`do $$ begin execute format('alter database %I set timezone to ''America/Sao_Paulo''', current_database());
      execute format('alter database %I set datestyle to ''German''', current_database()); end $$`.execute(db);
    const other = await openStore(test().url);
    const shown = await first(
      other.db,
      sql<Record<string, unknown>>`select current_setting('TimeZone') as zone, now() as now,
        current_setting('application_name') as name, current_setting('statement_timeout') as patience`,
    );
    await other.close();
    assert.deepEqual([shown?.['zone'], shown?.['name'], shown?.['patience']], ['UTC', 'plantao', '1min']);
    assert.match(String(shown?.['now']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('C-12: mailing values are rows of any length, with every character', async () => {
    const { store } = test();
    const long = `${'ção "\\ 😀\n'.repeat(900)}fim`;
    const entries = [
      { name: 'NOTA', normalisedName: 'NOTA', value: long },
      { name: '😀 \\u0041 "x"', normalisedName: 'X', value: null },
    ];
    await store.calls.writeCall(ACCOUNT, aCall({ id: 'a', mailing: aMailing('m', entries) }), AT);
    const rows = await store.db.selectFrom('mailing_values').selectAll().orderBy('position').execute();
    assert.deepEqual(
      rows.map(({ name, value, position }) => [name, value, position]),
      entries.map(({ name, value }, i) => [name, value, i + 1]),
    );
  });

  it('C-10: emoji and texts of 4,000 characters come back as they were, and what does not fit is refused', async () => {
    const { calls } = test().store;
    const note = `${'😀'.repeat(2_000)}'"\\{}`;
    await calls.writeCall(ACCOUNT, aCall({ id: 'a', values: { qualification_note: note, agent: '{"a",NULL}' } }), AT);
    const [row] = (await calls.listCalls({ limit: 1 })).items;
    assert.deepEqual([row?.['qualification_note'], row?.['agent']], [note, '{"a",NULL}']);
    const tooLong = aCall({ id: 'b', values: { number: 'x'.repeat(51) } });
    await assert.rejects(calls.writeCall(ACCOUNT, tooLong, AT), /SQLSTATE 22001/);
    await assert.rejects(calls.writeCall(ACCOUNT, aCall({ id: 'b\0' }), AT), /SQLSTATE 22021/);
    assert.equal(await calls.countCalls(ACCOUNT, DAY), 1);
  });

  it('C-10: decimals are kept digit by digit', async () => {
    const { calls, db } = test().store;
    await calls.writeCall(
      ACCOUNT,
      aCall({ id: 'a', values: { billed_amount: '123456789012345678.000000000000000001' } }),
      AT,
    );
    const digits = portable.digits(sql.ref('billed_amount'));
    const row = await first(db, sql<{ digits: string }>`select ${digits} as digits from calls`);
    assert.equal(row?.digits, '123456789012345678.000000000000000001');
  });

  it('C-40: counting a window, days, instants and open calls are answered by their index', async () => {
    const { db } = test().store;
    const minutes = Array.from({ length: 2_000 }, (_, i) => new Date(Date.parse(DAY.from) + i * 60_000).toISOString());
    const all = minutes.map((at, i) =>
      aCall({ id: `call-${i}`, at, campaignId: i % 20, values: { is_final: i % 20 ? 1 : 0 } }),
    );
    await test().store.calls.writeBatch(aBatch(await plannedWindow(test().store, 'w'), all));
    await sql`vacuum analyze calls`.execute(db);
    const hour = { ...DAY, to: '2026-11-20T01:00:00.000Z' };
    const day = sql`select id from calls where call_date >= '2026-11-20' and call_date < '2026-11-21'`;
    const plans: Record<string, CompiledQuery> = {
      'Index Only Scan using ix_calls_window': presentCalls(db, ACCOUNT, hour).select('id').compile(),
      ix_calls_call_date: day.compile(db),
      'Index Scan using ix_calls_instant': db
        .selectFrom('calls')
        .selectAll()
        .orderBy('placed_at')
        .orderBy('id')
        .limit(5)
        .compile(),
      ix_calls_not_final: db
        .selectFrom('calls')
        .select('id')
        .where('account', '=', ACCOUNT)
        .where('is_final', '=', portable.no)
        .where('placed_at', '>=', DAY.from)
        .compile(),
      pk_calls: db
        .selectFrom('calls')
        .select('content_hash')
        .where('account', '=', ACCOUNT)
        .where('id', 'in', portable.texts(['call-1', 'call-2']))
        .compile(),
    };
    for (const [index, query] of Object.entries(plans)) assert.match(await planOf(db, query), new RegExp(index));
  });

  it('C-40: a first backfill does not slow down: the planner knows the tables from the first page on', async () => {
    const { store } = test();
    const key = await plannedWindow(store, 'w');
    const page = (from: number) =>
      Array.from({ length: 60 }, (_, i) => {
        const id = `call-${from + i}`;
        return aCall({ id, mailing: aMailing(id) });
      });
    await store.calls.writeBatch(aBatch(key, page(0).slice(0, 1)));
    const counted = async () => {
      const { rows } = await sql<{ name: string }>`select relname as name from pg_class
        where relname in ('calls', 'call_raw', 'mailing_data') and reltuples >= 60 order by relname`.execute(store.db);
      return rows.map(({ name }) => name);
    };
    assert.deepEqual(await counted(), []);
    await store.calls.writeBatch(aBatch(key, page(1)));
    assert.deepEqual(await counted(), ['call_raw', 'calls', 'mailing_data']);
  });

  it('C-34: tables of the same names in another schema are not taken for ours', async () => {
    const { store } = test();
    await sql`create schema robot`.execute(store.db);
    await sql`create table robot.calls (id integer)`.execute(store.db);
    await sql`create table robot.kysely_migration (name text)`.execute(store.db);
    assert.deepEqual((await store.migrationLevel()).pending, []);
    await store.calls.writeCall(ACCOUNT, aCall({ id: 'a' }), AT);
    assert.equal(await store.calls.countCalls(ACCOUNT, DAY), 1);
  });

  it('C-34: a table that has got a new column since is written with it', async () => {
    const { store } = test();
    const table = { name: 'notes', columns: ['id', 'said'], key: ['id'], keep: [] };
    const write = (columns: string[], row: (string | number)[]) =>
      store.db.transaction().execute((trx) => portable.upsert(trx, { ...table, columns }, [row]));
    await assert.rejects(write(['id', 'said'], [1, 'a']), /The table notes has no column id/);
    await sql`create table notes (id integer primary key, said text)`.execute(store.db);
    await write(['id', 'said'], [1, 'a']);
    await sql`alter table notes add column at timestamptz`.execute(store.db);
    await write(['id', 'said', 'at'], [1, 'b', AT]);
    const row = await first(store.db, sql<Record<string, unknown>>`select * from notes`);
    assert.deepEqual({ ...row }, { id: 1, said: 'b', at: AT });
  });

  it('C-48: a read-only store reads and never writes; a durable one waits for the disk', async () => {
    await test().store.calls.writeCall(ACCOUNT, aCall({ id: 'a' }), AT);
    const reader = await openStore(test().url, { readOnly: true });
    assert.equal((await reader.calls.listCalls({ limit: 5 })).items.length, 1);
    await assert.rejects(reader.calls.writeCall(ACCOUNT, aCall({ id: 'b' }), AT), /SQLSTATE 25006/);
    await reader.close();
    const durable = await openStore(test().url, { durable: true });
    const setting = await first(durable.db, sql<{ is: string }>`select current_setting('synchronous_commit') as is`);
    await durable.close();
    assert.equal(setting?.is, 'on');
  });

  it('C-20: work that hid an error is not taken for committed', async () => {
    const { db } = test().store;
    const work = db.transaction().execute(async (trx) => {
      await trx.insertInto('call_plans').values({ execution_id: 1, batch: 'a' }).execute();
      await sql`insert into no_such_table values (1)`.execute(trx).catch(() => undefined);
    });
    await assert.rejects(work, { name: 'AbortedTransactionError' });
    assert.deepEqual(await db.selectFrom('call_plans').selectAll().execute(), []);
  });

  it('C-18: no more connections are open than the pool may have, and the others wait their turn', async () => {
    const store = await openStore(withOption(withOption(test().url, 'poolMax', 2), 'applicationName', 'two'));
    const asked = await Promise.all(
      Array.from({ length: 8 }, () =>
        first(store.db, sql<{ n: number }>`select count(*) as n from pg_stat_activity where application_name = 'two'`),
      ),
    );
    await store.close();
    assert.ok(
      asked.every((row) => row && row.n >= 1 && row.n <= 2),
      JSON.stringify(asked),
    );
  });
});
