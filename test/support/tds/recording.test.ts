import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sql from 'mssql';
import { failure, resultSet, touched, type AnswerPart } from './answers.ts';
import { createChecks } from './checks.ts';
import { askedBy, type AskedAfter } from './exchanges.ts';
import { startTdsProxy } from './proxy.ts';
import { createCollector, openRecordings } from './recording.ts';
import { createReplay } from './replay.ts';
import { startTdsServer } from './server.ts';
import { typeFrom } from './sqlTypes.ts';

const asked = (statement: string, parameters = {}, after = ''): AskedAfter => ({
  asked: { statement, parameters, loaded: {} },
  after,
});
const rows = (...values: number[]): AnswerPart[] =>
  resultSet(
    [{ name: 'a', type: typeFrom('int') }],
    values.map((value) => [value]),
  );

describe('recordings of a SQL Server', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'plantao-recordings-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const record = (exchanges: readonly (readonly [AskedAfter, AnswerPart[]])[], scope = 'a test') => {
    const collector = createCollector(openRecordings(folder));
    for (const [one, answer] of exchanges) collector.add(scope, one, answer);
    collector.write();
  };
  const replayed = () => createReplay(openRecordings(folder), ['shared']);

  it('C-18: give each answer once, in order, and the last one again', () => {
    record([
      [asked('select 1'), rows(1)],
      [asked('select 1'), rows(2)],
      [asked('select @1', { '@1': 5 }), rows(5)],
    ]);
    const { answer, rewind } = replayed();
    const values = () => [1, 2, 3].map(() => answer('a test', asked('select 1')));
    assert.deepEqual(values(), [rows(1), rows(2), rows(2)]);
    assert.deepEqual(answer('a test', asked('select @1', { '@1': 5 })), rows(5));
    rewind('a test');
    assert.deepEqual(values(), [rows(1), rows(2), rows(2)]);
  });

  it('C-18: the same statement of two transactions is told apart by what came before it', () => {
    record([
      [asked('select max(n) from t', {}, 'first'), rows(1)],
      [asked('select max(n) from t', {}, 'second'), rows(2)],
    ]);
    const { answer } = replayed();
    assert.deepEqual(answer('a test', asked('select max(n) from t', {}, 'second')), rows(2));
    assert.deepEqual(answer('a test', asked('select max(n) from t', {}, 'never seen')), rows(1));
  });

  it('C-18: what all tests share is found from every one', () => {
    record([[asked('select 1'), rows(1)]], 'shared');
    assert.deepEqual(replayed().answer('another test', asked('select 1')), rows(1));
  });

  it('C-18: what was not recorded is refused, with its difference from what comes nearest', () => {
    record([
      [asked('select a from t where b = @1 and c = @2', { '@1': 5, '@2': 'x' }), rows(5)],
      [asked('update t set a = 1'), touched(1)],
    ]);
    const { answer } = replayed();
    const other = asked('select a from t where b = @1 and c = @2', { '@1': 6, '@2': 'x' });
    assert.throws(() => answer('a test', other), /^NotRecordedError: .*record again[\s\S]*@1: recorded 5, asked 6$/);
    assert.throws(
      () => answer('a test', asked('update t set b = 1')),
      /recorded: … update t set a = 1\nasked: {4}… update/,
    );
    assert.throws(() => answer('no test', asked('select 1')), /Nothing is recorded there/);
  });

  it('C-18: every kind of answer is read back as it was', () => {
    const types = { i: 'int', n: 'nvarchar(max)', d: 'decimal(36, 18)', 'a name; with': 'datetime2(3)' };
    const columns = Object.entries(types).map(([name, type]) => ({ name, type: typeFrom(type) }));
    const answer: AnswerPart[] = [
      ...resultSet(columns, [
        [1, "d'água 😀", '1.500000000000000000', '2026-11-20T12:00:00.000'],
        [null, null, null, null],
      ]),
      ...touched(3),
      ...failure(2627, 'Taken.'),
      { rolledBack: true },
      { returned: -1 },
      { output: { name: '@x', type: typeFrom('nvarchar(4000)'), value: 'y' } },
    ];
    record([[asked('exec everything', { '@1': "d'água" }), answer]]);
    assert.deepEqual(replayed().answer('a test', asked('exec everything', { '@1': "d'água" })), answer);
  });

  it('C-18: texts stand once in a file that people can read', async () => {
    record([[asked('select 1\nfrom t'), rows(1)]], 'one test');
    record([[asked('select 1\nfrom t'), rows(2)]], 'Outro teste: ação!');
    const files = (await readdir(folder)).toSorted();
    assert.deepEqual(
      files.map((name) => name.replace(/-\w{6}\.jsonl$/, '.jsonl')),
      ['columns.json', 'one-test.jsonl', 'outro-teste-ac-a-o.jsonl', 'statements.sql'],
    );
    assert.match(await readFile(join(folder, 'statements.sql'), 'utf8'), /^-- statement \w{12}\nselect 1\nfrom t\n$/);
  });

  it('C-18: a server that plays what a proxy heard answers the driver alike', async () => {
    const answers: Record<string, AnswerPart[]> = {
      'select a from t where b = @1': rows(1, 2),
      'select @1': failure(229, 'No permission.'),
    };
    const real = await startTdsServer({
      checks: createChecks(),
      answer: (statement) => ('sql' in statement ? answers[statement.sql] : undefined) ?? touched(),
    });
    const collector = createCollector(openRecordings(folder));
    const proxy = await startTdsProxy({
      host: '127.0.0.1',
      port: real.port,
      checks: createChecks(),
      record: (one, answer) => collector.add('a test', one, answer),
    });
    const conversation = async (port: number) => {
      const pool = new sql.ConnectionPool({
        server: '127.0.0.1',
        port,
        user: 'a',
        password: 'b',
        options: { encrypt: false },
      });
      await pool.connect();
      const said: unknown[] = [];
      const transaction = new sql.Transaction(pool);
      await transaction.begin();
      const request = () => new sql.Request(transaction);
      said.push((await request().input('1', sql.Int, 5).query('select a from t where b = @1')).recordset);
      await request().batch('create table #stage (a int not null)');
      const table = new sql.Table('#stage');
      table.columns.add('a', sql.Int, { nullable: false });
      table.rows.add(7);
      said.push((await request().bulk(table)).rowsAffected);
      await request().batch('insert into t (a) select a from #stage; drop table #stage');
      await transaction.commit();
      await pool
        .request()
        .input('1', sql.Int, 5)
        .query('select @1')
        .catch((error: Error) => said.push(error.message));
      await pool.close();
      return said;
    };
    const heard = await conversation(proxy.port);
    assert.deepEqual(proxy.problems, []);
    await proxy.close();
    await real.close();
    collector.write();

    const { answer } = replayed();
    const player = await startTdsServer({
      checks: createChecks(),
      answer: (statement, session) => answer('a test', askedBy(statement, session)),
    });
    assert.deepEqual(await conversation(player.port), heard);
    assert.deepEqual(player.problems, []);
    assert.equal(heard.length, 3);
    await player.close();
  });
});
