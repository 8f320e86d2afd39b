/**
 * The one list of columns of a stored call and of its mailing record. DDL, bulk writes, the parser and the API are all
 * derived from it, so a column exists everywhere or nowhere. Names and lengths of the legacy part: specs 4.1 and 4.2.
 */

/** How a value is read from the vendor's JSON (spec 5.4). */
export type ColumnKind = 'id' | 'text' | 'int' | 'bool' | 'duration' | 'seconds' | 'decimal' | 'localTime' | 'instant';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Longest text in UTF-16 units that the column holds; `max` = unlimited. Only for texts. */
  readonly length?: number | 'max';
}

const text = (length: number | 'max', ...names: string[]): Column[] =>
  names.map((name) => ({ name, kind: 'text', length }));
const ofKind = (kind: ColumnKind, ...names: string[]): Column[] => names.map((name) => ({ name, kind }));
const durations = (...names: string[]): Column[] => names.map((name) => ({ name, kind: 'duration', length: 20 }));

/** The 64 columns of the legacy `calls` table, in its order. */
export const LEGACY_CALL_COLUMNS: readonly Column[] = [
  { name: 'id', kind: 'id', length: 50 },
  ...text(255, 'list_name'),
  ...text(50, 'number'),
  ...ofKind('localTime', 'call_date'),
  ...text(50, 'call_date_rfc3339'),
  ...ofKind('int', 'campaign_id'),
  ...text(255, 'campaign'),
  ...text(50, 'queue_id'),
  ...text(255, 'queue_name'),
  ...text(50, 'ring_group_id'),
  ...text(255, 'ring_group_name', 'ivr_name', 'receptive_name'),
  ...text(50, 'receptive_phone', 'receptive_did'),
  ...ofKind('bool', 'has_agent'),
  ...text(255, 'agent'),
  ...durations(
    'acw_time',
    'speaking_time',
    'ivr_time',
    'ivr_after_call_time',
    'amd_time',
    'waiting_time',
    'speaking_with_agent_time',
  ),
  ...ofKind('int', 'route_id'),
  ...text(255, 'route_name', 'route_host'),
  ...text(500, 'route_endpoint'),
  ...text(50, 'route_caller_id'),
  ...durations('billed_time'),
  { name: 'billed_value', kind: 'decimal', length: 50 },
  ...text(255, 'qualification', 'behavior'),
  ...text(500, 'readable_behavior_text'),
  ...text(50, 'phone_type'),
  ...text(500, 'recording', 'recording_amd'),
  ...ofKind('int', 'status_id'),
  ...text(500, 'readable_status_text', 'readable_amd_status_text'),
  ...text(50, 'mode'),
  ...ofKind('int', 'hangup_cause'),
  ...text(20, 'sip_cause'),
  ...text(500, 'readable_hangup_cause_text'),
  ...text('max', 'feedback'),
  ...ofKind('bool', 'recorded', 'ended_by_agent'),
  ...text('max', 'qualification_note'),
  ...text(255, 'sid'),
  ...ofKind('bool', 'is_dmc', 'is_unknown', 'is_transferred', 'is_consult', 'is_transfer', 'is_conversion'),
  ...ofKind('int', 'qualification_id'),
  ...ofKind('bool', 'consult_cancelled'),
  ...text(500, 'recording_transfer', 'recording_consult', 'recording_after_consult_cancel'),
  ...text(50, 'ivr_digit_pressed'),
  ...text(255, 'record_name'),
  ...text('max', 'transcription'),
  ...text(255, 'ai_evaluation_status'),
];

/** What Plantão adds to a call from the vendor's answer (spec 4.4): dropped fields, the instant, seconds and the amount. */
export const ADDED_CALL_COLUMNS: readonly Column[] = [
  ...ofKind('int', 'agent_id', 'status'),
  ...ofKind('instant', 'call_at_utc'),
  ...text(10, 'call_offset'),
  ...ofKind(
    'seconds',
    'acw_seconds',
    'speaking_seconds',
    'ivr_seconds',
    'ivr_after_call_seconds',
    'amd_seconds',
    'waiting_seconds',
    'speaking_with_agent_seconds',
    'billed_seconds',
  ),
  ...ofKind('decimal', 'billed_amount'),
  ...text(500, 'route_route'),
  ...text('max', 'consults', 'consult_ids', 'consult'),
  ...text(255, 'consult_id'),
  ...text('max', 'transfer'),
  ...text(255, 'transfer_id'),
  ...text('max', 'parent'),
  ...text(255, 'parent_id'),
  ...text('max', 'ivr_after_call'),
  ...ofKind('bool', 'is_final'),
];

/** Every column that a parsed call fills, in the order of `NormalisedCall.values`. */
export const CALL_COLUMNS: readonly Column[] = [...LEGACY_CALL_COLUMNS, ...ADDED_CALL_COLUMNS];

/** The eight legacy columns that are filled from `mailing_data.data` through aliases (spec 5.6), with their legacy key. */
export const LEGACY_MAILING_KEYS = {
  estrategia: 'ESTRATEGIA',
  razao_social: 'RAZAO SOCIAL',
  nome_fantasia: 'NOME FANTASIA',
  valor_conta: 'VALOR CONTA',
  cidade: 'CIDADE',
  cep: 'CEP',
  uf_mailing: 'UF',
  socio: 'SOCIO',
} as const;
export type LegacyMailingColumn = keyof typeof LEGACY_MAILING_KEYS;

/** Every column that a parsed mailing record fills, in the order of `NormalisedMailing.values` (`call_id` is the call's). */
export const MAILING_COLUMNS: readonly Column[] = [
  ...text(50, '_id', 'identifier'),
  ...ofKind('int', 'campaign_id', 'company_id', 'list_id'),
  ...text(10, 'uf'),
  ...text(50, 'phone'),
  ...ofKind('int', 'dialed_phone', 'dialed_identifier', 'on_calling', 'column_position', 'row_position'),
  ...text(255, 'estrategia', 'razao_social', 'nome_fantasia'),
  ...text(100, 'valor_conta'),
  ...text(255, 'cidade'),
  ...text(20, 'cep'),
  ...text(10, 'uf_mailing'),
  ...text(255, 'socio'),
  ...text(50, 'cpf'),
  ...text('max', 'data_json'),
];
