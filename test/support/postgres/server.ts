import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { startCluster } from './cluster.ts';

/** The PostgreSQL server that this run of the tests uses. */
export interface TestServer {
  /** What it is, for the titles of tests, e.g. `15.18, private cluster`. */
  readonly name: string;
  /** Why there is none; its other members are of no use then. */
  readonly missing?: string;
  /** URL of a database of the server, which is started when it is asked for the first time. */
  url(): Promise<string>;
}

// oxlint-disable-next-line node/no-process-env -- a setting of the tests alone
const { PG_TEST_URL } = process.env;

/** Found out once: a server that is given, or one of this machine's programs. */
export const testServer: TestServer = PG_TEST_URL ? await given(PG_TEST_URL) : local();

async function given(url: string): Promise<TestServer> {
  const [row] = await onServer<{ server_version: string }>(url, 'show server_version');
  return { name: `${row?.server_version.split(' ')[0]}, PG_TEST_URL`, url: async () => url };
}

function local(): TestServer {
  const binaries = findBinaries();
  if (typeof binaries === 'string') {
    return { name: 'no server', missing: binaries, url: () => Promise.reject(new Error(binaries)) };
  }
  let started: Promise<string> | undefined;
  return { name: `${binaries.version}, private cluster`, url: () => (started ??= startCluster(binaries)) };
}

/** One statement on a connection of its own. */
export async function onServer<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

export interface TestDatabase {
  readonly url: string;
  /** Ends the connections that are left, and drops it. */
  remove(): Promise<void>;
}

let made = 0;

/** A database of one's own, empty or with what another one holds. */
export async function createDatabase(template = 'template0'): Promise<TestDatabase> {
  const server = await testServer.url();
  const name = `plantao_test_${process.pid}_${(made += 1)}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, remove: async () => void (await onServer(server, `drop database ${name} with (force)`)) };
}
