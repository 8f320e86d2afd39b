import { randomUUID } from 'node:crypto';
import { Client, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { TemporalServer } from '../../../runtime/temporalServer.ts';
import { sharedTemporal } from '../../support/temporal.ts';
import { workflowBundle } from './workflowBundle.ts';

export interface Running {
  readonly client: Client;
  readonly taskQueue: string;
  /** Starts a workflow on the worker's own queue. */
  start(workflowType: string, input?: unknown): Promise<WorkflowHandle>;
}

/** Runs `body` beside a worker with these activities, on a task queue of its own. */
export async function runWorker<T>(
  activities: object,
  body: (running: Running) => Promise<T>,
  server?: TemporalServer,
): Promise<T> {
  const code = await workflowBundle();
  const { address, namespace } = server ?? (await sharedTemporal());
  const connection = await NativeConnection.connect({ address });
  try {
    const taskQueue = `test-${randomUUID()}`;
    const client = new Client({ connection, namespace });
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      workflowBundle: { code },
      activities,
      // A cancel reaches an activity with the answer to a heartbeat.
      maxHeartbeatThrottleInterval: '50 milliseconds',
    });
    return await worker.runUntil(
      body({
        client,
        taskQueue,
        start: (workflowType, input) =>
          client.workflow.start(workflowType, {
            workflowId: `${taskQueue}-${workflowType}`,
            taskQueue,
            args: input === undefined ? [] : [input],
          }),
      }),
    );
  } finally {
    await connection.close();
  }
}
