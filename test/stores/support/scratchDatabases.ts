import mssql from 'mssql';
import { until } from '../../support/until.ts';

/** Databases of a real server that tests make, use and drop. */
export interface ScratchDatabases {
  /** First line of what the server says it is. */
  readonly version: string;
  /** @returns the URL of a database without a table */
  create(): Promise<string>;
  /** Takes every row out, and leaves tables, views and the list of migrations. */
  empty(url: string): Promise<void>;
  drop(url: string): Promise<void>;
  close(): Promise<void>;
}

const nameIn = (url: string): string => new URL(url).pathname.slice(1);

async function connect(url: string, database = nameIn(url)): Promise<mssql.ConnectionPool> {
  const { hostname, port, username, password, searchParams } = new URL(url);
  return new mssql.ConnectionPool({
    server: hostname,
    port: Number(port === '' ? '1433' : port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
    options: {
      encrypt: searchParams.get('encrypt') !== 'false',
      trustServerCertificate: searchParams.get('trustServerCertificate') === 'true',
    },
  }).connect();
}

const TABLES = `select t.name,
  (select count(*) from sys.foreign_keys as f where f.parent_object_id = t.object_id) as referring
  from sys.tables as t where t.name not like 'kysely[_]%'`;

async function emptied(url: string): Promise<void> {
  const pool = await connect(url);
  try {
    const { recordset } = await pool.request().query<{ name: string; referring: number }>(TABLES);
    // Those that refer to others first.
    const names = recordset.toSorted((a, b) => b.referring - a.referring).map(({ name }) => name);
    await pool.request().batch(names.map((name) => `delete from [${name}];`).join('\n'));
  } finally {
    await pool.close();
  }
}

/** A session that was closed this moment may still be in the database, where its process was killed for seconds. */
async function dropped(server: mssql.ConnectionPool, database: string): Promise<void> {
  await until(async () => {
    try {
      await server.request().batch(`drop database [${database}]`);
      return true;
    } catch (error) {
      if (!/in use/.test(String(error))) throw error;
      return false;
    }
  });
}

/** @param url of a login that may create databases */
export async function openScratchDatabases(url: string): Promise<ScratchDatabases> {
  const server = await connect(url);
  const { recordset } = await server.request().query<{ version: string }>('select @@version as version');
  let made = 0;
  return {
    version: recordset[0]?.version.split('\n')[0]?.trim() ?? '',
    async create() {
      const name = `plantao_test_${process.pid}_${(made += 1)}`;
      await server.request().batch(`create database [${name}]`);
      const its = new URL(url);
      its.pathname = `/${name}`;
      return its.href;
    },
    empty: emptied,
    drop: (its) => dropped(server, nameIn(its)),
    close: () => server.close(),
  };
}
