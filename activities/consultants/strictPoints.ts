import type { Config } from '../../schemas/config.ts';

/** Where the API does as the legacy did (3.8), point by point. */
export interface StrictPoints {
  readonly nobody: boolean;
  readonly paging: boolean;
  readonly nulls: boolean;
  readonly protocolUpdate: boolean;
  readonly logLines: boolean;
  readonly language: boolean;
  readonly phone: boolean;
  readonly languageCodes: boolean;
  readonly email: boolean;
  readonly numberOwner: boolean;
}

/** Each point has its own setting; CONSULTANTS_STRICT sets those that are not set themselves. */
export function strictPoints(config: Config): StrictPoints {
  const all = config.CONSULTANTS_STRICT;
  return {
    nobody: config.CONSULTANTS_STRICT_NOBODY ?? all,
    paging: config.CONSULTANTS_STRICT_PAGING ?? all,
    nulls: config.CONSULTANTS_STRICT_NULLS ?? all,
    protocolUpdate: config.CONSULTANTS_STRICT_PROTOCOL_UPDATE ?? all,
    logLines: config.CONSULTANTS_STRICT_LOG_LINES ?? all,
    language: config.CONSULTANTS_STRICT_LANGUAGE ?? all,
    phone: config.CONSULTANTS_STRICT_PHONE ?? all,
    languageCodes: config.CONSULTANTS_STRICT_LANGUAGE_CODES ?? all,
    email: config.CONSULTANTS_STRICT_EMAIL ?? all,
    numberOwner: config.CONSULTANTS_STRICT_NUMBER_OWNER ?? all,
  };
}
