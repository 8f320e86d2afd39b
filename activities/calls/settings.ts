import { ConfigError, type Config } from '../../schemas/config.ts';
import type { RunSettings } from '../../schemas/calls.ts';
import { campaignId } from '../../schemas/common.ts';

/** How runs read, from configuration; pinned into each run when it starts. */
export const runSettings = (config: Config): RunSettings => ({
  zone: config.CALLS_ZONE,
  pageSize: config.CALLS_PAGE_SIZE,
  windowMinutes: config.CALLS_WINDOW_MINUTES,
  overlapMinutes: config.CALLS_OVERLAP_MINUTES,
  lagMinutes: config.CALLS_LAG_MINUTES,
  splitRows: config.CALLS_SPLIT_ROWS,
  windowConcurrency: config.CALLS_WINDOW_CONCURRENCY,
  heartbeatTimeoutSeconds: config.CALLS_HEARTBEAT_TIMEOUT_SECONDS,
});

/**
 * Campaigns of scheduled runs (C-35); null = every campaign of the account.
 * @throws ConfigError
 */
export function scheduledCampaigns({ CALLS_CAMPAIGNS }: Pick<Config, 'CALLS_CAMPAIGNS'>): number[] | null {
  if (CALLS_CAMPAIGNS === 'all') return null;
  const ids = CALLS_CAMPAIGNS.split(',').map((text) => campaignId.safeParse(text.trim()));
  if (ids.some(({ success }) => !success))
    throw new ConfigError('Configuration refused. CALLS_CAMPAIGNS: must be all, or a comma list of campaign numbers.');
  return ids.flatMap(({ data }) => (data === undefined ? [] : [data]));
}
