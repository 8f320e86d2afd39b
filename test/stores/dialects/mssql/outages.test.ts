import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { sql } from 'kysely';
import { freePort } from '../../../../runtime/ports.ts';
import { StoreError, type StoreFailure } from '../../../../stores/failures.ts';
import { connect } from '../../../../stores/open.ts';
import { failure, touched, type Answer } from '../../../support/tds/answers.ts';
import { startTdsServer, type TdsServer, type TdsServerOptions } from '../../../support/tds/server.ts';

const is =
  (type: StoreFailure, words = /./) =>
  (error: unknown): true => {
    assert.ok(error instanceof StoreError, String(error));
    assert.equal(error.type, type, error.message);
    assert.match(error.message, words);
    assert.doesNotMatch(error.message, /s3cret/);
    return true;
  };

const DEADLOCK: Answer = [{ error: { number: 1205, message: 'You lost.' } }, { rolledBack: true }];

describe('outages of SQL Server', () => {
  let server: TdsServer;
  /** What was asked for, transactions too. */
  let asked: string[];
  const start = async (options: Partial<TdsServerOptions> = {}) => {
    asked = [];
    server = await startTdsServer({
      answer: () => touched(1),
      ...options,
      fault(request, session) {
        if (request.kind === 'transaction') asked.push(request.action);
        if (request.kind === 'statement' && request.statement.kind === 'query') asked.push(request.statement.sql);
        return options.fault?.(request, session);
      },
    });
  };
  afterEach(() => server.close());

  const url = (query = 'encrypt=false') => `mssql://plantao:s3cret@127.0.0.1:${server.port}/calls?${query}`;
  const opened = async <T>(work: (store: Awaited<ReturnType<typeof connect>>) => Promise<T>, query?: string) => {
    const store = await connect(url(query));
    asked.length = 0;
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  const change = sql`update t set a = 1`;
  /** The statements that change something meet `faults` one after the other, and then none. */
  const faultsOf = (faults: readonly Answer[]): NonNullable<TdsServerOptions['fault']> => {
    const left = [...faults];
    return ({ kind, ...request }) => {
      const sql = 'statement' in request && 'sql' in request.statement ? request.statement.sql : '';
      return kind === 'statement' && sql.startsWith('update') ? left.shift() : undefined;
    };
  };

  it('C-52: a wrong password, an unknown database, a server that is not there: each in its own sentence, at once', async () => {
    const refused = { number: 18_456, message: 'Falha de logon do usuário.' };
    const unknown = { number: 911, message: 'Não existe.' };
    await start({ login: ({ password }) => (password === 's3cret' ? unknown : refused) });
    await assert.rejects(
      connect(url().replace('s3cret', 'wrong')),
      is('store-login-refused', /refused the login of plantao/),
    );
    await assert.rejects(connect(url()), is('store-database-unknown', /has no database calls/));
    const nobody = url().replace(String(server.port), String(await freePort()));
    await assert.rejects(
      connect(nobody),
      is('store-unreachable', /127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/),
    );
  });

  it('C-52: a server that takes the connection and says nothing is given up in time', async () => {
    await start();
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const silentUrl = url('encrypt=false&connectTimeoutMs=50').replace(String(server.port), String(port));
    await assert.rejects(connect(silentUrl), is('store-unreachable'));
    silent.close();
  });

  it('C-52: encryption is asked for unless it is turned off, and what is wrong with it is told', async () => {
    await start();
    await assert.rejects(connect(url('')), is('store-encryption-refused', /add encrypt=false/));
    await server.close();
    await start({ encryption: 'required' });
    await assert.rejects(connect(url()), is('store-encryption-refused', /remove encrypt=false/));
  });

  it('C-19: the victim of a deadlock is rolled back by the server alone, and done again as a whole', async () => {
    await start({ fault: faultsOf([DEADLOCK]) });
    await opened(({ transact }) => transact((trx) => change.execute(trx)));
    assert.deepEqual(asked, ['begin', 'update t set a = 1', 'begin', 'update t set a = 1', 'commit']);
  });

  it('C-19: work that goes on after the server ended its transaction gets no further', async () => {
    await start({ fault: faultsOf([DEADLOCK]) });
    await opened(async ({ db }) => {
      const deaf = db.transaction().execute(async (trx) => {
        await assert.rejects(change.execute(trx), is('store-conflict', /error 1205/));
        await assert.rejects(change.execute(trx), is('store-conflict'));
      });
      await assert.rejects(deaf, is('store-conflict'));
      await change.execute(db);
    });
    assert.deepEqual(asked, ['begin', 'update t set a = 1', 'update t set a = 1']);
  });

  it('C-18: a lock that is not granted in time is a conflict, and the transaction is rolled back', async () => {
    await start({ fault: faultsOf([failure(51_222, 'The lock was not granted in time.')]) });
    await opened(({ transact }) => transact((trx) => change.execute(trx)));
    assert.deepEqual(
      asked.filter((text) => !text.startsWith('update')),
      ['begin', 'rollback', 'begin', 'commit'],
    );
  });

  it('C-20: a connection that is cut in a transaction kept nothing: it is done again on another one', async () => {
    await start({ fault: faultsOf(['cut']) });
    await opened(({ transact }) => transact((trx) => change.execute(trx)));
    assert.deepEqual(
      asked.filter((text) => !text.startsWith('update')),
      ['begin', 'begin', 'commit'],
    );
  });

  it('C-20: a connection that is lost while it commits leaves the outcome open, and is not tried again', async () => {
    for (const fault of ['cut', { after: 'cut' }] as const) {
      await start({
        fault: (request) => (request.kind === 'transaction' && request.action === 'commit' ? fault : undefined),
      });
      await opened(async ({ transact }) => {
        await assert.rejects(
          transact((trx) => change.execute(trx)),
          is('store-commit-unknown'),
        );
      });
      assert.equal(asked.filter((text) => text === 'begin').length, 1);
      if (fault === 'cut') await server.close();
    }
  });

  it('C-52: a statement that takes too long is given up, and its connection serves on', async () => {
    await start({ fault: faultsOf(['silence']) });
    await opened(async ({ db }) => {
      await assert.rejects(change.execute(db), is('store-timed-out', /within 50 ms/));
      await change.execute(db);
    }, 'encrypt=false&requestTimeoutMs=50');
  });

  it('C-19: a throttled request is told apart from a wrong one', async () => {
    await start({
      fault: faultsOf([failure(40_501, 'The service is busy.'), failure(2627, 'The duplicate key value is (Maria).')]),
    });
    await opened(async ({ db }) => {
      await assert.rejects(change.execute(db), is('store-unreachable', /error 40501/));
      await assert.rejects(
        change.execute(db),
        (error: Error) => !(error instanceof StoreError) && !/Maria/.test(error.message),
      );
    });
  });

  it('C-52: connections of a process stay within their limit', async () => {
    await start();
    await opened(async ({ transact }) => {
      await Promise.all(Array.from({ length: 12 }, () => transact((trx) => change.execute(trx))));
      // The first one of a pool only proves that there is a way.
      assert.ok(server.connections <= 3, `${server.connections} connections`);
    }, 'encrypt=false&poolMax=2');
  });
});
