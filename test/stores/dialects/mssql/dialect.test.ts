import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Scalar } from '../../../../rules/calls/types.ts';
import type { Store } from '../../../../stores/open.ts';
import { mssql as portable, type UpsertTable } from '../../../../stores/dialects/portable.ts';
import { createTransact } from '../../../../stores/transact.ts';
import { onEveryDialect } from '../../support/dialects.ts';
import { mssql } from '../../support/mssql.ts';
import type { TestStore } from '../../support/testDialect.ts';

const AT = '2026-11-20T23:59:59.999Z';
const EMOJI = 'O\'Neil "& Cia" \\ 😀\n\u0001';

const alerts: UpsertTable = {
  name: 'alerts',
  columns: ['integration', 'kind', 'unit', 'detail', 'raised_at', 'last_seen_at', 'cleared_at'],
  key: ['integration', 'kind', 'unit'],
  keep: ['raised_at'],
};
const alert = (unit: string, detail: string, raisedAt = AT): Scalar[] => [
  'calls',
  'k',
  unit,
  detail,
  raisedAt,
  AT,
  null,
];

onEveryDialect(
  'the dialect',
  (dialect) => {
    let test: TestStore;
    let store: Store;
    beforeEach(async () => {
      test = await dialect.open();
      ({ store } = test);
    });
    afterEach(() => test.drop());

    const upsert = (table: UpsertTable, rows: readonly Scalar[][]) =>
      createTransact(store.db)((trx) => portable.upsert(trx, table, rows));
    const details = () =>
      store.db.selectFrom('alerts').select(['unit', 'detail', 'raised_at']).orderBy('unit').execute();

    it('C-10: values are bound as what they are, and what no column holds is refused', async () => {
      const date = new Date(AT);
      const given = [EMOJI, 'x'.repeat(4_001), 7, 2 ** 40, 0.1, true, null, undefined, date, 10n ** 12n];
      const { rows } = await sql<
        Record<string, unknown>
      >`select cast(${given[0]} as nvarchar(100)) as a, len(${given[1]}) as b, ${given[2]} as c,
        ${given[3]} as d, ${given[4]} as e, ${given[5]} as f, ${given[6]} as g, ${given[7]} as h, ${given[8]} as i,
        ${given[9]} as j`.execute(store.db);
      assert.deepEqual(Object.values(rows[0] ?? {}), [EMOJI, 4_001, 7, 2 ** 40, 0.1, 1, null, null, AT, 1e12]);
      await assert.rejects(sql`select ${{ a: 1 }} as o`.execute(store.db), TypeError);
      await assert.rejects(sql`select ${NaN} as o`.execute(store.db), TypeError);
    });

    it('C-10: times and amounts are read as what the program knows them by', async () => {
      const { rows } = await sql<Record<string, unknown>>`select cast(${AT} as datetime2(3)) as instant,
        cast(N'2018-11-04T00:00:00' as datetime2(0)) as local, cast(N'1234.56' as decimal(36, 18)) as amount,
        cast(N'-0.000000000000000001' as decimal(36, 18)) as least, cast(1 as bit) as yes, cast(5 as bigint) as big`.execute(
        store.db,
      );
      assert.deepEqual(rows[0], {
        instant: AT,
        local: '2018-11-04T00:00:00',
        amount: 1234.56,
        least: -1e-18,
        yes: 1,
        big: 5,
      });
    });

    it('C-6: one row or a thousand are written alike: what differs is updated, what is kept stays', async () => {
      const rows = Array.from({ length: 1_100 }, (_, i) => alert(String(i).padStart(4, '0'), `${EMOJI}${i}`));
      await upsert(alerts, rows);
      const later = '2027-01-01T00:00:00.000Z';
      const long = 'x'.repeat(5_000);
      await upsert(
        alerts,
        rows.slice(0, 600).map(([, , unit]) => alert(String(unit), unit === '0599' ? long : 'x', later)),
      );
      await upsert(alerts, [alert('0000', 'last', later), alert('new', EMOJI, later)]);
      const found = await details();
      assert.equal(found.length, 1_101);
      assert.deepEqual(found[0], { unit: '0000', detail: 'last', raised_at: AT });
      assert.deepEqual(found[599], { unit: '0599', detail: long, raised_at: AT });
      assert.deepEqual(found[600], { unit: '0600', detail: `${EMOJI}600`, raised_at: AT });
      assert.deepEqual(found.at(-1), { unit: 'new', detail: EMOJI, raised_at: later });
    });

    it('C-6: a row that does not fit is refused before anything is sent, in a transaction that goes on', async () => {
      await createTransact(store.db)(async (trx) => {
        const wrong = portable.upsert(trx, alerts, [alert('a', 'kept'), alert('x'.repeat(256), 'too long')]);
        await assert.rejects(wrong, { message: 'A value does not fit into the column alerts.unit.' });
        await portable.upsert(trx, alerts, [alert('b', 'kept')]);
      });
      assert.deepEqual(
        (await details()).map(({ unit }) => unit),
        ['b'],
      );
    });

    it('C-20: what the server ends by itself is told once, and the connection serves on', async () => {
      const failing = store.db.transaction().execute(async (trx) => {
        await trx.insertInto('call_plans').values({ execution_id: 1, batch: 'a' }).execute();
        await sql`select * from no_such_table`.execute(trx);
      });
      await assert.rejects(failing, /no_such_table/);
      assert.deepEqual(await store.db.selectFrom('call_plans').selectAll().execute(), []);
    });

    it('C-18: the level of a transaction ends with it', async () => {
      await store.db
        .transaction()
        .setIsolationLevel('serializable')
        .execute((trx) => trx.selectFrom('call_plans').selectAll().execute());
      const { rows } = await sql<{ level: number }>`select cast(transaction_isolation_level as int) as level
        from sys.dm_exec_sessions where session_id = @@spid`.execute(store.db);
      assert.equal(rows[0]?.level, 2);
    });

    it('C-36: rows can be read one by one, and reading can stop early', async () => {
      await upsert(
        alerts,
        Array.from({ length: 50 }, (_, i) => alert(String(i).padStart(2, '0'), EMOJI)),
      );
      const units: string[] = [];
      for await (const row of store.db.selectFrom('alerts').selectAll().orderBy('unit').stream()) {
        assert.deepEqual([row.detail, row.raised_at, row.cleared_at], [EMOJI, AT, null]);
        units.push(row.unit);
        if (units.length === 5) break;
      }
      assert.deepEqual(units, ['00', '01', '02', '03', '04']);
      assert.equal((await details()).length, 50);
      const failing = async () => {
        for await (const row of store.db
          .selectFrom(sql<{ a: 1 }>`no_such_table`.as('t'))
          .selectAll()
          .stream())
          void row;
      };
      await assert.rejects(failing, /no_such_table/);
    });
  },
  [mssql],
);
