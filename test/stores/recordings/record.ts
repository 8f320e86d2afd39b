import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Records anew what the server at MSSQL_TEST_URL answers to the tests that are played back without one. */

const RECORDED = [
  'test/stores/callStore.test.ts',
  'test/stores/alerts.test.ts',
  'test/stores/consultantStore.test.ts',
  'test/stores/outboxStore.test.ts',
  'test/stores/access.test.ts',
  'test/stores/migrations/run.test.ts',
  'test/stores/dialects/mssql/dialect.test.ts',
];
/** Not the tests of `live` databases, which do things at once in another order each time. */
const TITLES = '^(?!several (writers|servers|relays) at once).*SQL Server at MSSQL_TEST_URL';
/** A real server makes tables in seconds where SQLite takes milliseconds. */
const TIMEOUT_MS = 120_000;

const root = fileURLToPath(new URL('../../..', import.meta.url));
const mocha = fileURLToPath(import.meta.resolve('mocha/bin/mocha.js'));

await rm(new URL('mssql', import.meta.url), { recursive: true, force: true });
const child = spawn(
  process.execPath,
  [mocha, '--timeout', String(TIMEOUT_MS), '--grep', TITLES, ...RECORDED],
  // oxlint-disable-next-line node/no-process-env -- a tool of the tests
  { cwd: root, stdio: 'inherit', env: { ...process.env, MSSQL_RECORD: '1' } },
);
const [code] = (await once(child, 'exit')) as [number | null];
process.exitCode = code ?? 1;
