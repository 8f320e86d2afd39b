import { setTimeout as sleep } from 'node:timers/promises';

const SQLITE_BUSY = 5;
/** Above it stand kinds of an error, such as a file that another process is recovering after a crash. */
const PRIMARY_CODE = 0xff;
/** A writer holds the file for tens of milliseconds; ten seconds of waiting mean that one hangs. */
const GIVE_UP_AFTER_MS = 10_000;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & PRIMARY_CODE) === SQLITE_BUSY;

/**
 * Runs `work`, again and again while another process writes. SQLite's own waiting sleeps on the event loop in growing
 * steps and is unfair; a short sleep of ours keeps heartbeats going and the longest wait low.
 * @throws the last "database is locked" after ten seconds, any other error at once
 */
export async function whenFree<T>(work: () => T): Promise<T> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      await sleep(1 + Math.random());
    }
  }
}
