import { z } from 'zod';
import { sqlServerAddress } from '../sqlServer.ts';
import { hostName, port, positiveInt, flag, optionalText, type Settings } from './setting.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
const OTHER_NAMES: Readonly<Record<string, string>> = { warning: 'warn', critical: 'fatal' };
/** In any case, and by the names that Python programs use too: one `.env` may serve both. */
const logLevel = z
  .string()
  .transform((name) => OTHER_NAMES[name.toLowerCase()] ?? name.toLowerCase())
  .pipe(z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }));

/** Settings of the house: what every integration shares. */
export const houseSettings = {
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
  POSTGRES_HOST: {
    schema: hostName.optional(),
    doc: 'PostgreSQL to keep rows in when DATABASE_URL is unset, with the four settings below, as the old consultants service had them.',
  },
  // Kubernetes gives a URL by this name to every neighbour of a service called postgres: looked at only when it counts.
  POSTGRES_PORT: { schema: z.string(), default: '5432', doc: 'Its port.' },
  POSTGRES_DATABASE: { schema: optionalText, doc: 'Its database.' },
  POSTGRES_USERNAME: { schema: optionalText, doc: 'Its user.' },
  POSTGRES_PASSWORD: { schema: optionalText, doc: 'Password of the user.', secret: true },
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
  API_ROOT: { schema: z.enum(['calls', 'consultants']).optional(), doc: 'Integration that is mounted at / as well.' },
  AUTH_SECRET: {
    schema: z.string().min(32).optional(),
    doc: 'Key that signs access tokens, 32 characters or more; unset = made once under PLANTAO_HOME.',
    secret: true,
  },
  WORKER_HEAP_MB: { schema: positiveInt, default: '112', doc: 'Old-space limit of a worker process in MB.' },
  WORKER_METRICS_PORT: {
    schema: port,
    default: '9464',
    doc: "Port of the worker's own metrics on 127.0.0.1; 0 = none.",
  },
  WORKER_INTEGRATIONS: {
    schema: z.string().regex(/^(all|(calls|consultants|pipedrive)(,(calls|consultants|pipedrive))*)$/),
    default: 'all',
    doc: 'What a worker process runs: comma list of calls, consultants, pipedrive; or all.',
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
  RELAY_ROWS_PER_SECOND: {
    schema: positiveInt.max(10_000),
    default: '100',
    doc: 'Follow-ups that a worker starts from the outbox per second at most.',
  },
} as const satisfies Settings;
