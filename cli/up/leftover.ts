import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity, readLock } from '../../tools/lock.mjs';

const WILLING_MS = 5_000;

/**
 * Ends the program that an earlier run left behind because it was killed itself. Only the very process that was recorded:
 * pid and start time must both agree.
 */
export async function endLeftover(name: string, pidFile: string, say: (text: string) => void): Promise<void> {
  const identity = readLock(pidFile);
  const pid = Number.parseInt(identity, 10);
  const lives = () => identity.includes(' ') && processIdentity(pid) === identity;
  if (lives()) {
    say(`ending the ${name} (pid ${pid}) that an earlier run left behind`);
    process.kill(pid, 'SIGTERM');
    for (const deadline = Date.now() + WILLING_MS; lives() && Date.now() < deadline;) await sleep(50);
    if (lives()) process.kill(pid, 'SIGKILL');
    while (lives()) await sleep(50);
  }
  rmSync(pidFile, { force: true });
}
