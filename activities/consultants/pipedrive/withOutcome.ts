import { ConsultantError, type ConsultantFailureType } from '../errors.ts';

/** Failures after which a write may have taken effect nevertheless, or may still do so. */
const DOUBTFUL: ReadonlySet<ConsultantFailureType> = new Set([
  'pipedrive-unavailable',
  'pipedrive-timed-out',
  'pipedrive-answer-unreadable',
]);

/**
 * Tells a write that failed from one whose outcome is unknown. The second may be looked up only after `settleMs`, when even a
 * late effect has happened: looked up earlier it would be missed, and made twice.
 * @throws ConsultantError `pipedrive-outcome-unknown`, to be retried after `settleMs`; others as they are
 */
export async function withOutcome<T>(write: Promise<T>, settleMs: number): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (!(error instanceof ConsultantError && DOUBTFUL.has(error.type))) throw error;
    throw new ConsultantError('pipedrive-outcome-unknown', `It is unknown whether it was done: ${error.message}`, {
      cause: error,
      retryAfterMs: settleMs,
    });
  }
}
