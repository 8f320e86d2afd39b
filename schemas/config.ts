import { z } from 'zod';
import { zone } from './common.ts';
import { withSecretFiles } from './secretFiles.ts';
import { sqlServerAddress } from './sqlServer.ts';

/**
 * Every setting: one name, one default, one line here and one in `.env.example`. This is the only file that reads
 * `process.env`. Adding an integration adds its settings to `settings` below.
 */
interface Setting<T extends z.ZodType = z.ZodType> {
  readonly schema: T;
  /** Text as it would stand in the environment; undefined = no default: unset stays undefined or is refused. */
  readonly default?: string;
  /** One sentence for `.env.example` and the README. */
  readonly doc: string;
  /** Never printed, logged or listed with a value. */
  readonly secret?: true;
}

const port = z.coerce.number().int().min(0).max(65_535);
const positiveInt = z.coerce.number().int().positive();
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const optionalText = z.string().optional();
const url = z.url({ error: 'must be a URL' });
const seconds = z.coerce
  .number()
  .int()
  .min(0)
  .max(30 * 86_400);
/** Unset = as CONSULTANTS_STRICT says. */
const strictPoint = flag.optional();

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
const OTHER_NAMES: Readonly<Record<string, string>> = { warning: 'warn', critical: 'fatal' };
/** In any case, and by the names that Python programs use too: one `.env` may serve both. */
const logLevel = z
  .string()
  .transform((name) => OTHER_NAMES[name.toLowerCase()] ?? name.toLowerCase())
  .pipe(z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }));

