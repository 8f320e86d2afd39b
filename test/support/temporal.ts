import { temporalBinary, TemporalBinaryError } from '../../runtime/paths.ts';
import { startTemporalServer, type TemporalServer } from '../../runtime/temporalServer.ts';
import { loadConfig } from '../../schemas/config.ts';

let shared: Promise<TemporalServer> | undefined;

/**
 * The suite's Temporal server: started at the first call, on free ports and in a folder of its own, with our search
 * attributes; stopped after the last test. Use a task queue and workflow ids of your own.
 */
export function sharedTemporal(): Promise<TemporalServer> {
  shared ??= start();
  return shared;
}

/** Ends the shared server if one was started. */
export async function stopSharedTemporal(): Promise<void> {
  await (await shared)?.stop();
  shared = undefined;
}

async function start(): Promise<TemporalServer> {
  const { PLANTAO_HOME, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE } = loadConfig();
  try {
    return await startTemporalServer({ binary: temporalBinary(PLANTAO_HOME).path });
  } catch (error) {
    if (!(error instanceof TemporalBinaryError) || TEMPORAL_ADDRESS === undefined) throw error;
    return { address: TEMPORAL_ADDRESS, namespace: TEMPORAL_NAMESPACE, pid: 0, stop: async () => undefined };
  }
}
