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
  SIMULATOR_DIALER_PORT: { schema: port, default: '4010', doc: 'Port of the simulated 3C Plus dialer.' },
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
