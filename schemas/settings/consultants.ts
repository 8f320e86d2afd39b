import { z } from 'zod';
import { zone } from '../common.ts';
import { positiveInt, flag, optionalText, port, url, type Settings } from './setting.ts';

const seconds = z.coerce
  .number()
  .int()
  .min(0)
  .max(30 * 86_400);
/** Unset = as CONSULTANTS_STRICT says. */
const strictPoint = flag.optional();

/** As a browser names it: without a path, a slash at its end or its usual port. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;
const origins = z
  .string()
  .refine((text) => text === '*' || text.split(',').every((origin) => isOrigin(origin.trim())), {
    error: 'must be * or origins with commas between them, e.g. https://painel.example,http://10.0.0.5:8080',
  });

/** Settings of the consultants integration and its Pipedrive. */
export const consultantSettings = {
  CONSULTANTS_ZONE: {
    schema: zone,
    default: 'America/Sao_Paulo',
    doc: 'IANA zone whose days the protocol numbers of consultants go by.',
  },
  CONSULTANTS_PROTOCOL_PATTERN: {
    schema: z.string(),
    default: '#{seq:5}',
    doc: 'Protocol numbers: {seq} or {seq:width} once; {yyyymmdd}, {ans}, letters, digits and # . _ / - at will.',
  },
  CONSULTANTS_PROTOCOL_SERIES: {
    schema: z.enum(['running', 'per-day']),
    default: 'running',
    doc: 'Whether the count goes on for ever or begins anew every day; per-day needs {yyyymmdd} in the pattern.',
  },
  CONSULTANTS_ANS: {
    schema: z
      .string()
      .regex(/^\d{6}$/, { error: 'must be six digits' })
      .optional(),
    doc: "The operator's six digits at the ANS, where the pattern asks for {ans}.",
  },
  CONSULTANTS_ORDER: {
    schema: z.enum(['last-offered', 'end-of-service']),
    default: 'last-offered',
    doc: 'Whom the turn comes to: who was offered one longest ago, or whose last service ended longest ago.',
  },
  CONSULTANTS_MISSED_OFFER_SECONDS: {
    schema: seconds,
    default: '300',
    doc: 'By end-of-service: what each offer in a row that came to nothing counts for.',
  },
  CONSULTANTS_CAPACITY: {
    schema: flag,
    default: 'false',
    doc: 'Whether nobody is offered more than the capacity set for them allows.',
  },
  CONSULTANTS_FAIR_SHARE: {
    schema: flag,
    default: 'false',
    doc: 'Whether who owes the others a service, by absences and refusals, goes first.',
  },
  CONSULTANTS_HEARTBEAT_SECONDS: {
    schema: seconds,
    default: '0',
    doc: 'How long a heartbeat keeps a consultant online; 0 = presence never ends by itself.',
  },
  CONSULTANTS_ACCEPT_SECONDS: {
    schema: seconds,
    default: '0',
    doc: 'Time to accept an offer before the next one is asked; 0 = nobody is asked to accept.',
  },
  CONSULTANTS_REMINDER_SECONDS: {
    schema: seconds,
    default: '0',
    doc: 'How long after an offer it is reminded of; 0 = never.',
  },
  CONSULTANTS_KEEP_TURN: {
    schema: flag,
    default: 'true',
    doc: 'Whether who lets an offer expire gets back the same turn.',
  },
  CONSULTANTS_RINGS: {
    schema: z
      .string()
      .regex(/^\d+:(base|any)(,\d+:(base|any))*$/, { error: 'must be like 30:base,120:any' })
      .optional(),
    doc: 'When the language of a waiting request is relaxed: seconds and base or any, e.g. 30:base,120:any.',
  },
  CONSULTANTS_MAX_WAIT_SECONDS: {
    schema: seconds,
    default: '0',
    doc: 'Whoever waits longer is promised a call-back; 0 = nobody.',
  },
  CONSULTANTS_GIVE_UP_SECONDS: {
    schema: seconds.min(1),
    default: '604800',
    doc: 'When a request that nobody took is given up.',
  },
  CONSULTANTS_SERVICE_SECONDS: {
    schema: seconds.min(1),
    default: '28800',
    doc: 'When a service that nobody reported as finished is taken to be over.',
  },
  CONSULTANTS_WRAP_UP_SECONDS: {
    schema: seconds,
    default: '0',
    doc: 'How long after a service its consultant is kept free, unless they say so earlier.',
  },
  CONSULTANTS_PIPEDRIVE_PUSH: {
    schema: z.enum(['off', 'activity', 'deal-owner']),
    default: 'off',
    doc: 'What tells Pipedrive of an assignment: a task for the consultant, or the owner of the deal with the number.',
  },
  CONSULTANTS_PIPEDRIVE_GIVE_UP_SECONDS: {
    schema: seconds.min(1),
    default: '86400',
    doc: 'How long telling Pipedrive is tried.',
  },
  AUTHENTICATION_API_KEY: {
    schema: optionalText,
    doc: 'A key that the API of consultants takes beside those that are issued, as the old one had it.',
    secret: true,
  },
  CONSULTANTS_ORIGINS: {
    schema: origins,
    default: '*',
    doc: 'Origins whose pages may use the API of consultants: comma list, or *.',
  },
  CONSULTANTS_ALIASES: {
    schema: flag,
    default: 'false',
    doc: 'Whether POST /protocolo and POST /protocolo/gerar of an earlier API are served.',
  },
  CONSULTANTS_NUMBER_NEEDS_ACTIVE: {
    schema: flag,
    default: 'true',
    doc: 'Whether /gerar-protocolo is refused while no consultant is active.',
  },
  CONSULTANTS_UNASSIGNED: {
    schema: z.enum(['null', '0']),
    default: 'null',
    doc: 'consultor_id of a protocol that belongs to nobody.',
  },
  CONSULTANTS_REQUESTS_PER_MINUTE: {
    schema: z.coerce.number().int().min(0),
    default: '0',
    doc: 'Requests to the API of consultants a minute, key and process; more get 429; 0 = any number.',
  },
  CONSULTANTS_STRICT: {
    schema: flag,
    default: 'false',
    doc: 'Whether the API of consultants does as the old one did, point by point; each point below may differ.',
  },
  CONSULTANTS_STRICT_NOBODY: { schema: strictPoint, doc: 'Nobody eligible: 500 instead of 404.' },
  CONSULTANTS_STRICT_PAGING: { schema: strictPoint, doc: 'Negative skip or limit: 500 instead of 422.' },
  CONSULTANTS_STRICT_NULLS: { schema: strictPoint, doc: 'Null in a field that cannot be: 500 instead of 422.' },
  CONSULTANTS_STRICT_PROTOCOL_UPDATE: {
    schema: strictPoint,
    doc: 'PUT /protocolo: nothing is kept instead of the three fields.',
  },
  CONSULTANTS_STRICT_LOG_LINES: {
    schema: strictPoint,
    doc: 'Log lines: the observed text with a JSON tail instead of the documented JSON.',
  },
  CONSULTANTS_STRICT_LANGUAGE: {
    schema: strictPoint,
    doc: 'Languages: the very text instead of case and region as people mean them.',
  },
  CONSULTANTS_STRICT_PHONE: { schema: strictPoint, doc: 'telefone: any text instead of a phone number.' },
  CONSULTANTS_STRICT_LANGUAGE_CODES: { schema: strictPoint, doc: 'idiomas: any text instead of 2 to 5 characters.' },
  CONSULTANTS_STRICT_EMAIL: {
    schema: strictPoint,
    doc: 'E-mail unique on create only and as written, instead of always and in any case.',
  },
  CONSULTANTS_STRICT_NUMBER_OWNER: {
    schema: strictPoint,
    doc: 'gerar-protocolo: the number belongs to an active consultant instead of nobody.',
  },
  PIPEDRIVE_BASE_URL: {
    schema: url.optional(),
    doc: 'Pipedrive API root, e.g. https://company.pipedrive.com/api/v1; unset = `npm start` tells the simulator, unless DIALER_BASE_URL is set.',
  },
  PIPEDRIVE_TOKEN: { schema: optionalText, doc: 'Pipedrive API token.', secret: true },
  PIPEDRIVE_ALLOW_HTTP: {
    schema: flag,
    default: 'false',
    doc: 'Accept a plain http Pipedrive address that is not loopback.',
  },
  PIPEDRIVE_TIMEOUT_MS: { schema: positiveInt.max(30_000), default: '15000', doc: 'Longest Pipedrive answer.' },
  PIPEDRIVE_SETTLE_MS: {
    schema: positiveInt.max(180_000),
    default: '60000',
    doc: 'How long after a request that was given up Pipedrive may still carry it out; more than its time-out.',
  },
  SIMULATOR_PIPEDRIVE_PORT: { schema: port, default: '4030', doc: 'Port of the simulated Pipedrive.' },
} as const satisfies Settings;
