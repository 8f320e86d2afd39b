import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { RequestLogDeps } from '../requestLog.ts';
import type { Gauges } from './gauges.ts';
import { setGauges } from './gauges.ts';
import { workerMetrics } from './workerMetrics.ts';

export interface MetricsDeps {
  readonly gauges: readonly Gauges[];
  readonly workerMetricsPort: number;
  readonly log: Logger;
}

export interface Metrics {
  readonly observe: RequestLogDeps['observe'];
  /** The page that Prometheus reads: this process, the business, the worker. */
  render(): Promise<string>;
}

export function createMetrics({ gauges, workerMetricsPort, log }: MetricsDeps): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'plantao_http_request_duration_seconds',
    help: 'Time to answer a request, by declared route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });

  /** Figures that cannot be read must not hide the others. */
  async function businessMetrics(read: Gauges): Promise<string> {
    const business = new Registry();
    try {
      setGauges(business, await read());
    } catch (err) {
      log.warn({ err }, 'business figures cannot be read');
      return '# business figures: not available\n';
    }
    return business.metrics();
  }

  return {
    observe: ({ method, route, status }, seconds) => durations.observe({ method, route, status }, seconds),
    async render() {
      const parts = [registry.metrics(), ...gauges.map(businessMetrics), workerMetrics(workerMetricsPort)];
      return (await Promise.all(parts)).join('\n');
    },
  };
}
