import { pathsIn } from '../../runtime/paths.ts';
import type { Config } from '../../schemas/config.ts';
import { takeLock } from '../../tools/lock.mjs';
import { CommandFailed } from '../failure.ts';
import { watchInterruption } from './interruption.ts';
import { endLeftover } from './leftover.ts';
import type { Output } from './output.ts';
import type { Plan } from './plan.ts';
import { createSupervisor } from './supervisor.ts';

/** Beyond the worker's grace: the API before it, the simulators and Temporal after it. */
const OTHERS_STOP_WITHIN_MS = 7_000;

export interface SupervisedOptions extends Pick<Output, 'writeLine' | 'say'> {
  readonly config: Config;
  /** What is to run; made once nothing else runs in this folder. */
  readonly plan: () => Promise<Plan>;
}

/** What can be done while the children run; `signal` fires when the reader wants to stop, and they are being stopped. */
export type SupervisedWork<T> = (plan: Plan, signal: AbortSignal) => Promise<T>;

/**
 * Runs the children of a plan for as long as `work` takes; then, or at Ctrl-C, stops them in order.
 * @returns what `work` did; null when the reader stopped it half-way
 * @throws CommandFailed when something else runs in this folder or a child does not start; what `plan` and `work` throw
 */
export async function supervised<T>(options: SupervisedOptions, work: SupervisedWork<T>): Promise<T | null> {
  const { config, writeLine, say } = options;
  const paths = pathsIn(config.PLANTAO_HOME);
  const lock = takeLock(paths.upLock);
  if ('heldBy' in lock) {
    const { heldBy } = lock;
    throw new CommandFailed(`Plantão is already running (pid ${heldBy}); stop it or use another PLANTAO_HOME.`);
  }

  const stopWithinMs = config.SHUTDOWN_GRACE_SECONDS * 1_000 + OTHERS_STOP_WITHIN_MS;
  const supervisor = createSupervisor({ writeLine, say, stopWithinMs });
  const interruption = watchInterruption(() => supervisor.kill());
  const { signal } = interruption;
  signal.addEventListener('abort', () => void supervisor.stop());
  try {
    await endLeftover('Temporal server', paths.temporalPid, say);
    const plan = await options.plan();
    for (const step of plan.steps) await Promise.all(step.map((child) => supervisor.start(child)));
    return await work(plan, signal);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  } finally {
    await supervisor.stop();
    interruption.release();
    lock.release();
  }
}
