import { NoResultError } from 'kysely';
import { createAccessStore } from '../../../stores/access/accessStore.ts';
import { createAlertStore } from '../../../stores/alerts/alertStore.ts';
import { createCallStore } from '../../../stores/calls/callStore.ts';
import { RunEndedError } from '../../../stores/calls/contract.ts';
import { createConsultantStore } from '../../../stores/consultants/consultantStore.ts';
import type { StoreContext } from '../../../stores/database.ts';
import type { DatabaseKind } from '../../../stores/dialects/kind.ts';
import { migrations } from '../../../stores/migrations/registry.ts';
import { migrate } from '../../../stores/migrations/run.ts';
import { createOutboxStore } from '../../../stores/outbox/outboxStore.ts';
import { anything, nothingThere, RefusedInsert } from './answers.ts';
import { contextOf } from './context.ts';
import { everyWay } from './everyWay.ts';
import { samples, type SamplesOf } from './samples/samples.ts';
import { Script } from './script.ts';
import { printTakeOver } from './takeOver.ts';

const HEADER = '-- Every statement of the program. Written by: npm run sql:print -- --write\n';

async function printMigrations(kind: DatabaseKind, script: Script): Promise<void> {
  const context = contextOf(kind, script, nothingThere);
  for (const [name, { up }] of Object.entries(migrations(context.portable))) {
    script.begin(`migration ${name}`);
    await up(context.db);
  }
  script.begin('migrations are taken one at a time, and noted');
  await migrate(context);
}

const isExpected = (error: unknown): boolean =>
  error instanceof RefusedInsert || error instanceof RunEndedError || error instanceof NoResultError;

async function printRepository<Repository>(
  name: string,
  calls: SamplesOf<Repository>,
  kind: DatabaseKind,
  script: Script,
  create: (context: StoreContext) => Repository,
): Promise<void> {
  for (const [method, call] of Object.entries<(repository: Repository) => Promise<unknown>>(calls)) {
    script.begin(`${name}.${method}`);
    await everyWay(async (choose) => {
      const repository = create(contextOf(kind, script, anything(choose)));
      await call(repository).catch((error: unknown) => {
        if (!isExpected(error)) throw error;
      });
    });
  }
}

const NOTES: Partial<Record<DatabaseKind['name'], string>> = {
  mssql:
    '-- An upsert of a few rows is one statement (that of one row is shown). More of them come into #stage in bulk, between\n' +
    '-- the batch that makes it and the one that updates and inserts from it.\n',
};

/** Every statement of the program on one kind of database, under the migration or method that needs it first. */
export async function printed(kind: DatabaseKind): Promise<string> {
  const script = new Script();
  await printMigrations(kind, script);
  await printRepository('calls', samples.calls, kind, script, createCallStore);
  await printRepository('access', samples.access, kind, script, createAccessStore);
  await printRepository('alerts', samples.alerts, kind, script, createAlertStore);
  await printRepository('consultants', samples.consultants, kind, script, createConsultantStore);
  await printRepository('outbox', samples.outbox, kind, script, createOutboxStore);
  await printTakeOver(kind, script);
  return `${HEADER}${NOTES[kind.name] ?? ''}\n${script.text()}`;
}
