import assert from 'node:assert/strict';
import { Kysely } from 'kysely';
import type { Database } from '../../../../stores/database.ts';
import { mssqlDialect } from '../../../../stores/dialects/mssql/dialect.ts';
import { parseMssqlUrl } from '../../../../stores/dialects/mssql/url.ts';
import { mssql } from '../../../../stores/dialects/portable.ts';

const db = new Kysely<Database>({ dialect: mssqlDialect(parseMssqlUrl('mssql://u:p@host/db')) });

describe('queries for SQL Server', () => {
  it('C-18: rows that are going to change are read under the lock of their table, with hints', () => {
    const query = db.selectFrom('call_windows').select('cursor').where('execution_id', '=', 7);
    const { sql, parameters } = mssql.forChange(query).where('ordinal', '=', 1).compile();
    assert.equal(
      sql,
      "declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_windows', @LockMode = 'Exclusive', " +
        "@LockOwner = 'Transaction', @LockTimeout = 10000; " +
        "if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; " +
        'select "cursor" from "call_windows" with (updlock, holdlock, rowlock) where "execution_id" = @1 and "ordinal" = @2',
    );
    assert.deepEqual(parameters, [7, 1]);
    const aliased = db.selectFrom('execution_logs as e').select('e.id');
    assert.match(
      mssql.forChange(aliased).compile().sql,
      /'table execution_logs'.* as "e" with \(updlock, holdlock, rowlock\)$/,
    );
  });

  it('C-18: a lock that would not be taken first is refused, not left out', () => {
    const inner = mssql.forChange(db.selectFrom('execution_logs').select('id'));
    assert.throws(
      () => db.selectFrom('call_plans').selectAll().where('execution_id', 'in', inner).compile(),
      /whole query/,
    );
    assert.throws(() => mssql.forChange(db.selectFrom(inner.as('i')).selectAll()).compile(), /one table/);
  });

  it('C-36: the first rows are asked for, and other queries are left as they are', () => {
    const query = db.selectFrom('execution_logs').select('id').orderBy('id', 'desc');
    assert.equal(mssql.first(query, 3).compile().sql, 'select top(3) "id" from "execution_logs" order by "id" desc');
    assert.equal(query.compile().sql, 'select "id" from "execution_logs" order by "id" desc');
  });
});
