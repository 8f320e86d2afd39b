import colours from 'picocolors';
import { inBackground } from '../../runtime/background.ts';
import { root, temporalBinary, type Paths } from '../../runtime/paths.ts';
import { temporalHealthy, temporalServerArgs, type TemporalServerSettings } from '../../runtime/temporalServer.ts';
import type { ChildSpec } from './child.ts';

export type { ChildSpec } from './child.ts';

/** A first start makes and migrates the database on a machine that is busy with everything else that starts. */
const HEALTHY_WITHIN_MS = 60_000;

interface NodeChildOptions extends Pick<ChildSpec, 'stopWithinMs'> {
  readonly env: Readonly<Record<string, string>>;
  /** @default when it sends `ready` */
  readonly healthy?: ChildSpec['healthy'];
}

/** A process of ours, from the same Node as this one: its main ends when we do and writes lines meant to be read. */
export const nodeChild = (name: string, args: readonly string[], options: NodeChildOptions): ChildSpec => ({
  name,
  command: process.execPath,
  args,
  cwd: root,
  env: { LOG_FORMAT: 'pretty', ...(colours.isColorSupported && { FORCE_COLOR: '1' }), ...options.env },
  healthy: options.healthy ?? (({ said }) => said('ready')),
  healthyWithinMs: HEALTHY_WITHIN_MS,
  stopWithinMs: options.stopWithinMs,
  ipc: true,
});

/** The Temporal server; its file is kept from run to run. */
export function temporalChild(settings: Omit<TemporalServerSettings, 'dbFilename'>, paths: Paths): ChildSpec {
  const { path, serverVersion } = temporalBinary(paths.home);
  return {
    name: 'temporal',
    ...inBackground({
      command: path,
      args: temporalServerArgs({ ...settings, dbFilename: paths.temporalFile(serverVersion) }),
    }),
    cwd: paths.home,
    healthy: ({ signal }) => temporalHealthy(`127.0.0.1:${settings.port}`, settings.namespace, signal),
    healthyWithinMs: HEALTHY_WITHIN_MS,
    stopWithinMs: 2_500,
    pidFile: paths.temporalPid,
    logFile: paths.temporalLog,
  };
}