export const settings = {
  PLANTAO_HOME: {
    schema: z.string(),
    default: '.plantao',
    doc: 'Folder of the embedded database, the Temporal file, logs and local secrets.',
  },
  LOG_LEVEL: {
    schema: logLevel,
    default: 'info',
    doc: 'Least severe level that is logged.',
  },
  LOG_FORMAT: {
    schema: z.enum(['auto', 'pretty', 'json']),
    default: 'auto',
    doc: 'How the terminal shows log lines; auto = pretty on a terminal, JSON elsewhere.',
  },
  DATABASE_URL: {
    schema: optionalText,
    doc: 'Where rows are kept; unset = sqlite file under PLANTAO_HOME.',
    secret: true,
  },
  DB_SERVER: {
    schema: sqlServerAddress.optional(),
    doc: 'SQL Server to keep rows in when DATABASE_URL is unset, with the three settings below: host, host,port or host\\instance.',
  },
  DB_DATABASE: { schema: optionalText, doc: 'Its database.' },
  DB_USERNAME: { schema: optionalText, doc: 'Its login.' },
  DB_PASSWORD: { schema: optionalText, doc: 'Password of the login.', secret: true },
  DB_ENCRYPT: { schema: flag, default: 'true', doc: 'Whether the connection to DB_SERVER is encrypted.' },
  DB_TRUST_SERVER_CERTIFICATE: {
    schema: flag,
    default: 'false',
    doc: 'Whether the certificate of DB_SERVER is believed unchecked.',
  },
  TEMPORAL_ADDRESS: { schema: optionalText, doc: 'host:port of a Temporal service; unset = `npm start` runs its own.' },
  TEMPORAL_NAMESPACE: { schema: z.string().min(1), default: 'default', doc: 'Temporal namespace.' },
  TEMPORAL_PORT: { schema: port, default: '7233', doc: 'Port of the Temporal server that `npm start` runs.' },
  TEMPORAL_UI_PORT: { schema: port, default: '8233', doc: 'Port of Temporal Web that `npm start` runs.' },
  API_HOST: { schema: z.string().min(1), default: '127.0.0.1', doc: 'Address the API listens on.' },
  API_PORT: { schema: port, default: '3000', doc: 'Port the API listens on; 0 = any free one.' },
  API_TRUSTED_PROXIES: {
    schema: z.coerce.number().int().min(0).max(10),
    default: '0',
    doc: 'Reverse proxies in front of the API, whose X-Forwarded-For and X-Forwarded-Proto are believed.',
  },
  API_ROOT: { schema: z.enum(['calls']).optional(), doc: 'Integration that is mounted at / as well.' },
  AUTH_SECRET: {
    schema: z.string().min(32).optional(),
    doc: 'Key that signs access tokens, 32 characters or more; unset = made once under PLANTAO_HOME.',
    secret: true,
  },
  WORKER_HEAP_MB: { schema: positiveInt, default: '128', doc: 'Old-space limit of a worker process in MB.' },
  WORKER_METRICS_PORT: {
    schema: port,
    default: '9464',
    doc: "Port of the worker's own metrics on 127.0.0.1; 0 = none.",
  },
  WORKER_SCHEDULES: {
    schema: flag,
    default: 'true',
    doc: 'Whether a worker declares the schedules when it starts; false leaves those of the server as they are.',
  },
  SHUTDOWN_GRACE_SECONDS: {
    schema: positiveInt,
    default: '8',
    doc: 'How long a stopping worker waits for activities in flight.',
  },
  DIALER_BASE_URL: {
    schema: url.optional(),
    doc: '3C Plus API root, e.g. https://company.3c.plus/api/v1; unset = `npm start` runs the simulator.',
  },
  DIALER_TOKEN: { schema: optionalText, doc: '3C Plus manager or service token.', secret: true },
  DIALER_TOKEN_FILE: { schema: optionalText, doc: 'File that holds the token instead; read again when it changes.' },
  DIALER_TOKEN_STYLE: { schema: z.enum(['header', 'query']), default: 'header', doc: 'Where the token travels.' },
  DIALER_ALLOW_HTTP: {
    schema: flag,
    default: 'false',
    doc: 'Accept a plain http vendor address that is not loopback.',
  },
  DIALER_FIRST_BYTE_TIMEOUT_MS: {
    schema: positiveInt,
    default: '30000',
    doc: 'Longest wait for the first byte of a vendor answer.',
  },
  DIALER_IDLE_TIMEOUT_MS: { schema: positiveInt, default: '15000', doc: 'Longest gap within a vendor answer.' },
  DIALER_TOTAL_TIMEOUT_MS: { schema: positiveInt, default: '90000', doc: 'Longest vendor answer in all.' },
  CALLS_ACCOUNT: {
    schema: z.string().regex(/^[a-z0-9-]{1,40}$/),
    default: 'main',
    doc: 'Name of the vendor account, in keys and workflow ids.',
  },
  CALLS_ZONE: { schema: zone, default: 'America/Sao_Paulo', doc: 'IANA zone of the vendor account.' },
  CALLS_CAMPAIGNS: {
    schema: z.string(),
    default: 'all',
    doc: 'Campaigns of scheduled runs: comma list of numbers, or all.',
  },
  CALLS_PAGE_SIZE: { schema: positiveInt.max(1_000), default: '500', doc: 'Calls asked for per page.' },
  CALLS_PAGINATION: {
    schema: z.enum(['auto', 'simple', 'full']),
    default: 'auto',
    doc: 'Pagination asked of the vendor.',
  },
  CALLS_CAMPAIGN_PARAMETER: {
    schema: z.enum(['campaigns[]', 'campaign_ids']),
    default: 'campaigns[]',
    doc: 'How the campaign filter is sent.',
  },
  CALLS_ORDER_PARAMETER: {
    schema: optionalText,
    doc: 'Order asked of the vendor, e.g. order_by_desc=call_date; unset = none.',
  },
  CALLS_WINDOW_MINUTES: {
    schema: positiveInt.max(1_440),
    default: '1440',
    doc: "Length of a window; 1440 = the account's calendar day.",
  },
  CALLS_SPLIT_ROWS: { schema: positiveInt, default: '20000', doc: 'A window with more calls than this is split.' },
  CALLS_LAG_MINUTES: {
    schema: z.coerce.number().int().min(0),
    default: '60',
    doc: 'A window is closed this long after its end.',
  },
  CALLS_OVERLAP_MINUTES: {
    schema: z.coerce.number().int().min(0).max(60),
    default: '5',
    doc: 'Minutes read before and after each window.',
  },
  CALLS_WINDOW_CONCURRENCY: {
    schema: positiveInt.max(32),
    default: '4',
    doc: 'Windows read at the same time by a run.',
  },
  CALLS_PAGE_CONCURRENCY: {
    schema: positiveInt.max(64),
    default: '8',
    doc: 'Pages in flight at the same time in a worker.',
  },
  CALLS_REQUESTS_PER_SECOND: {
    schema: z.coerce.number().positive(),
    default: '100',
    doc: 'Ceiling of requests to the vendor account, all workers together.',
  },
  CALLS_HEARTBEAT_TIMEOUT_SECONDS: {
    schema: positiveInt,
    default: '20',
    doc: 'A window whose worker is silent for longer is given to another.',
  },
  CALLS_DAILY_CRON: { schema: z.string(), default: '0 2 * * *', doc: 'When the daily copy runs, in CALLS_ZONE.' },
  CALLS_SWEEP_CRON: { schema: z.string(), default: '0 4 * * *', doc: 'When late changes are swept, in CALLS_ZONE.' },
  CALLS_SWEEP_DAYS: {
    schema: z.string().regex(/^\d+(,\d+)*$/),
    default: '1,2,7',
    doc: 'Days back that the sweep reads again.',
  },
  CALLS_CATCH_UP_DAYS: {
    schema: positiveInt,
    default: '30',
    doc: 'Furthest back that the daily copy catches up missed days.',
  },
  CALLS_STRANGERS: {
    schema: z.enum(['quarantine', 'drop']),
    default: 'quarantine',
    doc: 'What happens to calls of campaigns that were not asked for.',
  },
  CALLS_FINAL_STATUSES: {
    schema: z.string().regex(/^\d+(,\d+)*$/),
    default: '5,6,7,8,9,11,12,13,14,15',
    doc: 'Vendor status numbers that no longer change.',
  },
  CALLS_RETENTION_DAYS: {
    schema: z.coerce.number().int().min(0),
    default: '0',
    doc: 'Days that personal data of calls is kept; 0 = always.',
  },
  CALLS_EVENTS: {
    schema: z.enum(['off', 'on']),
    default: 'off',
    doc: "Whether the vendor's webhook may tell of calls at POST /calls/events/{CALLS_EVENTS_TOKEN}; polling goes on.",
  },
  CALLS_EVENTS_TOKEN: {
    schema: z
      .string()
      .regex(/^[\w-]{32,200}$/, { error: 'must be 32 to 200 letters, digits, - or _' })
      .optional(),
    doc: 'Secret at the end of the address that the webhook is given; needed when CALLS_EVENTS is on.',
    secret: true,
  },
  CALLS_EVENTS_SILENCE_MINUTES: {
    schema: positiveInt,
    default: '60',
    doc: 'The webhook is silent when it says nothing for so long although calls go on.',
  },
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
    doc: 'Pipedrive API root, e.g. https://company.pipedrive.com/api/v1; unset = `npm start` runs the simulator.',
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
  RELAY_ROWS_PER_SECOND: {
    schema: positiveInt.max(10_000),
    default: '100',
    doc: 'Follow-ups that a worker starts from the outbox per second at most.',
  },
  SIMULATOR_DIALER_PORT: { schema: port, default: '4010', doc: 'Port of the simulated 3C Plus dialer.' },
  SIMULATOR_PIPEDRIVE_PORT: { schema: port, default: '4030', doc: 'Port of the simulated Pipedrive.' },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export type Config = { readonly [K in SettingName]: z.output<(typeof settings)[K]['schema']> };

/** A setting that is missing or wrong; the message is a sentence that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const SQL_SERVER = ['DB_SERVER', 'DB_DATABASE', 'DB_USERNAME', 'DB_PASSWORD'] as const;

/** A database is named once, and wholly. */
function databaseFaults(config: Config): string[] {
  const given = SQL_SERVER.filter((name) => config[name] !== undefined);
  if (given.length === 0) return [];
  const named = given.join(', ');
  if (config.DATABASE_URL !== undefined)
    return [`DATABASE_URL and ${named}: both say where rows are kept, so leave one of the two out`];
  return SQL_SERVER.filter((name) => config[name] === undefined).map((name) => `${name}: must be set, as ${named} is`);
}

const refuse = (wrong: readonly string[]): void => {
  if (wrong.length > 0) throw new ConfigError(`Configuration refused. ${wrong.join('; ')}.`);
};

/** Secrets that a file may hold instead, named by `<NAME>_FILE`; the dialer's token has its own way (re-read when it changes). */
export const secretsFromFiles = Object.entries<Setting>(settings)
  .filter(([name, { secret }]) => secret && !(`${name}_FILE` in settings))
  .map(([name]) => name);

/**
 * Reads and checks every setting. Empty text counts as unset; a secret may stand in the file that `<NAME>_FILE` names.
 * @throws ConfigError naming each wrong setting and its rule
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const { texts, wrong } = withSecretFiles(environment, secretsFromFiles);
  const entries = Object.entries<Setting>(settings).map(([name, { schema, default: fallback }]) => {
    const parsed = schema.safeParse(texts[name] || fallback);
    if (!parsed.success) wrong.push(`${name}: ${parsed.error.issues.map((issue) => issue.message).join(', ')}`);
    return [name, parsed.data];
  });
  refuse(wrong);
  const config = Object.fromEntries(entries) as Config;
  refuse(databaseFaults(config));
  return config;
}

/** The environment of this process, for reading the settings of another program (schemas/robot.ts). */
export const environment = (): Readonly<Record<string, string | undefined>> => process.env;

/** The environment that a child process inherits: ours, with `overrides` in place. */
export const childEnvironment = (overrides: Readonly<Record<string, string>> = {}) => ({
  ...process.env,
  ...overrides,
});
