import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { sql } from 'kysely';
import { StoreError, type StoreFailure } from '../../../../stores/failures.ts';
import { openStore, type Store } from '../../../../stores/open.ts';
import { createTransact } from '../../../../stores/transact.ts';
import { freePort } from '../../../../runtime/ports.ts';
import { until } from '../../../support/until.ts';
import { ACCOUNT, AT, DAY, aCall } from '../../support/builders.ts';
import { changed, onPostgres, withOption } from './support.ts';

const is =
  (type: StoreFailure, words = /./) =>
  (error: unknown): true => {
    assert.ok(error instanceof StoreError, String(error));
    assert.equal(error.type, type);
    assert.match(error.message, words);
    assert.doesNotMatch(error.message, /segredo/);
    return true;
  };

/** Ends every other connection to the database, as a server does that is stopped. */
const cutOthers = ({ db }: Store) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db);

/** Stands between client and server, and can be told what to do with what the client says. */
async function proxyTo(url: string, hear: (said: Buffer, client: Socket) => void) {
  const { port, hostname } = new URL(url);
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      // What was cut on purpose complains.
      socket.on('error', () => undefined);
    }
    client.on('data', (said) => {
      server.write(said);
      hear(said, client);
    });
    client.on('close', () => server.end());
    server.on('close', () => client.destroy());
    server.pipe(client);
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  return {
    url: changed(url, { port: String((proxy.address() as AddressInfo).port) }),
    close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}

