import type { Selectable } from 'kysely';
import { isId } from '../../schemas/consultants.ts';
import type { StoreContext } from '../database.ts';
import type { ConsultantStore, ProtocolRow } from './contract.ts';
import { record } from './record.ts';
import type { ProtocolsTable } from './tables.ts';

type Protocols = Pick<ConsultantStore, 'protocol' | 'protocolByNumber' | 'listProtocols' | 'changeProtocol'>;

const protocolRow = (row: Selectable<ProtocolsTable>): ProtocolRow => ({
  id: row.id,
  number: row.number,
  consultantId: row.consultant_id,
  origin: row.origin,
  language: row.language,
  description: row.description,
  priority: row.priority,
  status: row.status,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

export const createProtocols = ({ db, transact, portable }: StoreContext): Protocols => ({
  async protocol(id) {
    if (!isId(id)) return null;
    const row = await db.selectFrom('protocols').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? protocolRow(row) : null;
  },

  async protocolByNumber(number) {
    const row = await db.selectFrom('protocols').selectAll().where('number', '=', number).executeTakeFirst();
    return row ? protocolRow(row) : null;
  },

  async listProtocols({ consultantId, skip, limit }) {
    if (limit === 0 || (consultantId !== undefined && !isId(consultantId))) return [];
    let query = db.selectFrom('protocols').selectAll().orderBy('id');
    if (consultantId !== undefined) query = query.where('consultant_id', '=', consultantId);
    return (await portable.slice(query, { skip, limit }).execute()).map(protocolRow);
  },

  changeProtocol: (id, change, caller) =>
    transact(async (trx) => {
      if (!isId(id)) return { kind: 'unknown' };
      const found = await portable
        .forChange(trx.selectFrom('protocols').selectAll().where('id', '=', id))
        .executeTakeFirst();
      if (!found) return { kind: 'unknown' };
      if (caller.version !== undefined && caller.version !== found.version)
        return { kind: 'stale', version: found.version };
      const fields = Object.keys(change);
      if (fields.length === 0) return { kind: 'done', row: protocolRow(found) };
      const after = { ...change, version: found.version + 1, updated_at: caller.at };
      await trx.updateTable('protocols').set(after).where('id', '=', id).execute();
      const { number, consultant_id: consultantId } = found;
      const key = `protocol-changed:${number}:${after.version}`;
      await record(trx, portable, { key, kind: 'protocol-changed', number, consultantId, detail: { fields } }, caller);
      return { kind: 'done', row: protocolRow({ ...found, ...after }) };
    }),
});
