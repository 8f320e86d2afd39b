import { z } from 'zod';
import { MAX_CAMPAIGNS } from './calls.ts';
import { campaignId } from './common.ts';
import { ConfigError, type SettingName } from './config.ts';

/**
 * The `.env` of the legacy robot (spec 1.2). What the robot guessed at or passed over in silence is refused here, and
 * each setting becomes the one of ours that means the same.
 */

const LARGEST_PAGE = 1_000;
const SQL_SERVER = ['DB_SERVER', 'DB_DATABASE', 'DB_USERNAME', 'DB_PASSWORD'] as const;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const campaigns = z
  .string()
  .transform((list) => list.split(',').map((id) => id.trim()))
  .refine((ids) => ids.length <= MAX_CAMPAIGNS && ids.every((id) => campaignId.safeParse(id).success), {
    error: `must be a comma list of at most ${MAX_CAMPAIGNS} campaign numbers, e.g. 5,6`,
  })
  .transform((ids) => ids.map(Number));

/** `YYYY-MM-DD HH:MM:SS` on the clocks of the account; both texts of a range compare as times do. */
const localTime = z.string().refine(
  (text) => {
    const atMs = Date.parse(`${text.replace(' ', 'T')}Z`);
    return !Number.isNaN(atMs) && new Date(atMs).toISOString().replace('T', ' ').startsWith(`${text}.`);
  },
  { error: 'must be a local time, YYYY-MM-DD HH:MM:SS', abort: true },
);

const common = {
  MANAGER_TOKEN: z.string({ error: 'must be set to the token of the 3C Plus account' }),
  BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL, e.g. https://company.3c.plus/api/v1' })
    .default('http://app.3c.fluxoti.com.br/api/v1/calls'),
  PER_PAGE: z
    .string()
    .regex(/^0*[1-9]\d*$/, { error: 'must be a whole number from 1' })
    .transform(Number)
    .optional(),
};

const scheduled = z.object({
  ...common,
  EXECUTION_MODE: z.literal('scheduled'),
  CRON_SCHEDULE: z.string().default('0 2 * * *'),
  /** The robot could not be told; ours, where it is set. */
  CALLS_CAMPAIGNS: z.string().default('5,6'),
});

const manual = z
  .object({
    ...common,
    EXECUTION_MODE: z.literal('manual'),
    MANUAL_START_DATE: localTime.optional(),
    MANUAL_END_DATE: localTime.optional(),
    MANUAL_CAMPAIGN_IDS: campaigns.prefault('5,6'),
  })
  .superRefine(({ MANUAL_START_DATE: start, MANUAL_END_DATE: end }, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (start === undefined && end !== undefined)
      refuse('MANUAL_START_DATE', 'must be set when MANUAL_END_DATE is; leave both out for yesterday');
    if (end === undefined && start !== undefined)
      refuse('MANUAL_END_DATE', 'must be set when MANUAL_START_DATE is; leave both out for yesterday');
    if (start !== undefined && end !== undefined && end < start)
      refuse('MANUAL_END_DATE', 'must not be before MANUAL_START_DATE');
  });

const robot = z.discriminatedUnion('EXECUTION_MODE', [scheduled, manual], {
  error: 'must be scheduled or manual',
});

/** A range as the robot writes it: local times, the end included. */
export interface LocalRange {
  readonly start: string;
  readonly end: string;
}

export type RobotTask =
  | { readonly mode: 'scheduled'; readonly cron: string }
  /** `range` null = yesterday. */
  | { readonly mode: 'manual'; readonly campaigns: readonly number[]; readonly range: LocalRange | null };

export interface Robot {
  readonly task: RobotTask;
  /** Our settings that say the same; an empty text puts one of ours out of force. */
  readonly settings: Partial<Record<SettingName, string>>;
  /** Settings of SQL Server that are given: they are ours by the same names. */
  readonly sqlServer: readonly string[];
  /** Sentences about what is taken otherwise than it is written. */
  readonly warnings: readonly string[];
}

/**
 * Reads the settings of the legacy robot. Empty text counts as unset, except in PER_PAGE, where the robot ended over it.
 * @throws ConfigError naming each wrong setting and its rule; never a value
 */
export function readRobot(environment: Readonly<Record<string, string | undefined>>): Robot {
  const given = Object.entries(environment)
    .map(([name, value]) => [name, value?.trim()] as const)
    .filter(([name, value]) => value || (name === 'PER_PAGE' && value !== undefined));
  const texts: Record<string, string | undefined> = Object.fromEntries(given);
  const EXECUTION_MODE = (texts['EXECUTION_MODE'] ?? 'scheduled').toLowerCase();
  const parsed = robot.safeParse({ ...texts, EXECUTION_MODE });
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
    throw new ConfigError(`Configuration refused. ${wrong.join('; ')}.`);
  }
  const { data } = parsed;
  const address = overHttps(data.BASE_URL);
  const isPageTooLarge = data.PER_PAGE !== undefined && data.PER_PAGE > LARGEST_PAGE;
  return {
    task: taskOf(data),
    settings: {
      DIALER_TOKEN: data.MANAGER_TOKEN,
      DIALER_TOKEN_FILE: '',
      DIALER_BASE_URL: address,
      ...(data.PER_PAGE !== undefined && { CALLS_PAGE_SIZE: String(Math.min(data.PER_PAGE, LARGEST_PAGE)) }),
      ...(data.EXECUTION_MODE === 'scheduled' && {
        CALLS_DAILY_CRON: data.CRON_SCHEDULE,
        CALLS_CAMPAIGNS: data.CALLS_CAMPAIGNS,
      }),
    },
    sqlServer: SQL_SERVER.filter((name) => texts[name] !== undefined),
    warnings: [
      ...(address === data.BASE_URL ? [] : ['BASE_URL is plain http, which would show the token: https is used.']),
      ...(texts['DB_DRIVER'] === undefined
        ? []
        : ['DB_DRIVER is passed over: SQL Server is spoken to without an ODBC driver.']),
      ...(isPageTooLarge ? [`PER_PAGE is larger than a page may be: ${LARGEST_PAGE} is used.`] : []),
    ],
  };
}

/** The address as it is, or by https where it would leave this machine in plain text (C-44). */
function overHttps(address: string): string {
  const url = new URL(address);
  if (url.protocol === 'https:' || LOOPBACK.has(url.hostname)) return address;
  url.protocol = 'https:';
  return url.href;
}

function taskOf(data: z.output<typeof robot>): RobotTask {
  if (data.EXECUTION_MODE === 'scheduled') return { mode: 'scheduled', cron: data.CRON_SCHEDULE };
  const { MANUAL_CAMPAIGN_IDS: campaigns, MANUAL_START_DATE: start, MANUAL_END_DATE: end } = data;
  return { mode: 'manual', campaigns, range: start === undefined || end === undefined ? null : { start, end } };
}
