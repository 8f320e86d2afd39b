import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import mssql from 'mssql';
import { callsUpsert } from '../../stores/calls/upserts.ts';
import { connect } from '../../stores/open.ts';
import { callsTypes } from './callsTypes.ts';
import { productWrite, type Batch, type Target, type Write } from './target.ts';

/** A stand-in for a server, in a process of its own: the product's client and a plain one. */
export async function mssqlTarget(): Promise<Target> {
  const server = fork(fileURLToPath(new URL('tdsServer.ts', import.meta.url)));
  const port = await portOf(server);
  const connection = await connect(`mssql://bench:Bench-1@127.0.0.1:${port}/bench?encrypt=false`);
  const pool = await mssql.connect({
    server: '127.0.0.1',
    port,
    user: 'bench',
    password: 'Bench-1',
    database: 'bench',
    options: { encrypt: false },
  });
  return {
    product: productWrite(connection),
    bare: await bareWrite(pool),
    async close() {
      await connection.close();
      await pool.close();
      server.kill();
    },
  };
}

/** @throws when it ends instead of serving */
async function portOf(server: ChildProcess): Promise<number> {
  const ended = once(server, 'exit').then(() =>
    Promise.reject(new Error('The stand-in for SQL Server did not start.')),
  );
  const [port] = (await Promise.race([once(server, 'message'), ended])) as [number];
  return port;
}

/** Bulk into a temporary table, an update, an insert: what the driver's manual tells to do. */
async function bareWrite(pool: mssql.ConnectionPool): Promise<Write> {
  const types = await callsTypes();
  const names = callsUpsert.columns.join(', ');
  const set = callsUpsert.columns.map((name) => `${name} = s.${name}`).join(', ');
  const merge =
    `update t set ${set} from calls t join #stage s on s.account = t.account and s.id = t.id; ` +
    `insert calls (${names}) select ${names} from #stage s where not exists ` +
    `(select 1 from calls t where t.account = s.account and t.id = s.id); drop table #stage;`;
  return async (batch) => {
    const transaction = new mssql.Transaction(pool);
    await transaction.begin();
    await transaction.request().batch(`select top (0) ${names} into #stage from calls;`);
    await transaction.request().bulk(bulkTable(types, batch));
    await transaction.request().batch(merge);
    await transaction.commit();
  };
}

function bulkTable(types: readonly { name: string; type: string }[], batch: Batch): mssql.Table {
  const table = new mssql.Table('#stage');
  for (const { name, type } of types) table.columns.add(name, driverType(type), { nullable: true });
  const isTime = types.map(({ type }) => type.startsWith('datetime2'));
  for (const row of batch) {
    table.rows.push(row.map((value, i) => (isTime[i] === true && value !== null ? new Date(value) : value)));
  }
  return table;
}

function driverType(type: string) {
  const [name, first, second] = type.split(/[(, )]+/);
  switch (name) {
    case 'int':
      return mssql.Int();
    case 'bit':
      return mssql.Bit();
    case 'decimal':
      return mssql.Decimal(Number(first), Number(second));
    case 'datetime2':
      return mssql.DateTime2(Number(first));
    default:
      return mssql.NVarChar(first === 'max' ? mssql.MAX : Number(first));
  }
}
