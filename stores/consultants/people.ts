import type { Updateable } from 'kysely';
import { emailKey } from '../../rules/consultants/emailKey.ts';
import { isId } from '../../schemas/consultants.ts';
import type { StoreContext, Trx } from '../database.ts';
import { tellAvailable } from './available.ts';
import { consultantRow } from './consultantRow.ts';
import type { Caller, Changed, ConsultantChange, ConsultantRow, ConsultantStore } from './contract.ts';
import { record } from './record.ts';
import type { ConsultantsTable } from './tables.ts';

type People = Pick<
  ConsultantStore,
  | 'createConsultant'
  | 'consultant'
  | 'listConsultants'
  | 'changeConsultant'
  | 'deleteConsultant'
  | 'heartbeat'
  | 'expirePresence'
>;

const bit = (value: boolean): number => Number(value);

/** The columns that a change of fields writes. */
function columns(change: ConsultantChange): Updateable<ConsultantsTable> {
  const { name, email, phone, languages, active, inRotation, online, pipedriveId, capacity } = change;
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(languages !== undefined && { languages: JSON.stringify(languages) }),
    ...(active !== undefined && { active: bit(active) }),
    ...(inRotation !== undefined && { in_rotation: bit(inRotation) }),
    // Somebody who says that they are here answers again, and needs no heartbeat for it (D-21, D-22).
    ...(online !== undefined && { online: bit(online), presence_until: null }),
    ...(online === true && { not_responding_since: null }),
    ...(pipedriveId !== undefined && { pipedrive_id: pipedriveId }),
    ...(capacity !== undefined && { capacity }),
  };
}

/** Whether somebody may be eligible after a change who was not before. */
const mayHelp = ({
  active,
  in_rotation: inRotation,
  online,
  languages,
  capacity,
}: Updateable<ConsultantsTable>): boolean =>
  active === 1 || inRotation === 1 || online === 1 || languages !== undefined || capacity !== undefined;

