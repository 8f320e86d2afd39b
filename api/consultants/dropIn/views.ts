import type { ConsultorDaVezResponse, ConsultorResponse, ProtocoloResponse } from '../../../schemas/consultants.ts';
import type { ConsultantFields, ConsultantRow, ProtocolRow, Turn } from '../../../stores/consultants/contract.ts';
import type { ConsultorCreate } from './bodies.ts';

/** As Python writes it: `2026-11-21T12:00:00.123000+00:00` (3.1). */
export const pythonInstant = (iso: string): string => iso.replace('Z', '000+00:00');

/** A flag that an import found damaged reads as no (D-8). */
export const consultorView = (row: ConsultantRow): ConsultorResponse => ({
  nome: row.name,
  email: row.email,
  telefone: row.phone,
  idiomas: [...row.languages],
  status_ativo: row.active ?? false,
  status_ativo_sequencial: row.inRotation ?? false,
  status_online: row.online ?? false,
  id_pipedrive: row.pipedriveId,
  id: row.id,
  ultimo_atendimento: row.lastOfferedAt === null ? null : pythonInstant(row.lastOfferedAt),
});

/** A turn that was given to somebody. */
export const daVezView = (
  { number, issuedAt }: Turn,
  consultant: ConsultantRow,
  aliases: boolean,
): ConsultorDaVezResponse => ({
  consultor_id: consultant.id,
  consultor_nome: consultant.name,
  consultor_email: consultant.email,
  consultor_telefone: consultant.phone,
  consultor_idiomas: [...consultant.languages],
  consultor_status_online: consultant.online ?? false,
  consultor_atendimento_iso: pythonInstant(issuedAt),
  consultor_id_pipedrive: consultant.pipedriveId,
  numero_protocolo: number,
  ...(aliases && { protocolo: number }),
});

export const protocoloView = (row: ProtocolRow, unassigned: null | 0): ProtocoloResponse => ({
  id: row.id,
  numero: row.number,
  consultor_id: row.consultantId ?? unassigned,
  created_at: pythonInstant(row.createdAt),
});

const FIELDS = {
  nome: 'name',
  email: 'email',
  telefone: 'phone',
  idiomas: 'languages',
  status_ativo: 'active',
  status_ativo_sequencial: 'inRotation',
  status_online: 'online',
  id_pipedrive: 'pipedriveId',
} as const satisfies Record<keyof ConsultorCreate, keyof ConsultantFields>;

/** What a body names, by the names of the store. */
export function fieldsOf(body: ConsultorCreate): ConsultantFields;
export function fieldsOf(body: Partial<ConsultorCreate>): Partial<ConsultantFields>;
export function fieldsOf(body: Partial<ConsultorCreate>): object {
  const named = Object.entries(FIELDS).map(([field, name]) => [name, body[field as keyof ConsultorCreate]]);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}