onPostgres('outages', (test) => {
  it('C-52: a wrong password, an unknown user, database or host is each told in its own sentence, at once', async () => {
    const { url } = test();
    const wrong = changed(url, { password: 'segredo-2' });
    await assert.rejects(openStore(wrong), is('store-login-refused', /refused the login of \w+ \(28P01\)/));
    await assert.rejects(openStore(changed(url, { password: '' })), is('store-login-refused'));
    await assert.rejects(openStore(changed(url, { username: 'nobody' })), is('store-login-refused', /of nobody/));
    await assert.rejects(openStore(changed(url, { pathname: 'nowhere' })), is('store-database-unknown', /nowhere/));
    const closed = changed(url, { port: String(await freePort()) });
    await assert.rejects(openStore(closed), is('store-unreachable', /ECONNREFUSED/));
    const unencrypted = withOption(url, 'sslmode', 'require');
    await assert.rejects(openStore(unencrypted), is('store-encryption-refused', /sslmode=disable/));
  });

  it('C-52: a server that takes the connection and says nothing is given up in time', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const port = String((silent.address() as AddressInfo).port);
    const url = withOption(changed(test().url, { port }), 'connectTimeoutMs', 50);
    await assert.rejects(openStore(url), is('store-unreachable'));
    silent.close();
  });

  it('C-52: what the user may not do is told with the name of what it was', async () => {
    const { store, url } = test();
    const username = `reader_${process.pid}`;
    await sql`create role ${sql.ref(username)} login password 'segredo-3'`.execute(store.db);
    const reader = await openStore(changed(url, { username, password: 'segredo-3' }));
    await assert.rejects(reader.calls.listCalls({ limit: 1 }), is('store-permission-denied', /calls/));
    await reader.close();
    await sql`drop role ${sql.ref(username)}`.execute(store.db);
  });

  it('C-18: idle connections that are cut are replaced, and nothing else happens', async () => {
    const { store, url } = test();
    const other = await openStore(url);
    await cutOthers(other);
    // Each of them is heard of when its socket is.
    await until(() =>
      store.ping().then(
        () => true,
        () => false,
      ),
    );
    assert.equal(await store.calls.writeCall(ACCOUNT, aCall({ id: 'a' }), AT), 'inserted');
    await other.close();
  });

  it('C-18: a transaction whose connection is cut is done again from its beginning, and only once in effect', async () => {
    const { store, url } = test();
    const other = await openStore(url);
    let tries = 0;
    await createTransact(store.db)(async (trx) => {
      tries += 1;
      const row = { account: ACCOUNT, campaign_id: tries, day: '2026-11-20', requested_at: AT };
      await trx.insertInto('call_resync').values(row).execute();
      // Cut from elsewhere the first time, in the midst of its own answer the second time.
      if (tries === 1) await cutOthers(other).then(() => sql`select pg_sleep(30)`.execute(trx));
      if (tries === 2) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx);
    });
    assert.equal(tries, 3);
    assert.deepEqual(
      (await store.calls.resyncs(ACCOUNT)).map(({ campaign }) => campaign),
      [3],
    );
    await other.close();
  });

  it('C-20: a connection that is lost while it commits leaves the outcome open, and is not tried again', async () => {
    const { url } = test();
    const proxy = await proxyTo(url, (said, client) => {
      if (said.includes('commit')) client.destroy();
    });
    const store = await openStore(proxy.url);
    let tries = 0;
    const work = createTransact(store.db)(async (trx) => {
      tries += 1;
      const row = { account: ACCOUNT, campaign_id: 1, day: '2026-11-20', requested_at: AT };
      await trx.insertInto('call_resync').values(row).execute();
    });
    await assert.rejects(work, is('store-commit-unknown'));
    assert.equal(tries, 1);
    await store.close();
    proxy.close();
    // Here the server had heard it.
    await until(async () => (await test().store.calls.resyncs(ACCOUNT)).length === 1);
  });

  it('C-18: two transactions that wait for each other: one is broken off and done again, both are kept', async () => {
    const { store } = test();
    const transact = createTransact(store.db);
    for (const id of ['a', 'b']) await store.calls.writeCall(ACCOUNT, aCall({ id }), AT);
    const holds = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let tries = 0;
    const broken: unknown[] = [];
    const change = (mine: number, ids: readonly string[]) =>
      transact(async (trx) => {
        tries += 1;
        try {
          const [first = '', second = ''] = ids;
          const touch = (id: string) =>
            trx
              .updateTable('calls')
              .set((eb) => ({ placed_campaign: eb('placed_campaign', '+', 1) }))
              .where('id', '=', id)
              .execute();
          await touch(first);
          holds[mine]?.resolve();
          await Promise.all(holds.map(({ promise }) => promise));
          await touch(second);
        } catch (error) {
          broken.push(error);
          throw error;
        }
      });
    await Promise.all([change(0, ['a', 'b']), change(1, ['b', 'a'])]);
    assert.equal(tries, 3);
    assert.equal(broken.length, 1);
    is('store-conflict', /40P01/)(broken[0]);
    const rows = await store.db.selectFrom('calls').select('placed_campaign').execute();
    assert.deepEqual(
      rows.map((row) => row.placed_campaign),
      [9, 9],
    );
  });

  it('C-18: a statement that does not end in its time is ended, and the connection goes on', async () => {
    const store = await openStore(withOption(withOption(test().url, 'requestTimeoutMs', 50), 'poolMax', 1));
    await assert.rejects(sql`select pg_sleep(30)`.execute(store.db), is('store-timed-out', /within 50 ms .*57014/));
    assert.equal(await store.calls.countCalls(ACCOUNT, DAY), 0);
    await store.close();
  });

  it('C-18: who waits too long for a free connection is told so', async () => {
    const store = await openStore(withOption(withOption(test().url, 'connectTimeoutMs', 50), 'poolMax', 1));
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const holding = store.db.connection().execute(() => enough);
    await assert.rejects(store.ping(), is('store-timed-out', /No connection .* free within 50 ms: all 1 of poolMax/));
    resolve();
    await holding;
    await store.ping();
    await store.close();
  });

  it('C-20: a lock that another one holds is waited for, and what was changed meanwhile is seen', async () => {
    const { store, url } = test();
    const other = await openStore(url);
    const id = await store.calls.beginExecution({
      workflowId: 'w',
      runId: 'r',
      account: ACCOUNT,
      zone: 'UTC',
      kind: 'backfill',
      campaigns: [1],
      from: DAY.from,
      to: DAY.to,
      startedAt: AT,
    });
    const { promise: held, resolve } = Promise.withResolvers<void>();
    const ending = other.db.transaction().execute(async (trx) => {
      await trx.updateTable('execution_logs').set({ status: 'FAILED' }).where('id', '=', id).execute();
      resolve();
      await until(async () => {
        const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(store.db);
        return (rows[0]?.n ?? 0) > 0;
      });
    });
    await held;
    const planning = store.calls.planWindows(id, ACCOUNT, 'all', [{ ...DAY, expectedTotal: null }]);
    await Promise.all([ending, assert.rejects(planning, { name: 'RunEndedError' })]);
    await other.close();
  });
});