export function createPeople({ db, transact, portable }: StoreContext): People {
  const present = (id: number) =>
    db.selectFrom('consultants').selectAll().where('id', '=', id).where('deleted_at', 'is', null);

  const isTaken = async (trx: Trx, key: string | null, exceptId: number): Promise<boolean> =>
    key !== null &&
    (await trx
      .selectFrom('consultants')
      .select('id')
      .where('email_key', '=', key)
      .where('id', '<>', exceptId)
      .executeTakeFirst()) !== undefined;

  /** Changes somebody who is there and whom nobody changed since `version`; `write` gives the columns, or what stands against it. */
  const change = <T>(
    id: number,
    caller: Caller & { readonly version?: number | undefined },
    write: (trx: Trx, row: ConsultantRow) => Promise<Updateable<ConsultantsTable> | Changed<T>>,
    kind: string,
  ): Promise<Changed<T> | { kind: 'written'; row: ConsultantRow }> =>
    transact(async (trx) => {
      if (!isId(id)) return { kind: 'unknown' };
      const query = trx.selectFrom('consultants').selectAll().where('id', '=', id).where('deleted_at', 'is', null);
      const found = await portable.forChange(query).executeTakeFirst();
      if (!found) return { kind: 'unknown' };
      if (caller.version !== undefined && caller.version !== found.version)
        return { kind: 'stale', version: found.version };
      const values = await write(trx, consultantRow(found));
      if ('kind' in values) return values as Changed<T>;
      if (Object.keys(values).length === 0) return { kind: 'written', row: consultantRow(found) };
      const version = found.version + 1;
      const after = { ...values, version, updated_at: caller.at };
      await trx.updateTable('consultants').set(after).where('id', '=', id).execute();
      const key = `${kind}:${id}:${version}`;
      await record(trx, portable, { key, kind, consultantId: id, detail: { fields: Object.keys(values) } }, caller);
      if (mayHelp(values)) await tellAvailable(trx, portable, { consultantId: id, cause: key }, caller.at);
      return { kind: 'written', row: consultantRow({ ...found, ...after } as typeof found) };
    });

  return {
    createConsultant: (fields, caller) =>
      transact(async (trx) => {
        const key = emailKey(fields.email, caller.emails);
        // Two who come at once with one address: the second waits here, and then sees the first.
        await portable.serialise(trx, 'consultant emails');
        if (await isTaken(trx, key, 0)) return { kind: 'email-taken' };
        const id = await portable.insertedId(
          trx.insertInto('consultants').values({
            ...(columns(fields) as ReturnType<typeof columns> & { name: string; languages: string }),
            email_key: key,
            last_offered_at: caller.at,
            last_turn: 0,
            missed_in_a_row: 0,
            owed: 0,
            version: 1,
            created_at: caller.at,
            updated_at: caller.at,
          }),
        );
        const event = { key: `created:${id}`, kind: 'created', consultantId: id, detail: {} };
        await record(trx, portable, event, caller);
        await tellAvailable(trx, portable, { consultantId: id, cause: event.key }, caller.at);
        const row = await trx.selectFrom('consultants').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
        return { kind: 'done', row: consultantRow(row) };
      }),

    async consultant(id) {
      const row = isId(id) ? await present(id).executeTakeFirst() : undefined;
      return row ? consultantRow(row) : null;
    },

    async listConsultants() {
      const rows = await db
        .selectFrom('consultants')
        .selectAll()
        .where('deleted_at', 'is', null)
        .orderBy('id')
        .execute();
      return rows.map(consultantRow);
    },

    async changeConsultant(id, fields, caller) {
      const result = await change<ConsultantRow>(
        id,
        caller,
        async (trx) => {
          if (fields.email === undefined) return columns(fields);
          const key = emailKey(fields.email, caller.emails);
          await portable.serialise(trx, 'consultant emails');
          const taken = await isTaken(trx, key, id);
          if (taken && caller.emails === 'folded') return { kind: 'email-taken' };
          // The legacy compares only when somebody is created: an address that is taken is kept, and not compared again.
          return { ...columns(fields), email_key: taken ? null : key };
        },
        'changed',
      );
      return result.kind === 'written' ? { kind: 'done', row: result.row } : result;
    },

    async deleteConsultant(id, caller) {
      // The address is free again; the row stays, and with it the history (D-9).
      const gone = { deleted_at: caller.at, email_key: null };
      const result = await change<null>(id, caller, async () => gone, 'deleted');
      return result.kind === 'written' ? { kind: 'done', row: null } : result;
    },

    heartbeat: (id, until, caller) =>
      transact(async (trx) => {
        if (!isId(id)) return { kind: 'unknown' };
        const query = trx.selectFrom('consultants').selectAll().where('id', '=', id).where('deleted_at', 'is', null);
        const found = await portable.forChange(query).executeTakeFirst();
        if (!found) return { kind: 'unknown' };
        const values = { online: 1, presence_until: until, not_responding_since: null };
        await trx.updateTable('consultants').set(values).where('id', '=', id).execute();
        const { online, not_responding_since: missed, presence_until: before } = found;
        const wasAway = online !== 1 || missed !== null || (before !== null && before <= caller.at);
        const cause = `heartbeat:${id}:${caller.at}`;
        if (wasAway) await tellAvailable(trx, portable, { consultantId: id, cause }, caller.at);
        return { kind: 'done', row: consultantRow({ ...found, ...values }) };
      }),

    expirePresence: (caller) =>
      transact(async (trx) => {
        const over = trx
          .selectFrom('consultants')
          .select(['id', 'presence_until'])
          .where('presence_until', '<=', caller.at)
          .where('deleted_at', 'is', null);
        const found = await portable.forChange(over).execute();
        for (const { id, presence_until: until } of found) {
          await trx.updateTable('consultants').set({ online: 0, presence_until: null }).where('id', '=', id).execute();
          const key = `presence-expired:${id}:${until}`;
          await record(trx, portable, { key, kind: 'presence-expired', consultantId: id, detail: {} }, caller);
        }
        return found.map(({ id }) => id);
      }),
  };
}
