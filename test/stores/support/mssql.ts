import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { openStore } from '../../../stores/open.ts';
import { createChecks } from '../../support/tds/checks.ts';
import { askedBy } from '../../support/tds/exchanges.ts';
import { startTdsProxy } from '../../support/tds/proxy.ts';
import { createCollector, openRecordings } from '../../support/tds/recording.ts';
import { createReplay } from '../../support/tds/replay.ts';
import { startTdsServer, type RequestChecks } from '../../support/tds/server.ts';
import { openScratchDatabases, type ScratchDatabases } from './scratchDatabases.ts';
import type { TestDatabase, TestDialect } from './testDialect.ts';

// oxlint-disable-next-line node/no-process-env -- settings of the tests alone
const { MSSQL_TEST_URL, MSSQL_RECORD } = process.env;
if (MSSQL_RECORD !== undefined && MSSQL_TEST_URL === undefined) {
  throw new Error('MSSQL_RECORD=1 records the server at MSSQL_TEST_URL, which is not set.');
}

const scratch = MSSQL_TEST_URL === undefined ? undefined : await openScratchDatabases(MSSQL_TEST_URL);
const recordings = openRecordings(fileURLToPath(new URL('../recordings/mssql', import.meta.url)));
const isRecording = MSSQL_RECORD !== undefined;

const MIGRATING = 'migrating a database';
const OPENING = 'opening a store';
const OUTSIDE = 'outside of tests';
const replay = createReplay(recordings, [OPENING, OUTSIDE]);
const collector = createCollector(recordings);
const name = scratch ? `SQL Server at MSSQL_TEST_URL: ${scratch.version}` : 'mssql (recorded, TDS test server)';

/** The test that runs, when it is of this database, and what is done on behalf of all tests. */
const now = { test: undefined as Mocha.Test | undefined, within: [] as string[] };
/** Whose statements are recorded or answered now. */
const scopeNow = (): string => now.within.at(-1) ?? now.test?.fullTitle().replace(name, 'mssql') ?? OUTSIDE;

async function within<T>(scope: string, work: () => Promise<T>): Promise<T> {
  now.within.push(scope);
  try {
    return await work();
  } finally {
    now.within.pop();
  }
}

beforeEach(function () {
  const isOurs = this.currentTest?.fullTitle().includes(name) ?? false;
  now.test = isOurs ? this.currentTest : undefined;
  if (isOurs && !scratch) replay.rewind(scopeNow());
  // What is recorded must be asked again in the same way.
  fc.configureGlobal(isOurs && (isRecording || !scratch) ? { seed: 1 } : {});
});
afterEach(() => void (now.test = undefined));
after(async () => {
  if (isRecording) collector.write();
  for (const url of idle) await scratch?.drop(url);
  await scratch?.close();
});

/** A way to a database, that may listen. */
interface Gate {
  readonly url: string;
  readonly problems: readonly string[];
  close(): Promise<void>;
}

const localUrl = (port: number) => `mssql://tests:tests@127.0.0.1:${port}/plantao?encrypt=false`;

async function replaying(checks: RequestChecks): Promise<Gate> {
  const missed: string[] = [];
  const server = await startTdsServer({
    checks,
    answer: (statement, session) => {
      try {
        return replay.answer(scopeNow(), askedBy(statement, session));
      } catch (error) {
        missed.push(String(error));
        throw error;
      }
    },
  });
  return {
    url: localUrl(server.port),
    get problems() {
      return [...new Set([...missed, ...server.problems])];
    },
    close: server.close,
  };
}

async function recording(url: string, checks: RequestChecks): Promise<Gate> {
  const real = new URL(url);
  if (real.searchParams.get('encrypt') !== 'false') {
    throw new Error('Encrypted connections cannot be recorded: add encrypt=false to MSSQL_TEST_URL.');
  }
  const proxy = await startTdsProxy({
    host: real.hostname,
    port: Number(real.port),
    checks,
    record: (asked, answer) => collector.add(scopeNow(), asked, answer),
  });
  real.hostname = '127.0.0.1';
  real.port = String(proxy.port);
  return { url: real.href, problems: proxy.problems, close: proxy.close };
}

const gateTo = (url: string | undefined, checks: RequestChecks): Promise<Gate> => {
  if (url === undefined) return replaying(checks);
  return isRecording ? recording(url, checks) : Promise.resolve({ url, problems: [], close: async () => {} });
};

async function closeGate({ close, problems }: Gate): Promise<void> {
  await close();
  // A test that has failed says why; a hook that fails too would end the others.
  if (problems.length > 0 && now.test?.state !== 'failed') throw new Error(problems.join('\n'));
}

async function migratedDatabase(databases: ScratchDatabases | undefined): Promise<string | undefined> {
  const url = await databases?.create();
  const gate = await gateTo(url, checksOfMigrated);
  await within(MIGRATING, async () => {
    const store = await openStore(gate.url);
    await store.migrate();
    await store.close();
  });
  await closeGate(gate);
  return url;
}

/** Has seen the tables being made. */
const checksOfMigrated = createChecks();
/** Migrated and empty, for the next test: making one takes seconds. */
const idle: string[] = [];
let seen: Promise<string | undefined> | undefined;

/** @returns the URL of a real one, undefined where answers are recorded */
async function takeDatabase(): Promise<string | undefined> {
  if (!scratch) return (seen ??= migratedDatabase(undefined));
  return idle.pop() ?? migratedDatabase(scratch);
}

async function giveBack(url: string | undefined): Promise<void> {
  if (url === undefined) return;
  await scratch?.empty(url);
  idle.push(url);
}

async function empty(): Promise<TestDatabase> {
  const url = await scratch?.create();
  const gate = await gateTo(url, createChecks());
  return {
    url: gate.url,
    remove: async () => {
      await closeGate(gate);
      if (url !== undefined) await scratch?.drop(url);
    },
  };
}

/**
 * SQL Server: a real one where MSSQL_TEST_URL names it; elsewhere a server of ours, which checks what is sent and answers
 * what a real one answered when it was recorded (MSSQL_RECORD=1).
 */
export const mssql: TestDialect = {
  name,
  isRecorded: scratch === undefined,
  empty,
  async open() {
    const database = await takeDatabase();
    const gate = await gateTo(database, checksOfMigrated);
    const store = await within(OPENING, () => openStore(gate.url));
    return {
      store,
      url: gate.url,
      drop: async () => {
        await store.close();
        await giveBack(database);
        await closeGate(gate);
      },
    };
  },
};
