import { watchInterruption } from '../up/interruption.ts';
import type { CallsContext } from './context.ts';
import { watch, type WatchOptions } from './watch.ts';

/** What a shell reports of a program that Ctrl-C has ended: the outcome of the run is not known yet. */
const INTERRUPTED = 130;

/** Follows a run until it ends or Ctrl-C ends the watch, and makes its exit code the command's. */
export async function watchHere(
  context: CallsContext,
  workflowId: string,
  options: Omit<WatchOptions, 'signal'>,
): Promise<void> {
  const { signal, release } = watchInterruption(() => process.exit(INTERRUPTED));
  try {
    process.exitCode = (await watch(context, workflowId, { ...options, signal })) ?? INTERRUPTED;
  } finally {
    release();
  }
}
