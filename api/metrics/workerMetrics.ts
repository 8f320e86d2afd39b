import ky from 'ky';

/** On this machine it answers in milliseconds or not at all. */
const TIMEOUT_MS = 1_000;

/** The SDK's metrics of the worker on this machine; a worker that is not there is a comment, not an error. */
export async function workerMetrics(port: number): Promise<string> {
  if (port === 0) return '# worker: metrics are switched off\n';
  try {
    return await ky.get(`http://127.0.0.1:${port}/metrics`, { timeout: TIMEOUT_MS, retry: 0 }).text();
  } catch {
    return '# worker: not reached\n'; // absence is a finding of its own: temporal_* series are missing
  }
}
