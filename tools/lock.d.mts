/** What tells a process from every later one with the same number; empty when nothing runs there. */
export function processIdentity(pid: number): string;
/** Takes the lock file, or says which process holds it. A dead holder's lock is taken over. */
export function takeLock(path: string): { release: () => void } | { heldBy: number };
/** The identity written in a lock or pid file; empty when there is none. */
export function readLock(path: string): string;
