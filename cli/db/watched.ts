import { watchInterruption } from '../up/interruption.ts';
import { explain } from './open.ts';
import { createRowProgress, type RowProgress } from './progress.ts';

/** What a shell reports of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

export const LEFT_UNFINISHED =
  'If rows were written, the database says that it is unfinished; the same command begins anew.';

/**
 * Runs work over many rows with its progress in front of the reader. Ctrl-C ends it in order after the rows that are
 * being written, and with them the command.
 * @param left what an interrupted one leaves behind, for the reader
 */
export async function watched(
  options: { readonly json: boolean; readonly left: string },
  work: (progress: RowProgress) => Promise<void>,
): Promise<void> {
  const { signal, release } = watchInterruption(() => process.exit(INTERRUPTED));
  const progress = createRowProgress(process.stderr, { silent: options.json, signal });
  try {
    await work(progress);
  } catch (error) {
    if (!signal.aborted) throw explain(error);
    progress.end();
    console.error(`Interrupted. ${options.left}`);
    process.exitCode = INTERRUPTED;
  } finally {
    progress.end();
    release();
  }
}
