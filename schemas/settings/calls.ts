import { z } from 'zod';
import { zone } from '../common.ts';
import { port, positiveInt, flag, optionalText, url, type Settings } from './setting.ts';

/** Settings of the calls integration and its dialer. */
export const callSettings = {
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
} as const satisfies Settings;
