import type { Db } from '../database.ts';
import type { Diagnosis, Verdict } from '../dialects/diagnosis.ts';
import { mssqlDiagnosis } from '../dialects/mssql/diagnose.ts';
import { postgresDiagnosis } from '../dialects/postgres/diagnose.ts';
import { sqliteDiagnosis } from '../dialects/sqlite/diagnose.ts';
import { migrationLevel } from '../migrations/run.ts';
import type { Connection } from '../open.ts';
import { missingPermissions } from './permissions.ts';

const diagnoses: Readonly<Record<Connection['kind'], Diagnosis>> = {
  sqlite: sqliteDiagnosis,
  mssql: mssqlDiagnosis,
  postgres: postgresDiagnosis,
};

const MOST_CLOCK_DIFFERENCE_MS = 2_000;
const SHOWN = 5;

/** What a check of a database found. */
export type Finding = Verdict & { readonly check: string };

/**
 * Looks at everything that can be wrong with an open database. Changes nothing.
 * @param now this machine's clock, epoch ms
 */
export async function diagnose(connection: Connection, now: () => number = Date.now): Promise<Finding[]> {
  const { db, kind } = connection;
  const diagnosis = diagnoses[kind];
  const checks: Record<string, (db: Db) => Promise<Verdict>> = {
    connection: () => connectivity(db, diagnosis),
    'schema version': () => schemaVersion(connection),
    permissions: () => permissions(db),
    'migration rights': () => migrationRights(connection, diagnosis),
    clock: () => clock(db, diagnosis, now),
    ...diagnosis.checks,
  };
  const findings: Finding[] = [];
  for (const [check, look] of Object.entries(checks)) findings.push({ check, ...(await look(db).catch(unanswered)) });
  return findings;
}

const unanswered = (error: unknown): Verdict => ({
  state: 'fail',
  says: error instanceof Error ? error.message : 'no answer',
});

async function connectivity(db: Db, { server }: Diagnosis): Promise<Verdict> {
  const startedMs = performance.now();
  const name = await server(db);
  return {
    state: 'ok',
    says: `${name} answers in ${Math.ceil(performance.now() - startedMs)} ms`,
  };
}

async function schemaVersion(connection: Connection): Promise<Verdict> {
  const { applied, pending } = await migrationLevel(connection);
  if (pending.length === 0) return { state: 'ok', says: applied.at(-1) ?? 'no steps' };
  return { state: 'warn', says: `${pending.length} steps to take (${pending.join(', ')}): run db migrate` };
}

async function permissions(db: Db): Promise<Verdict> {
  const { tables, missing } = await missingPermissions(db);
  if (tables === 0) return { state: 'warn', says: 'there are no tables yet' };
  if (missing.length === 0) return { state: 'ok', says: `select, insert, update, delete on ${tables} tables` };
  const more = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : '';
  return { state: 'fail', says: `this login lacks ${missing.slice(0, SHOWN).join(', ')}${more}` };
}

/** The product runs without them, as long as somebody with them takes the steps. */
async function migrationRights(connection: Connection, { mayMigrate }: Diagnosis): Promise<Verdict> {
  if (await mayMigrate(connection.db)) return { state: 'ok', says: 'can migrate: yes' };
  const { pending } = await migrationLevel(connection);
  if (pending.length === 0) return { state: 'ok', says: 'can migrate: no' };
  return { state: 'fail', says: 'can migrate: no; run db migrate with a login that can' };
}

async function clock(db: Db, { clockMs }: Diagnosis, now: () => number): Promise<Verdict> {
  const beforeMs = now();
  const theirsMs = await clockMs(db);
  // The answer was made somewhere between question and arrival.
  const differenceMs = Math.round(theirsMs - (beforeMs + now()) / 2);
  const far = Math.abs(differenceMs) > MOST_CLOCK_DIFFERENCE_MS;
  const says = `${Math.abs(differenceMs)} ms ${differenceMs < 0 ? 'behind' : 'ahead of'} this machine's`;
  return { state: far ? 'warn' : 'ok', says };
}
