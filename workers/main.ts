import { once } from 'node:events';
import { Client } from '@temporalio/client';
import { Worker, type NativeConnection } from '@temporalio/worker';
import { goToBackground } from '../runtime/background.ts';
import { databaseUrl } from '../runtime/databaseUrl.ts';
import { exitWithParent } from '../runtime/exitWithParent.ts';
import { createLogger, type Logger } from '../runtime/logger.ts';
import { pathsIn } from '../runtime/paths.ts';
import { temporalAddress } from '../runtime/temporal.ts';
import { ConfigError, loadConfig, type Config } from '../schemas/config.ts';
import { robotOwner } from '../stores/migrations/legacy/robotOwner.ts';
import { openStore } from '../stores/open.ts';
import { BundleError, usableBundle } from './bundle.ts';
import { connectPatiently } from './connect.ts';
import type { Background } from './loop.ts';
import { integrations, integrationsOf, type WorkerContext } from './registry.ts';
import { reconcileSchedules } from './schedules.ts';
import { provisionSearchAttributes } from './searchAttributes.ts';
import { installTelemetry, logFieldsInterceptor } from './telemetry.ts';

/** About 1 MB each; a run's history is short, so more would only cost memory. */
const CACHED_WORKFLOWS = 50;

/** A cancel reaches a window with the answer to a heartbeat, so an operator waits about so long for it. */
const HEARTBEATS_AT_MOST_EVERY = '2 seconds';

/** After a crash, runs that this worker had in its cache wait so long for it before another one takes them. */
const CACHED_RUN_WAITS = '3 seconds';

interface Setup {
  readonly config: Config;
  readonly log: Logger;
  /** Fires when this process is told to stop. */
  readonly stopping: AbortSignal;
}

async function main(): Promise<void> {
  goToBackground();
  const config = loadConfig();
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort(signal));
  exitWithParent();
  const log = await createLogger({
    name: 'worker',
    level: config.LOG_LEVEL,
    format: config.LOG_FORMAT,
    directory: pathsIn(config.PLANTAO_HOME).logs,
  });
  try {
    await run({ config, log, stopping: stopping.signal });
    log.info('stopped');
  } catch (err) {
    if (err instanceof ConfigError || err instanceof BundleError) throw err;
    log.fatal({ err }, 'the worker cannot go on');
    process.exitCode = 1;
  }
}

/** Opens everything, serves until told to stop, and closes everything. */
async function run({ config, log, stopping }: Setup): Promise<void> {
  // All of them, whatever this process runs: schedules that nobody declares are deleted.
  const declared = integrations.flatMap(({ schedules }) => schedules(config));
  const codePath = usableBundle(config.PLANTAO_HOME);
  const store = await openStore(databaseUrl(config));
  try {
    await store.migrate({ owner: robotOwner(config), say: (sentence) => log.info(sentence) });
    // Not before: what it starts ends with the last connection, and without one it would keep the process alive.
    installTelemetry(log, config.WORKER_METRICS_PORT);
    const connection = await connectPatiently(temporalAddress(config), log, stopping);
    if (!connection) return;
    try {
      const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
      await provisionSearchAttributes(client, config.TEMPORAL_NAMESPACE);
      const context = { config, store, client, log };
      const workers = await createWorkers(context, connection, codePath);
      const schedules = config.WORKER_SCHEDULES ? await reconcileSchedules(client, declared) : 'left alone';
      log.info({ queues: integrationsOf(config).map(({ taskQueue }) => taskQueue), schedules }, 'ready');
      const beside = integrationsOf(config).flatMap(({ background }) => background?.(context) ?? []);
      await serve(workers, beside, stopping);
    } finally {
      await connection.close();
    }
  } finally {
    await store.close();
  }
}

/** One worker an integration, on its queue. */
const createWorkers = (
  context: WorkerContext,
  connection: NativeConnection,
  codePath: string,
): Promise<readonly Worker[]> =>
  Promise.all(
    integrationsOf(context.config).map(({ taskQueue, maxActivities, activities, workflows = true }) =>
      Worker.create({
        connection,
        namespace: context.config.TEMPORAL_NAMESPACE,
        taskQueue,
        ...(workflows && { workflowBundle: { codePath } }),
        activities: activities(context),
        interceptors: { activity: [logFieldsInterceptor] },
        maxConcurrentActivityTaskExecutions: maxActivities,
        maxCachedWorkflows: CACHED_WORKFLOWS,
        stickyQueueScheduleToStartTimeout: CACHED_RUN_WAITS,
        maxHeartbeatThrottleInterval: HEARTBEATS_AT_MOST_EVERY,
        shutdownGraceTime: `${context.config.SHUTDOWN_GRACE_SECONDS} seconds`,
        shutdownForceTime: `${context.config.SHUTDOWN_GRACE_SECONDS + 2} seconds`,
      }),
    ),
  );

/** Polls every queue until told to stop, then waits for what is in flight; what hands on work ends before what does it. */
async function serve(workers: readonly Worker[], beside: readonly Background[], stopping: AbortSignal): Promise<void> {
  const running = Promise.all(workers.map((worker) => worker.run()));
  const told = stopping.aborted ? Promise.resolve() : once(stopping, 'abort');
  process.send?.('ready');
  try {
    await Promise.race([running, told]);
  } finally {
    await Promise.all(beside.map((loop) => loop.stop()));
  }
  for (const worker of workers) worker.shutdown();
  await running;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof BundleError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
