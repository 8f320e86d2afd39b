import { setImmediate as nextTurn } from 'node:timers/promises';
import { isId } from '../../schemas/consultants.ts';
import type { Db, StoreContext } from '../database.ts';
import type { Portable } from '../dialects/portable.ts';
import { consultantRow } from './consultantRow.ts';
import type { Turn } from './contract.ts';
import { oneAtATime } from './desk.ts';
import { record } from './record.ts';
import type { ConsultantUpkeep, PersonalData } from './upkeepContract.ts';

/** Rows read at a time: others get their turn between two. */
const BATCH = 500;
/** Events are looked through by id, of which one person's are few. */
const EVENTS_AT_A_TIME = 5_000;

/** What stands for the name of somebody who was erased. */
export const ERASED_NAME = '(erased)';

export const createPersonalData = ({
  db,
  transact,
  portable,
}: StoreContext): Pick<ConsultantUpkeep, 'personalData' | 'erasePersonalData'> => ({
  async personalData(id) {
    if (!isId(id)) return null;
    const row = await db.selectFrom('consultants').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return null;
    let keptAnswers = 0;
    for await (const answers of keptAbout(db, portable, id)) keptAnswers += answers.length;
    return {
      consultant: { ...consultantRow(row), deletedAt: row.deleted_at },
      protocols: await protocolsOf(db, portable, id),
      events: await eventsOf(db, id),
      openOffers: await openOffers(db, id),
      keptAnswers,
    };
  },

  async erasePersonalData(id, caller) {
    if (!isId(id)) return null;
    const isDone = await transact(async (trx) => {
      // A turn that has chosen them keeps its answer first; none chooses them afterwards.
      await oneAtATime(trx, portable);
      const query = trx.selectFrom('consultants').select(['version', 'deleted_at']).where('id', '=', id);
      const found = await portable.forChange(query).executeTakeFirst();
      if (!found) return false;
      const version = found.version + 1;
      const nobody = { name: ERASED_NAME, email: null, email_key: null, phone: null, pipedrive_id: null };
      const gone = { deleted_at: found.deleted_at ?? caller.at, version, updated_at: caller.at };
      await trx
        .updateTable('consultants')
        .set({ ...nobody, ...gone })
        .where('id', '=', id)
        .execute();
      if (found.deleted_at === null) {
        const event = { key: `deleted:${id}:${version}`, kind: 'deleted', consultantId: id, detail: {} };
        await record(trx, portable, event, caller);
      }
      await record(trx, portable, { key: `erased:${id}`, kind: 'erased', consultantId: id, detail: {} }, caller);
      return true;
    });
    if (!isDone) return null;
    let keptAnswers = 0;
    for await (const answers of keptAbout(db, portable, id)) {
      await db.deleteFrom('consultant_answers').where('id', 'in', portable.texts(answers)).execute();
      keptAnswers += answers.length;
    }
    return { openOffers: await openOffers(db, id), keptAnswers };
  },
});

/** Ids of the answers, kept for repeated requests, that hold a copy of somebody; a few at a time. */
async function* keptAbout(db: Db, portable: Portable, id: number): AsyncGenerator<string[]> {
  for (let after = ''; ; await nextTurn()) {
    const next = db.selectFrom('consultant_answers').select(['id', 'answer']).where('id', '>', after).orderBy('id');
    const batch = await portable.first(next, BATCH).execute();
    const about = batch.filter(({ answer }) => chosenIn(answer) === id);
    if (about.length > 0) yield about.map((row) => row.id);
    const last = batch.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** An answer is a turn, or a number alone. */
const chosenIn = (answer: string): number | undefined => (JSON.parse(answer) as Partial<Turn>).consultant?.id;

async function openOffers(db: Db, id: number): Promise<number> {
  const { found } = await db
    .selectFrom('consultant_offers')
    .where('consultant_id', '=', id)
    .where('released_at', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow();
  return Number(found);
}

async function protocolsOf(db: Db, portable: Portable, id: number): Promise<PersonalData['protocols']> {
  const protocols: PersonalData['protocols'][number][] = [];
  for (let after = 0; ; await nextTurn()) {
    const next = db
      .selectFrom('protocols')
      .select(['id', 'number', 'origin', 'language', 'created_at'])
      .where('consultant_id', '=', id)
      .where('id', '>', after)
      .orderBy('id');
    const batch = await portable.first(next, BATCH).execute();
    for (const { id: _, created_at: createdAt, ...protocol } of batch) protocols.push({ ...protocol, createdAt });
    const last = batch.at(-1);
    if (!last) return protocols;
    after = last.id;
  }
}

async function eventsOf(db: Db, id: number): Promise<PersonalData['events']> {
  const { highest } = await db
    .selectFrom('consultant_events')
    .select((eb) => eb.fn.max('id').as('highest'))
    .executeTakeFirstOrThrow();
  const events: PersonalData['events'][number][] = [];
  for (let after = 0; after < (highest ?? 0); after += EVENTS_AT_A_TIME, await nextTurn()) {
    const some = await db
      .selectFrom('consultant_events')
      .select(['kind', 'number', 'at'])
      .where('consultant_id', '=', id)
      .where('id', '>', after)
      .where('id', '<=', after + EVENTS_AT_A_TIME)
      .orderBy('id')
      .execute();
    for (const { kind, number, at } of some) events.push({ kind, number, at });
  }
  return events;
}
