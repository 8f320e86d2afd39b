import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime, makeTelemetryFilterString } from '@temporalio/worker';
import { pathsIn } from '../../../runtime/paths.ts';
import { buildBundle } from '../../../workers/bundle.ts';

let built: Promise<string> | undefined;

/** The bundle of every workflow, made once for the suite. */
export function workflowBundle(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  // Before the first worker of this process; failures that tests provoke are not worth a line.
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
  });
  const home = mkdtempSync(join(tmpdir(), 'plantao-bundle-'));
  try {
    await buildBundle(home);
    return readFileSync(pathsIn(home).bundle, 'utf8');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
