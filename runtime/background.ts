import { constants, getPriority, setPriority } from 'node:os';

/** How far work that nobody waits for stands behind the rest: with every core busy, it gets about a tenth of them. */
const STEP = 10;

/**
 * Puts this process behind those that somebody waits for: on a machine with enough to do, answers of the API come first and
 * hand-overs a little later.
 */
export function goToBackground(): void {
  setPriority(Math.min(getPriority() + STEP, constants.priority.PRIORITY_LOW));
}

interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** A command that runs there from its first thread on, which Windows has no word for. */
export const inBackground = ({ command, args }: Command): Command =>
  process.platform === 'win32' ? { command, args } : { command: 'nice', args: ['-n', String(STEP), command, ...args] };
