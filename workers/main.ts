import { Client } from '@temporalio/client';
import { Worker, type NativeConnection } from '@temporalio/worker';
import { databaseUrl } from '../runtime/databaseUrl.ts';
import { exitWithParent } from '../runtime/exitWithParent.ts';
import { createLogger, type Logger } from '../runtime/logger.ts';
import { pathsIn } from '../runtime/paths.ts';
import { temporalAddress } from '../runtime/temporal.ts';
import { loadConfig } from '../schemas/config.ts';
import { openStore } from '../stores/open.ts';
import { usableBundle } from './bundle.ts';
import { connectPatiently } from './connect.ts';
import { integrations, type WorkerContext } from './registry.ts';
import { reconcileSchedules } from './schedules.ts';
import { provisionSearchAttributes } from './searchAttributes.ts';
import { installTelemetry, logFieldsInterceptor } from './telemetry.ts';

/** About 1 MB each; a run's history is short, so more would only cost memory. */
const CACHED_WORKFLOWS = 50;

async function main(): Promise<void> {
  exitWithParent();
  const config = loadConfig();
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort(signal));

  const log = await createLogger({
    name: 'worker',
    level: config.LOG_LEVEL,
    format: config.LOG_FORMAT,
    directory: pathsIn(config.PLANTAO_HOME).logs,
  });
  const codePath = usableBundle(config.PLANTAO_HOME);
  installTelemetry(log, config.WORKER_METRICS_PORT);
  const store = await openStore(databaseUrl(config));
  await store.migrate();
  const connection = await connectPatiently(temporalAddress(config), log, stopping.signal);
  try {
    await serve(
      { config, store, client: new Client({ connection, namespace: config.TEMPORAL_NAMESPACE }) },
      { connection, codePath, log, stopping: stopping.signal },
    );
  } finally {
    await store.close();
    await connection.close();
  }
  log.info('stopped');
}

interface ServeOptions {
  readonly connection: NativeConnection;
  readonly codePath: string;
  readonly log: Logger;
  readonly stopping: AbortSignal;
}

/** Polls every integration's queue until told to stop, then waits for what is in flight. */
async function serve(context: WorkerContext, { connection, codePath, log, stopping }: ServeOptions): Promise<void> {
  const { config, client } = context;
  // Made before anything is polled: a cron that is refused must end the start.
  const declared = config.WORKER_SCHEDULES ? integrations.flatMap(({ schedules }) => schedules(config)) : null;
  await provisionSearchAttributes(client, config.TEMPORAL_NAMESPACE);
  const workers = await Promise.all(
    integrations.map(({ taskQueue, maxActivities, activities }) =>
      Worker.create({
        connection,
        namespace: config.TEMPORAL_NAMESPACE,
        taskQueue,
        workflowBundle: { codePath },
        activities: activities(context),
        interceptors: { activity: [logFieldsInterceptor] },
        maxConcurrentActivityTaskExecutions: maxActivities,
        maxCachedWorkflows: CACHED_WORKFLOWS,
        shutdownGraceTime: `${config.SHUTDOWN_GRACE_SECONDS} seconds`,
        shutdownForceTime: `${config.SHUTDOWN_GRACE_SECONDS + 2} seconds`,
      }),
    ),
  );
  const changes = declared && (await reconcileSchedules(client, declared));
  log.info({ queues: integrations.map(({ taskQueue }) => taskQueue), schedules: changes }, 'ready');
  process.send?.('ready');
  const shutdown = () => workers.forEach((worker) => worker.shutdown());
  stopping.addEventListener('abort', shutdown, { once: true });
  if (stopping.aborted) shutdown();
  await Promise.all(workers.map((worker) => worker.run()));
}

await main();
