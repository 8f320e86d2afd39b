import { numbering, protocolPattern, turnPolicy } from '../../activities/consultants/settings.ts';
import { strictPoints } from '../../activities/consultants/strictPoints.ts';
import { ConfigError, type Config } from '../../schemas/config.ts';
import type { ConsultantsSettings } from './deps.ts';

/** Settings that the drop-in API alone reads. */
export interface DropInConfig {
  readonly AUTHENTICATION_API_KEY: string | undefined;
  /** `*`, or origins with commas between them. */
  readonly CONSULTANTS_ORIGINS: string;
  readonly CONSULTANTS_ALIASES: boolean;
  readonly CONSULTANTS_NUMBER_NEEDS_ACTIVE: boolean;
  readonly CONSULTANTS_UNASSIGNED: 'null' | '0';
  readonly CONSULTANTS_REQUESTS_PER_MINUTE: number;
}

/**
 * What an installation has decided, by its settings.
 * @throws ConfigError for a pattern whose numbers could not be unique, or the old service's place without its key (1.2)
 */
export function consultantsSettings(config: Config & DropInConfig): ConsultantsSettings {
  if (config.API_ROOT === 'consultants' && config.AUTHENTICATION_API_KEY === undefined) {
    throw new ConfigError(
      'Configuration refused. AUTHENTICATION_API_KEY: must be set, as API_ROOT is consultants and the API stands in for the old one.',
    );
  }
  const pattern = protocolPattern(config);
  const origins = config.CONSULTANTS_ORIGINS;
  return {
    strict: strictPoints(config),
    turnPolicy: turnPolicy(config),
    numbering: numbering(pattern, config.CONSULTANTS_ZONE),
    lease: config.CONSULTANTS_ACCEPT_SECONDS > 0,
    heartbeatSeconds: config.CONSULTANTS_HEARTBEAT_SECONDS,
    numberNeedsActive: config.CONSULTANTS_NUMBER_NEEDS_ACTIVE,
    unassigned: config.CONSULTANTS_UNASSIGNED === '0' ? 0 : null,
    aliases: config.CONSULTANTS_ALIASES,
    sharedKey: config.AUTHENTICATION_API_KEY,
    requestsPerMinute: config.CONSULTANTS_REQUESTS_PER_MINUTE,
    origins: origins === '*' ? '*' : origins.split(',').map((origin) => origin.trim()),
  };
}
