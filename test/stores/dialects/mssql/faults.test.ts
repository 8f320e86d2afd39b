import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { connect } from '../../../../stores/open.ts';
import { mssql, type UpsertTable } from '../../../../stores/dialects/portable.ts';
import { failure, resultSet, touched, type Answer } from '../../../support/tds/answers.ts';
import { createChecks } from '../../../support/tds/checks.ts';
import { startTdsServer, type TdsServer, type TdsServerOptions } from '../../../support/tds/server.ts';
import { typeFrom } from '../../../support/tds/sqlTypes.ts';

type Fault = NonNullable<TdsServerOptions['fault']>;
type Faulty = Parameters<Fault>[0];

const ROWS = 25;
const TABLE: UpsertTable = { name: 'things', columns: ['id', 'name'], key: ['id'], keep: [] };
const DDL = 'create table [things] ([id] int not null, [name] nvarchar(40))';
const DEADLOCK: Answer = [{ error: { number: 1205, message: 'You lost.' } }, { rolledBack: true }];
const columns = [
  { name: 'id', type: typeFrom('int') },
  { name: 'name', type: typeFrom('nvarchar(40)') },
];

const textOf = (request: Faulty): string =>
  request.kind === 'statement' && 'sql' in request.statement ? request.statement.sql : '';

describe('a bulk write that meets a fault', () => {
  let server: TdsServer;
  let store: Awaited<ReturnType<typeof connect>>;
  let steps: string[];

  const stepOf = (request: Faulty): string => {
    if (request.kind === 'transaction') return request.action;
    if (request.kind === 'bulk') return `${request.load().rows.length} rows`;
    const text = textOf(request);
    if (text.includes('into #stage')) return 'stage';
    return text.startsWith('update t set') ? 'merge' : '';
  };
  /** @param at the step that meets the fault the first time */
  const start = async (at: string, fault: ReturnType<Fault>) => {
    steps = [];
    let left = 1;
    server = await startTdsServer({
      checks: createChecks(),
      answer: (statement) =>
        'sql' in statement && statement.sql.startsWith('select top (0)') ? resultSet(columns) : touched(1),
      fault(request) {
        const step = stepOf(request);
        if (step !== '') steps.push(step);
        return step === at && left-- > 0 ? fault : undefined;
      },
    });
    store = await connect(`mssql://plantao:s3cret@127.0.0.1:${server.port}/calls?encrypt=false`);
    // The checks of the server know the tables that they have seen being made.
    await sql.raw(DDL).execute(store.db);
  };
  afterEach(async () => {
    await store.close();
    await server.close();
  });

  const write = () =>
    store.transact((trx) =>
      mssql.upsert(
        trx,
        TABLE,
        Array.from({ length: ROWS }, (_, i) => [i, `name ${i}`]),
      ),
    );
  const WHOLE = ['begin', 'stage', `${ROWS} rows`, 'merge'];

  for (const at of ['stage', `${ROWS} rows`, 'merge']) {
    it(`C-19: a deadlock at "${at}" undoes all, and all is done again`, async () => {
      await start(at, DEADLOCK);
      await write();
      assert.deepEqual(steps, [...WHOLE.slice(0, WHOLE.indexOf(at) + 1), ...WHOLE, 'commit']);
      assert.deepEqual(server.problems, []);
    });
  }

  it('C-52: a permission that is missing is told in one sentence, rolled back and not tried again', async () => {
    await start('merge', failure(229, "The UPDATE permission was denied on the object 'things'.", 14));
    await assert.rejects(write(), {
      name: 'StoreError',
      type: 'store-permission-denied',
      retryable: false,
      message: / does not let plantao do this in calls \(error 229\): .* object 'things'\.$/,
    });
    assert.deepEqual(steps, [...WHOLE, 'rollback']);
    assert.deepEqual(server.problems, []);
  });

  it('C-20: a connection that is lost after the server committed leaves the outcome open, and nothing is done twice', async () => {
    await start('commit', { after: 'cut' });
    await assert.rejects(write(), { name: 'StoreError', type: 'store-commit-unknown' });
    assert.deepEqual(steps, [...WHOLE, 'commit']);
  });

  it('C-20: a connection that is lost among the rows kept nothing: all is done again on another one', async () => {
    await start(`${ROWS} rows`, 'cut');
    const before = server.connections;
    await write();
    assert.deepEqual(steps, [...WHOLE.slice(0, 3), ...WHOLE, 'commit']);
    assert.equal(server.connections, before + 1);
    assert.deepEqual(server.problems, []);
  });
});
