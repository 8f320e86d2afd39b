import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection } from '@temporalio/worker';
import { backoffMs } from '../rules/backoff.ts';
import type { Logger } from '../runtime/logger.ts';

const BACKOFF = { firstMs: 500, longestMs: 10_000 };

/**
 * Connects to Temporal, however long it is away; each failure is said (postmortems of others: a silent worker is an outage).
 * @returns null when told to stop meanwhile
 */
export async function connectPatiently(
  address: string,
  log: Logger,
  stopping: AbortSignal,
): Promise<NativeConnection | null> {
  for (let attempt = 1; !stopping.aborted; attempt++) {
    try {
      return await NativeConnection.connect({ address });
    } catch (error) {
      const waitMs = Math.round(backoffMs(BACKOFF, attempt, Math.random()));
      log.warn(
        { address, attempt, waitMs, reason: error instanceof Error ? error.message : String(error) },
        'Temporal is not there; trying again',
      );
      await sleep(waitMs, undefined, { signal: stopping }).catch(() => undefined); // woken to stop: the loop ends
    }
  }
  return null;
}
