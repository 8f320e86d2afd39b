import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is there; the test's own time limit bounds the wait. */
export async function until<T>(
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    await pause(20);
  }
}
