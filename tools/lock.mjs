import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What tells a process from every later one with the same number: pid and start time. Containers give out the same
 * few numbers at each start, so the pid alone would take a stranger for the owner. Empty when nothing runs there.
 * @param {number} pid
 */
export function processIdentity(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return '';
  }
  return `${pid} ${startTime(pid)}`.trim();
}

function startTime(pid) {
  try {
    // The second field is the command in brackets and may hold spaces; the start time is the 20th after it.
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19];
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return ''; // no way to ask on this system: the pid alone has to do
  }
}

/**
 * Takes the lock file `path`. Its content arrives with it (a hard link), so no one ever reads half of it.
 * @param {string} path
 * @returns {{ release: () => void } | { heldBy: number }}
 */
export function takeLock(path) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const mine = processIdentity(process.pid);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, mine);
  try {
    for (;;) {
      if (linked(draft, path)) return { release: () => readLock(path) === mine && rmSync(path, { force: true }) };
      const holder = readLock(path);
      const pid = Number.parseInt(holder, 10);
      if (holder !== '' && processIdentity(pid) === holder) return { heldBy: pid };
      discardStale(path, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The identity written in the file `path`; empty when there is none. */
export function readLock(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves the dead holder's file away; puts it back when another process was quicker and it is no longer the dead one's. */
function discardStale(path, holder) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (readLock(aside) !== holder) linked(aside, path);
  rmSync(aside, { force: true });
}
