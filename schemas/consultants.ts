import { z } from 'zod';

/** Ids are signed 32-bit integers, from 1. */
export const MAX_ID = 2 ** 31 - 1;
/** Whether a row may have it: a client may ask for any number. */
export const isId = (id: number): boolean => Number.isInteger(id) && id > 0 && id <= MAX_ID;

/** What operators are told of, beyond a single hand-over. */
export const CONSULTANT_ALERT_KINDS = ['pipedrive-not-told'] as const;
export type ConsultantAlertKind = (typeof CONSULTANT_ALERT_KINDS)[number];

const id = z.int();
const words = z.array(z.string());
const isoInstant = z
  .string()
  .describe('ISO 8601 with microseconds and the offset, e.g. 2026-11-21T12:00:00.123000+00:00');

/** Answers of the replaced service; their keys come in this order (3.4). */
export const consultorResponse = z
  .object({
    nome: z.string(),
    email: z.string().nullable(),
    telefone: z.string().nullable(),
    idiomas: words,
    status_ativo: z.boolean(),
    status_ativo_sequencial: z.boolean(),
    status_online: z.boolean(),
    id_pipedrive: id.nullable(),
    id,
    ultimo_atendimento: isoInstant.nullable(),
  })
  .meta({ id: 'ConsultorResponse' });
export type ConsultorResponse = z.infer<typeof consultorResponse>;

export const consultorDaVezResponse = z
  .object({
    consultor_id: id,
    consultor_nome: z.string(),
    consultor_email: z.string().nullable(),
    consultor_telefone: z.string().nullable(),
    consultor_idiomas: words,
    consultor_status_online: z.boolean(),
    consultor_atendimento_iso: isoInstant,
    consultor_id_pipedrive: id.nullable(),
    numero_protocolo: z.string(),
    /** The name of the number in an earlier line (3.7). */
    protocolo: z.string().optional(),
  })
  .meta({ id: 'ConsultorDaVezResponse' });
export type ConsultorDaVezResponse = z.infer<typeof consultorDaVezResponse>;

export const protocoloResponse = z
  .object({ id, numero: z.string(), consultor_id: id.nullable(), created_at: isoInstant })
  .meta({ id: 'ProtocoloResponse' });
export type ProtocoloResponse = z.infer<typeof protocoloResponse>;

export const numeroResponse = z.object({ numero_protocolo: z.string() }).meta({ id: 'NumeroProtocoloResponse' });
export const removed = z.object({ detail: z.string() }).meta({ id: 'ConsultorRemovido' });

const consultantId = z.int().positive().max(MAX_ID);

/** `POST /consultants/turns`: the safe twin of `GET /consultor/da-vez`. */
export const turnRequest = z.strictObject({
  language: z
    .string()
    .regex(/^[\p{L}\p{N}_-]{1,50}$/u, { error: 'must be a language code, e.g. pt or pt-BR' })
    .describe('Language code, e.g. pt or pt-BR.'),
  mayWait: z
    .boolean()
    .default(false)
    .describe('When nobody is eligible: true issues a number and lets the request wait its turn; false is refused.'),
  preferredId: consultantId.optional().describe('Whoever served this customer last: goes first if eligible.'),
});

/** `POST /consultants/handovers/:number/{accept,refuse}`. */
export const offerAnswer = z.strictObject({ consultantId, offerNo: z.int().positive().max(MAX_ID) });
/** `POST /consultants/handovers/:number/{finish,ready}`. */
export const serviceEnd = z.strictObject({ consultantId });
/** `POST /consultants/handovers/:number/abandon`. */
export const abandonment = z.strictObject({ because: z.enum(['caller-left', 'cancelled']) });
/** `POST /consultants/:id/heartbeat`: how long the consultant counts as present unless it comes again. */
export const heartbeat = z.strictObject({ seconds: z.int().min(5).max(86_400).optional() });
/** `PUT /consultants/:id/capacity`. */
export const capacity = z.strictObject({
  capacity: z.int().min(0).max(1_000).nullable().describe('What open offers may cost together; null = not counted.'),
});

const languageCode = z.string().regex(/^[\p{L}\p{N}_-]{2,5}$/u, { error: 'must be a language code, e.g. pt or pt-BR' });
const fields = {
  name: z.string().regex(/^[^\0\p{Cs}]{3,255}$/u, { error: 'must have 3 to 255 characters' }),
  email: z.email().max(320).nullable(),
  phone: z
    .string()
    .regex(/^\+\d{10,15}$/, { error: 'must be + and 10 to 15 digits' })
    .nullable(),
  languages: z.array(languageCode).min(1).max(50),
  active: z.boolean().describe('Works here.'),
  inRotation: z.boolean().describe('Takes turns.'),
  online: z.boolean().describe('Is there now.'),
  pipedriveId: consultantId.nullable(),
  capacity: capacity.shape.capacity,
};
/** `POST /consultants/people`. */
export const newConsultant = z.strictObject({
  ...fields,
  email: fields.email.default(null),
  phone: fields.phone.default(null),
  active: fields.active.default(true),
  inRotation: fields.inRotation.default(true),
  online: fields.online.default(false),
  pipedriveId: fields.pipedriveId.default(null),
  capacity: fields.capacity.default(null),
});
/** `PATCH /consultants/people/:id`: only what is named is changed. */
export const consultantChange = z.strictObject(fields).partial();
