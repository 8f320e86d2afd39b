import { toProblem } from './toProblem.ts';

/** What a run says of itself; null also while Temporal is away: a record is worth reading then. */
export async function liveOrNull<T>(ask: () => Promise<T | null>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (toProblem(error, {}).status === 503) return null;
    throw error;
  }
}
