import assert from 'node:assert/strict';
import sql from 'mssql';
import { failure, resultSet, touched, type Answer } from './answers.ts';
import { createChecks } from './checks.ts';
import type { Statement } from './requests.ts';
import { startTdsServer, type TdsServer, type TdsServerOptions } from './server.ts';
import { typeFrom } from './sqlTypes.ts';

const COLUMNS = {
  id: 'int',
  big: 'bigint',
  name: 'nvarchar(40)',
  note: 'nvarchar(max)',
  price: 'decimal(36, 18)',
  at: 'datetime2(3)',
  ok: 'bit',
  rate: 'float',
};
const columns = Object.entries(COLUMNS).map(([name, type]) => ({ name, type: typeFrom(type) }));
const DEADLOCK: Answer = [{ error: { number: 1205, message: 'You lost.' } }, { rolledBack: true }];

describe('TDS test server', () => {
  let server: TdsServer;
  let pool: sql.ConnectionPool;
  let seen: Statement[];

  const start = async (options: Partial<TdsServerOptions> = {}, requestTimeout = 15_000) => {
    seen = [];
    server = await startTdsServer({
      answer: (statement) => {
        seen.push(statement);
        return touched();
      },
      checks: createChecks(),
      ...options,
    });
    pool = new sql.ConnectionPool({
      server: '127.0.0.1',
      port: server.port,
      user: 'someone',
      password: 'sênha',
      database: 'plantao',
      options: { encrypt: false },
      pool: { max: 2 },
      requestTimeout,
    });
    await pool.connect();
  };
  afterEach(async () => {
    await pool.close();
    await server.close();
  });

  const refused = (work: Promise<unknown>, message: RegExp) => assert.rejects(work, { message });
  const inTransaction = async (work: (transaction: sql.Transaction) => Promise<unknown>) => {
    const transaction = new sql.Transaction(pool);
    await transaction.begin();
    try {
      await work(transaction);
    } finally {
      await transaction.rollback();
    }
  };

  it('C-18: tells who logs in, and refuses', async () => {
    const logins: string[] = [];
    await start({ login: (login) => void logins.push(`${login.user} ${login.password} ${login.database}`) });
    assert.deepEqual([...new Set(logins)], ['someone sênha plantao']);
    await server.close();
    const error = { number: 18456, message: 'Login failed.', severity: 14 };
    await assert.rejects(start({ login: () => error }), { code: 'ELOGIN', message: 'Login failed.' });
  });

  it('C-18: answers result sets of every type that the tables have, nulls and long texts included', async () => {
    const long = '😀'.repeat(4_000);
    const row = [1, '9007199254740993', 'ação', long, '-12.500000000000000000', '2026-11-20T23:59:59.999', true, 0.1];
    await start({ answer: () => resultSet(columns, [row, columns.map(() => null)]) });
    const { recordset, rowsAffected } = await pool.request().query('select * from things');
    assert.deepEqual(rowsAffected, [2]);
    assert.deepEqual(recordset[0], {
      id: 1,
      big: '9007199254740993',
      name: 'ação',
      note: long,
      price: -12.5,
      at: new Date('2026-11-20T23:59:59.999Z'),
      ok: true,
      rate: 0.1,
    });
    assert.deepEqual(
      Object.values(recordset[1] ?? {}),
      columns.map(() => null),
    );
  });

  it('C-18: reads the parameters of a statement as they were sent', async () => {
    await start();
    await pool
      .request()
      .input('1', sql.NVarChar(4000), "d'água 😀")
      .input('2', sql.DateTime2(3), new Date('2026-11-20T23:59:59.999Z'))
      .input('3', sql.Int, -5)
      .input('4', sql.Decimal(38, 18), -12.5)
      .input('5', sql.NVarChar(sql.MAX), null)
      .query('update t set a = @1, b = @2, c = @3, d = @4, e = @5');
    const [statement] = seen;
    assert.ok(statement?.kind === 'query');
    assert.deepEqual(
      statement.parameters.map(({ value }) => value),
      ["d'água 😀", '2026-11-20T23:59:59.999', -5, '-12.500000000000000000', null],
    );
  });

  it('C-18: refuses text that is not T-SQL', async () => {
    await start();
    for (const [text, message] of [
      ['selec 1', /parser error/],
      ['select a from t limit 5', /LIMIT is not T-SQL/],
      ['insert into t (a) values (1) on conflict do nothing', /ON CONFLICT/],
      ['update t set a = 1 returning a', /RETURNING/],
      ['select a::int from t', /::type/],
      ['create table t (a serial)', /no type serial/],
      ['create table if not exists t (a int)', /IF NOT EXISTS/],
      ['select a from t with (updlok)', /no hint updlok/],
      ['select a from t where b = true', /boolean/],
      ['begin transaction', /through the driver/],
    ] as const) {
      await refused(pool.request().query(text), message);
      assert.match(server.problems.pop() ?? '', message);
    }
    assert.deepEqual(seen, []);
  });

  it('C-18: takes what its parser does not know, and finds the faults beside it', async () => {
    await start();
    for (const text of [
      "declare @r int; exec @r = dbo.someProcedure @a = 1; if @r < 0 throw 50000, N'no', 1",
      'delete top (5) from t where a = 1',
      'alter table t alter column a nvarchar(400)',
      'create nonclustered index i on t (a)',
    ]) {
      await pool.request().batch(text);
    }
    await pool
      .request()
      .input('1', sql.Int, 5)
      .query('select a from t order by a offset 0 rows fetch next @1 rows only');
    await refused(pool.request().batch('delete top (5) from t wher a = 1'), /parser error/);
    await refused(
      pool.request().query('select a from t order by a offset 0 rows fetch next @1 rows only'),
      /@1 is used/,
    );
  });

  it('C-18: refuses parameters that are not declared, not used, too long, out of range or make a plan each', async () => {
    await start();
    const query = (text: string, type: sql.ISqlType, value: unknown) =>
      pool.request().input('1', type, value).query(text);
    await refused(query('select @1, @2', sql.Int(), 1), /@2 is used and not declared/);
    await refused(query('select 1', sql.Int(), 1), /@1 is declared and not used/);
    await query('select @1', sql.NVarChar(3), 'abc');
    await refused(query('select @1', sql.NVarChar(4), 'abcd'), /nvarchar\(4\) and was nvarchar\(3\): every length/);
    await refused(query('select @1', sql.DateTime(), new Date(0)), /rounds instants/);
    await refused(query('select @1', sql.NVarChar(4000), 'a'.repeat(4001)), /longer than nvarchar\(4000\)/);
    await refused(query('select @1', sql.Decimal(5, 2), 12345), /more digits than decimal\(5, 2\)/);
    await query("select @1, '@2 is text', [c] -- @3 is a comment", sql.Int(), 1);
  });

  it('C-18: a transaction has its statements, begins once and ends once', async () => {
    await start();
    await inTransaction((transaction) => new sql.Request(transaction).query('select 1'));
    assert.deepEqual(server.problems, []);
    await refused(
      pool.request().batch("exec sp_getapplock @Resource = N'a', @LockMode = N'Exclusive'"),
      /outside of one/,
    );
    await inTransaction((transaction) =>
      new sql.Request(transaction).batch("exec sp_getapplock @Resource = N'a', @LockMode = N'Exclusive'"),
    );
  });

  it('C-18: tells a connection that was closed inside a transaction', async () => {
    await start();
    const transaction = new sql.Transaction(pool);
    await transaction.begin();
    const connection = (transaction as unknown as { _acquiredConnection: { close(): void } })._acquiredConnection;
    const ended = new Promise((resolve) => (connection as unknown as NodeJS.EventEmitter).once('end', resolve));
    connection.close();
    await ended;
    while (server.problems.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.match(server.problems[0] ?? '', /closed inside a transaction/);
    // Gives the connection back, without which the pool would not close.
    await assert.rejects(transaction.rollback());
  });

  const stage = async (transaction: sql.Transaction) => {
    const list = Object.entries(COLUMNS).map(
      ([name, type]) => `[${name}] ${type}${name === 'name' ? ' not null' : ''}`,
    );
    await new sql.Request(transaction).batch(`create table #stage (${list.join(', ')})`);
  };
  const load = (transaction: sql.Transaction, change: (table: sql.Table) => void) => {
    const table = new sql.Table('#stage');
    change(table);
    return new sql.Request(transaction).bulk(table, { keepNulls: true });
  };

  it('C-18: takes bulk rows that fit the table and counts them', async () => {
    await start();
    await inTransaction(async (transaction) => {
      await stage(transaction);
      const { rowsAffected } = await load(transaction, (table) => {
        table.columns.add('name', sql.NVarChar(40), { nullable: false });
        table.columns.add('price', sql.Decimal(36, 18), { nullable: true });
        table.columns.add('at', sql.DateTime2(3), { nullable: true });
        table.columns.add('note', sql.NVarChar(sql.MAX), { nullable: true });
        table.rows.add('a', 12.5, new Date('2026-11-20T23:59:59.999Z'), '😀'.repeat(4_000));
        table.rows.add('b', null, null, null);
      });
      assert.equal(rowsAffected, 2);
      await new sql.Request(transaction).batch('drop table #stage');
    });
    assert.deepEqual(server.problems, []);
  });

  it('C-18: refuses bulk columns and rows that the table cannot take', async () => {
    await start();
    const attempt = (change: (table: sql.Table) => void, message: RegExp) =>
      inTransaction(async (transaction) => {
        await stage(transaction);
        await refused(load(transaction, change), message);
      });
    const name = (table: sql.Table) => table.columns.add('name', sql.NVarChar(40), { nullable: false });
    await attempt((table) => {
      name(table);
      table.columns.add('at', sql.DateTime2(7), { nullable: true });
      table.rows.add('a', new Date());
    }, /#stage.at is datetime2\(3\) and is loaded as datetime2\(7\)/);
    await attempt((table) => {
      name(table);
      table.columns.add('note', sql.NVarChar(4000), { nullable: true });
      table.rows.add('a', 'b');
    }, /note is nvarchar\(max\) and is loaded as nvarchar\(4000\)/);
    await attempt((table) => {
      table.columns.add('id', sql.Int, { nullable: true });
      table.rows.add(1);
    }, /#stage needs a value for name nvarchar\(40\) not null/);
    await attempt((table) => {
      name(table);
      table.rows.add('a'.repeat(41));
    }, /Row 1 of #stage, name: a value of length 41 is longer/);
    await attempt((table) => {
      name(table);
      table.rows.add('a');
      table.rows.add(null);
    }, /Row 2 of #stage, name: null where/);
    await attempt(name, /without rows/);
  });

  it('C-18: a temporary table is of one connection, and is dropped before its transaction commits', async () => {
    await start();
    const transaction = new sql.Transaction(pool);
    await transaction.begin();
    await stage(transaction);
    await refused(pool.request().query('select * from #stage'), /no table #stage on this connection/);
    await refused(transaction.commit(), /#stage was left/);
    await inTransaction(async (other) => {
      await new sql.Request(other).query('select 1 as a into #gone');
      await refused(new sql.Request(other).query('select * from #gone'), /no table #gone/);
    });
  });

  it('C-18: breaks off a transaction as a deadlock does', async () => {
    await start({ fault: (request) => (request.kind === 'statement' ? DEADLOCK : undefined) });
    const transaction = new sql.Transaction(pool);
    await transaction.begin();
    await assert.rejects(new sql.Request(transaction).query('select 1'), { number: 1205 });
    await assert.rejects(transaction.commit(), { code: 'EABORT' });
    await assert.rejects(transaction.rollback(), { code: 'EABORT' });
  });

  it('C-18: fails a statement by number, or answers nothing at all', async () => {
    const answers: Answer[] = [failure(229, 'No permission.', 14), 'silence', 'cut'];
    await start({ fault: (request) => (request.kind === 'statement' ? answers.shift() : undefined) }, 100);
    await assert.rejects(pool.request().query('select 1'), { number: 229, message: 'No permission.' });
    await assert.rejects(pool.request().query('select 1'), { code: 'ETIMEOUT' });
    await assert.rejects(pool.request().query('select 1'), { code: 'ECONNRESET' });
  });
});
