import { sql } from 'kysely';
import type { LegacyConsultant, LegacyData, LegacyProtocol } from '../../../rules/consultants/legacyData.ts';
import type { StoreContext, Trx } from '../../database.ts';
import { MaintenanceError } from '../../maintenance/maintenanceError.ts';

const TABLES = ['consultores', 'protocolos', 'controle_protocolo'] as const;

type ConsultantColumns = Omit<LegacyConsultant, 'languages'> & { readonly languages: string | null };

/**
 * All that the replaced service keeps in its PostgreSQL, as of one instant (4.1). Nothing is judged here.
 * @throws MaintenanceError when a table is missing
 */
export const readLegacy = ({ db, portable }: StoreContext): Promise<LegacyData> =>
  portable.snapshot(db, [...TABLES], async (trx) => {
    await refuseOthers(trx);
    return { consultants: await consultants(trx), protocols: await protocols(trx), counters: await counters(trx) };
  });

async function refuseOthers(trx: Trx): Promise<void> {
  const present = new Set((await trx.introspection.getTables()).map(({ name }) => name));
  const missing = TABLES.filter((name) => !present.has(name));
  if (missing.length > 0)
    throw new MaintenanceError(
      `The database to import from has no table ${missing.join(', ')}: name the one of the old service.`,
    );
}

async function consultants(trx: Trx): Promise<LegacyConsultant[]> {
  const { rows } = await sql<ConsultantColumns>`
    select id, nome as name, email, telefone as phone, to_jsonb(idiomas)::text as languages, status_ativo as active,
      status_ativo_sequencial as "inRotation", status_online as online, id_pipedrive as "pipedriveId",
      ultimo_atendimento::timestamptz as "lastOfferedAt"
    from consultores order by id`.execute(trx);
  return rows.map((row) => ({ ...row, languages: textsOf(row.languages) }));
}

const textsOf = (json: string | null): string[] =>
  (JSON.parse(json ?? '[]') as (string | null)[]).filter((text) => text !== null);

async function protocols(trx: Trx): Promise<LegacyProtocol[]> {
  const { rows } = await sql<LegacyProtocol>`
    select id, numero as number, consultor_id as "consultantId", created_at::timestamptz as "createdAt"
    from protocolos order by id`.execute(trx);
  return rows;
}

async function counters(trx: Trx): Promise<number[]> {
  const { rows } = await sql<{ last: number | null }>`select ultimo_numero as last from controle_protocolo`.execute(
    trx,
  );
  return rows.map(({ last }) => Number(last ?? 0));
}
