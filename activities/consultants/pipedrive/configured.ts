import { ConsultantError } from '../errors.ts';
import type { PushSettings } from '../pushToPipedrive.ts';
import { pipedriveRoot } from './address.ts';
import { createPipedrive, type Pipedrive } from './client.ts';

/** What the push needs of the configuration. */
export interface PipedriveConfig {
  readonly CONSULTANTS_PIPEDRIVE_PUSH: 'off' | PushSettings['object'];
  readonly PIPEDRIVE_BASE_URL?: string | undefined;
  readonly PIPEDRIVE_TOKEN?: string | undefined;
  readonly PIPEDRIVE_ALLOW_HTTP: boolean;
  readonly PIPEDRIVE_TIMEOUT_MS: number;
  readonly PIPEDRIVE_SETTLE_MS: number;
}

/**
 * The push that the configuration asks for.
 * @returns null when it is off
 * @throws ConsultantError `pipedrive-not-configured`
 */
export function configuredPush(config: PipedriveConfig): { pipedrive: Pipedrive; settings: PushSettings } | null {
  const { CONSULTANTS_PIPEDRIVE_PUSH: object, PIPEDRIVE_TOKEN: token } = config;
  if (object === 'off') return null;
  if (!token) throw new ConsultantError('pipedrive-not-configured', 'PIPEDRIVE_TOKEN must be set.');
  const pipedrive = createPipedrive({
    root: pipedriveRoot(config.PIPEDRIVE_BASE_URL, config.PIPEDRIVE_ALLOW_HTTP),
    token,
    timeoutMs: config.PIPEDRIVE_TIMEOUT_MS,
    now: Date.now,
  });
  return { pipedrive, settings: { object, settleMs: config.PIPEDRIVE_SETTLE_MS } };
}
