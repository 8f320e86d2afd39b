import { once } from 'node:events';
import { pathsIn } from '../../runtime/paths.ts';
import { loadConfig } from '../../schemas/config.ts';
import { takeLock } from '../../tools/lock.mjs';
import { CommandFailed } from '../failure.ts';
import { addressTable } from './addresses.ts';
import { demonstrate } from './demonstration.ts';
import { watchInterruption } from './interruption.ts';
import { endLeftover } from './leftover.ts';
import { createOutput } from './output.ts';
import { makePlan } from './plan.ts';
import { createSupervisor } from './supervisor.ts';

/** Beyond the worker's grace: the API before it, the simulators and Temporal after it. */
const OTHERS_STOP_WITHIN_MS = 7_000;

export interface UpOptions {
  /** Run the demonstration. */
  readonly demo: boolean;
  /** End after it. */
  readonly exit: boolean;
}

/**
 * Runs everything that the configuration does not place elsewhere, shows that it works, and stays until it is told to stop.
 * @returns whether the demonstration, if one was asked for, came out well
 * @throws CommandFailed, ConfigError, PortInUseError, TemporalBinaryError
 */
export async function up({ demo, exit }: UpOptions): Promise<boolean> {
  const startedAt = Date.now();
  const config = loadConfig();
  const paths = pathsIn(config.PLANTAO_HOME);
  const lock = takeLock(paths.upLock);
  if ('heldBy' in lock) {
    const { heldBy } = lock;
    throw new CommandFailed(`Plantão is already running (pid ${heldBy}); stop it or use another PLANTAO_HOME.`);
  }

  const { writeLine, say, print } = createOutput(process.stdout);
  const stopWithinMs = config.SHUTDOWN_GRACE_SECONDS * 1_000 + OTHERS_STOP_WITHIN_MS;
  const supervisor = createSupervisor({ writeLine, say, stopWithinMs });
  const interruption = watchInterruption(() => supervisor.kill());
  const { signal } = interruption;
  signal.addEventListener('abort', () => void supervisor.stop());
  try {
    await endLeftover('Temporal server', paths.temporalPid, say);
    const plan = await makePlan(config);
    for (const child of plan.children) await supervisor.start(child);
    say(`everything is running (${((Date.now() - startedAt) / 1_000).toFixed(1)} s)`);

    const context = { addresses: plan.addresses, config: plan.config, print, signal };
    const { ok } = demo ? await demonstrate(context) : { ok: true };
    print(addressTable(plan.addresses));
    if (exit) return ok;
    say('stop with Ctrl-C');
    if (!signal.aborted) await once(signal, 'abort');
    return true;
  } catch (error) {
    if (signal.aborted) return !exit; // stopped half-way: that is a failure only of a demonstration
    throw error;
  } finally {
    await supervisor.stop();
    interruption.release();
    lock.release();
  }
}
