import { join } from 'node:path';
import { Child } from '../../../bench/support/child.ts';
import type { Product } from '../../../bench/support/product.ts';
import { told } from './calls.ts';

/** `NODE_OPTIONS` of a process for which it is `instant` now. Temporal's server and its workflows keep the real time. */
export function clockAt(instant: string): string {
  const shiftMs = Date.parse(instant) - Date.now();
  const code = `const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...parts) { super(...(parts.length > 0 ? parts : [Real.now() + (${shiftMs})])); }
      static now() { return Real.now() + (${shiftMs}); }
    };`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

/** A worker of the product that believes it is `instant`, and the vendor with it. Its host's zone is UTC. */
export async function workerAt(product: Product, instant: string): Promise<Child> {
  const worker = new Child({
    env: { ...product.env, TZ: 'UTC', NODE_OPTIONS: clockAt(instant) },
    folder: join(product.folder, 'logs'),
    name: 'worker',
    script: 'workers/main.ts',
    ready: 'ipc',
  });
  await told(product.simulate('PUT', '/__clock', { now: instant, running: true }));
  await worker.start();
  return worker;
}
