import type { ImportPlan } from '../../../rules/consultants/legacyImport.ts';
import type { ImportedProtocol } from '../../../rules/consultants/legacyNumbers.ts';
import type { ImportedConsultant } from '../../../rules/consultants/legacyPeople.ts';
import type { Scalar } from '../../../rules/calls/types.ts';
import type { Db, StoreContext, Trx } from '../../database.ts';
import type { UpsertTable } from '../../dialects/portable.ts';
import { MaintenanceError } from '../../maintenance/maintenanceError.ts';
import { countRows } from '../../maintenance/snapshot.ts';
import type { Caller } from '../contract.ts';
import { record } from '../record.ts';
import { oneAtATime } from '../desk.ts';

const FILLED = ['consultants', 'protocols', 'protocol_series'] as const;

/** In the order of {@link consultantValues}. */
const consultantColumns = [
  'id',
  'name',
  'email',
  'email_key',
  'phone',
  'languages',
  'active',
  'in_rotation',
  'online',
  'pipedrive_id',
  'last_offered_at',
  'last_turn',
  'missed_in_a_row',
  'owed',
  'version',
  'created_at',
  'updated_at',
] as const;

const consultantValues = (person: ImportedConsultant, at: string): Scalar[] => [
  person.id,
  person.name,
  person.email,
  person.emailKey,
  person.phone,
  JSON.stringify(person.languages),
  person.active,
  person.inRotation,
  person.online,
  person.pipedriveId,
  person.lastOfferedAt,
  0,
  0,
  0,
  1,
  at,
  at,
];

/** In the order of {@link protocolValues}. */
const protocolColumns = [
  'id',
  'number',
  'series',
  'sequence',
  'consultant_id',
  'origin',
  'version',
  'created_at',
  'updated_at',
] as const;

/** None of them has a hand-over, so each is a number that was given, whichever path gave it. */
const protocolValues = ({ id, number, series, sequence, consultantId, createdAt }: ImportedProtocol): Scalar[] => [
  id,
  number,
  series,
  sequence,
  consultantId,
  'number',
  1,
  createdAt,
  createdAt,
];

const into = (name: string, columns: readonly string[]): UpsertTable => ({ name, columns, key: ['id'], keep: columns });
const consultantsInsert = into('consultants', consultantColumns);
const protocolsInsert = into('protocols', protocolColumns);

/** @throws MaintenanceError when it has consultants or numbers already, from an earlier import or of its own */
export async function refuseFilled(db: Db): Promise<void> {
  const held: string[] = [];
  for (const table of FILLED) {
    const rows = await countRows(db, table);
    if (rows > 0) held.push(`${table} ${rows}`);
  }
  if (held.length > 0)
    throw new MaintenanceError(
      `The database has consultants or numbers already (rows in ${held.join(', ')}): import into one that has none.`,
    );
}

/**
 * Writes everything of the plan with its ids, in one transaction: all of it or nothing.
 * @throws MaintenanceError when the database is not empty, or does not hold afterwards what it was given
 */
export async function writeImport(
  { db, transact, portable }: StoreContext,
  { consultants, protocols, counter, repairs }: ImportPlan,
  caller: Caller,
): Promise<void> {
  await transact(async (trx) => {
    await oneAtATime(trx, portable);
    await refuseFilled(trx);
    const people = consultants.map((person) => consultantValues(person, caller.at));
    await portable.keepIds(trx, 'consultants', () => portable.upsert(trx, consultantsInsert, people));
    const numbers = protocols.map(protocolValues);
    await portable.keepIds(trx, 'protocols', () => portable.upsert(trx, protocolsInsert, numbers));
    const { series, lastNumber, lastIssuedAt } = counter;
    const first = { series, last_number: lastNumber, last_issued_at: lastIssuedAt };
    await trx.insertInto('protocol_series').values(first).execute();
    const counts = { consultants: consultants.length, protocols: protocols.length };
    const detail = { ...counts, lastNumber, repairs: repairs.length };
    await record(trx, portable, { key: 'imported', kind: 'imported', detail }, caller);
    await compare(trx, counts);
  });
  for (const table of FILLED) await portable.filled(db, table);
}

async function compare(trx: Trx, expected: Readonly<Record<string, number>>): Promise<void> {
  for (const [table, rows] of Object.entries(expected)) {
    const found = await countRows(trx, table);
    if (found !== rows)
      throw new MaintenanceError(`${table} holds ${found} rows instead of ${rows}: nothing was imported.`);
  }
}
