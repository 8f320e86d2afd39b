import type { Config } from '../../schemas/config.ts';
import type { Addresses } from './addresses.ts';

export interface DemonstrationContext {
  readonly addresses: Addresses;
  /** Ports and addresses as the running children have them. */
  readonly config: Config;
  readonly print: (text: string) => void;
  /** Fires when the reader wants to stop. */
  readonly signal: AbortSignal;
}

/** Shows in front of the reader that the running system works. */
export async function demonstrate({ addresses, signal }: DemonstrationContext): Promise<{ ok: boolean }> {
  const { ok } = await fetch(new URL('/health', addresses.console), { signal });
  return { ok };
}
