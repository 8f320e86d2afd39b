import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError, loadConfig } from '../schemas/config.ts';
import type { Config } from '../schemas/config.ts';
import { strictPoints } from '../activities/consultants/strictPoints.ts';
import { databaseUrl } from '../runtime/databaseUrl.ts';
import { exitWithParent } from '../runtime/exitWithParent.ts';
import { createLogger } from '../runtime/logger.ts';
import type { Logger } from '../runtime/logger.ts';
import { pathsIn } from '../runtime/paths.ts';
import { claimPort } from '../runtime/ports.ts';
import { createTemporalClient } from '../runtime/temporal.ts';
import { robotOwner } from '../stores/migrations/legacy/robotOwner.ts';
import { openStore } from '../stores/open.ts';
import { createApp } from './app.ts';
import { loadSigningKey } from './auth/signingKey.ts';
import { consultantsSettings } from './consultants/settings.ts';
import { integrations } from './registry.ts';
import { serve } from './serve.ts';
import { createCallStarters } from './starters/calls.ts';
import { createHandoverStarters } from './starters/consultants.ts';

const SWEEP_EVERY_MS = 3_600_000;
const CLOSING_MS = 1_000;

/** Sessions and kept answers that are over are deleted now and then. */
function sweepRegularly(access: { sweep(now: string): Promise<void> }, log: Logger): NodeJS.Timeout {
  const sweep = () => {
    access.sweep(new Date().toISOString()).catch((err: unknown) => log.warn({ err }, 'sweeping sessions failed'));
  };
  return setInterval(sweep, SWEEP_EVERY_MS).unref();
}

/** The old API wrote its lines to stderr; documented was stdout. */
function lineWriter(config: Config): (line: string) => void {
  const out = strictPoints(config).logLines ? process.stderr : process.stdout;
  return (line) => void out.write(`${line}\n`);
}

/** Opens everything and listens. Temporal may be away: reads go on, `/ready` says so. @returns how to stop */
async function start(config: Config, log: Logger): Promise<() => Promise<void>> {
  consultantsSettings(config); // refused before anything is opened
  const paths = pathsIn(config.PLANTAO_HOME);
  // Protocol numbers are told to people: a power cut must not bring back the number before.
  const store = await openStore(databaseUrl(config), { durable: true });
  await store.migrate({ owner: robotOwner(config), say: (sentence) => log.info(sentence) });
  const temporal = createTemporalClient(config);
  const starters = {
    calls: createCallStarters({ temporal, config, store: store.calls }),
    consultants: createHandoverStarters({ temporal }),
  };
  const app = createApp({
    config,
    log,
    access: store.access,
    signingKey: await loadSigningKey(config.AUTH_SECRET, paths.authSecret),
    checks: { database: store.ping, temporal: () => temporal.check() },
    integrations: integrations({ store, starters, config, now: () => new Date(), writeLine: lineWriter(config) }),
  });
  const port = await claimPort('API_PORT', config.API_PORT, config.API_HOST);
  const serving = await serve(app, config.API_HOST, port);
  const sweeping = sweepRegularly(store.access, log);
  log.info({ url: serving.url }, 'API listens');
  return async () => {
    clearInterval(sweeping);
    await serving.stop();
    // A connection that is being tried is not waited for.
    await Promise.race([temporal.close(), sleep(CLOSING_MS)]);
    await store.close();
  };
}

async function main(): Promise<void> {
  const config = loadConfig();
  const log = await createLogger({
    name: 'api',
    level: config.LOG_LEVEL,
    format: config.LOG_FORMAT,
    directory: pathsIn(config.PLANTAO_HOME).logs,
  });
  exitWithParent();
  try {
    const stop = await start(config, log);
    const end = async () => {
      try {
        await stop();
        log.info('API stopped');
        process.exit(0);
      } catch (err) {
        log.error({ err }, 'API did not stop in order');
        process.exit(1);
      }
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end());
    process.send?.('ready');
  } catch (err) {
    if (err instanceof ConfigError) throw err;
    log.fatal({ err }, 'API cannot start');
    process.exitCode = 1;
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
