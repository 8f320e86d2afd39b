import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Resolves when something accepts connections at `port` of this machine.
 * @throws AbortError when the signal fires first
 */
export async function portAnswers(port: number, signal: AbortSignal): Promise<void> {
  while (!(await accepts(port))) await sleep(50, undefined, { signal });
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false; // refused: not yet
  } finally {
    socket.destroy();
  }
}
