import { program } from '../../runtime/program.ts';
import { watchInterruption } from '../up/interruption.ts';
import type { CallsContext } from './context.ts';
import { print } from './output.ts';
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
    const exitCode = await watch(context, workflowId, { ...options, signal });
    if (exitCode === null) await sayHowToGoOn(context, workflowId, options);
    process.exitCode = exitCode ?? INTERRUPTED;
  } finally {
    release();
  }
}

async function sayHowToGoOn({ store }: CallsContext, workflowId: string, { json, runId }: WatchOptions): Promise<void> {
  if (json)
    print(json, { ...((await store.execution(workflowId, runId)) ?? { workflowId }), exitCode: null }, () => '');
  console.error(`The run goes on. Follow it with: ${program} calls watch ${workflowId}`);
  console.error(`End it with: ${program} calls cancel ${workflowId}`);
}
