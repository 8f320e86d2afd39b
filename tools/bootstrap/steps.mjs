import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../lock.mjs';

/** A failure whose message is the whole story for the reader: what happened and what to do. */
export class BootstrapError extends Error {
  name = 'BootstrapError';
}

const QUIET_MS = 2_000;
const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1_000).toFixed(1)} s`;

/**
 * Runs one step. What takes less than two seconds is not worth a line; the rest says what it does, how long it has been
 * at it, and how long it took.
 * @template T
 * @param {string} what e.g. `installing packages`
 * @param {() => Promise<T>} work
 * @param {{ out?: NodeJS.WriteStream, quietMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function step(what, work, { out = process.stdout, quietMs = QUIET_MS } = {}) {
  const startedAt = Date.now();
  let shown = false;
  const show = () => {
    if (out.isTTY) out.write(`\r  … ${what} (${seconds(startedAt)}) `);
    else out.write(`  … ${what}${shown ? ` (${seconds(startedAt)})` : ''}\n`);
    shown = true;
  };
  let repeat;
  const first = setTimeout(() => {
    show();
    repeat = setInterval(show, out.isTTY ? 1_000 : 30_000);
  }, quietMs);
  let mark = '✗';
  try {
    const result = await work();
    if (result?.ok !== false) mark = '✓';
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
    if (shown) out.write(`${out.isTTY ? '\r' : ''}  ${mark} ${what} (${seconds(startedAt)})      \n`);
  }
}

/**
 * Runs `work` while holding the lock file `path`; waits for another bootstrap that holds it.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(path, work) {
  let lock = takeLock(path);
  if ('heldBy' in lock) {
    const { heldBy } = lock;
    lock = await step(`waiting for the same work in process ${heldBy} (lock ${path})`, () => lockWhenFree(path));
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function lockWhenFree(path) {
  for (;;) {
    const lock = takeLock(path);
    if ('release' in lock) return lock;
    await sleep(200);
  }
}
