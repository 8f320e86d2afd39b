import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { sharedTemporal } from './temporal.ts';

export interface FreshNamespace {
  readonly address: string;
  readonly namespace: string;
  readonly client: Client;
  close(): Promise<void>;
}

/** A namespace of the shared server that nobody else uses: without search attributes, schedules or runs. */
export async function freshNamespace(): Promise<FreshNamespace> {
  const { address } = await sharedTemporal();
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  return { address, namespace, client: new Client({ connection, namespace }), close: () => connection.close() };
}
