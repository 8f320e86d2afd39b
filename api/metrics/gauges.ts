import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** One figure of the business as it stands now, by its labels. */
export interface GaugeReading {
  /** In full: `plantao_calls_windows`. */
  readonly name: string;
  readonly help: string;
  readonly values: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[];
}

/** Reads an integration's figures, all at once. */
export type Gauges = () => Promise<readonly GaugeReading[]>;

/** Readings by one label, e.g. `{ complete: 3, failed: 1 }` by `state`. */
export const byLabel = (label: string, values: Readonly<Record<string, number>>): GaugeReading['values'] =>
  Object.entries(values).map(([name, value]) => ({ labels: { [label]: name }, value }));

/** Puts readings into a registry made for one answer. */
export function setGauges(registry: Registry, readings: readonly GaugeReading[]): void {
  for (const { name, help, values } of readings) {
    const labelNames = [...new Set(values.flatMap(({ labels = {} }) => Object.keys(labels)))];
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels = {}, value } of values) gauge.set(labels, value);
  }
}
