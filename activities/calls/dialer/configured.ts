import type { Config } from '../../../schemas/config.ts';
import type { Permits } from '../permits.ts';
import { apiRoot } from './address.ts';
import { createDialer, type Dialer } from './client.ts';
import { createTokenSource } from './token.ts';

/**
 * The dialer that the configuration names.
 * @param permits absent = unbounded: for the few requests of a start-up check
 * @throws CallError `dialer-not-configured`
 */
export const configuredDialer = (config: Config, permits: Permits = UNBOUNDED): Dialer =>
  createDialer({
    root: apiRoot(config.DIALER_BASE_URL, config.DIALER_ALLOW_HTTP),
    token: createTokenSource({ token: config.DIALER_TOKEN, file: config.DIALER_TOKEN_FILE }),
    tokenStyle: config.DIALER_TOKEN_STYLE,
    campaignParameter: config.CALLS_CAMPAIGN_PARAMETER,
    pagination: config.CALLS_PAGINATION,
    orderParameter: config.CALLS_ORDER_PARAMETER,
    limits: {
      firstByteMs: config.DIALER_FIRST_BYTE_TIMEOUT_MS,
      idleMs: config.DIALER_IDLE_TIMEOUT_MS,
      totalMs: config.DIALER_TOTAL_TIMEOUT_MS,
    },
    permits,
    now: Date.now,
  });

const UNBOUNDED: Permits = { take: async () => undefined, slowDown: async () => undefined };
