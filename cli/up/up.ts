import { once } from 'node:events';
import { loadConfig } from '../../schemas/config.ts';
import { addressTable } from './addresses.ts';
import { demonstrate } from './demonstration.ts';
import { loginHint } from './login.ts';
import { createOutput } from './output.ts';
import { makePlan } from './plan.ts';
import { supervised } from './supervised.ts';

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
  const { writeLine, say, print } = createOutput(process.stdout);
  const ok = await supervised({ config, writeLine, say, plan: () => makePlan(config) }, async (plan, signal) => {
    say(`everything is running (${((Date.now() - startedAt) / 1_000).toFixed(1)} s)`);
    const context = { addresses: plan.addresses, config: plan.config, print, signal };
    const { ok: shown, hints } = demo ? await demonstrate(context) : { ok: true };
    print(addressTable(plan.addresses, hints));
    print(await loginHint(plan.config));
    if (exit) return shown;
    say('stop with Ctrl-C');
    if (!signal.aborted) await once(signal, 'abort');
    return true;
  });
  return ok ?? !exit; // stopped half-way: that is a failure only of a demonstration
}
