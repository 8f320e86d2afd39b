import { workerEnvironment, workerFlags } from '../../runtime/workerMemory.ts';
import { pathsIn, type Paths } from '../../runtime/paths.ts';
import { claimPort } from '../../runtime/ports.ts';
import { childEnvironment, loadConfig, type Config, type SettingName } from '../../schemas/config.ts';
import type { Addresses } from './addresses.ts';
import { nodeChild, temporalChild, type ChildSpec } from './children.ts';
import { portAnswers } from '../../runtime/portAnswers.ts';

const leash = new URL('leash.ts', import.meta.url).href;

/** Settings as text, as they go into a child's environment. */
export type Settings = Partial<Record<SettingName, string>>;

interface Part {
  /** What the other parts have to know of this one. */
  readonly settings: Settings;
  readonly child: (settings: Settings) => ChildSpec;
}

export interface Plan {
  /** In the order they start. */
  readonly children: readonly ChildSpec[];
  readonly addresses: Addresses;
  /** What the children are given: every port and address filled in. */
  readonly config: Config;
}

export interface PlanOptions {
  /** Settings that the children are given beyond our own environment. */
  readonly settings?: Settings;
  /** Only what runs need, Temporal and a worker: no API, no simulator. */
  readonly bare?: boolean;
}

/**
 * What has to run under this configuration: the parts that it does not name an address of.
 * @throws PortInUseError naming the port and its setting
 */
export async function makePlan(config: Config, { settings: given, bare = false }: PlanOptions = {}): Promise<Plan> {
  const paths = pathsIn(config.PLANTAO_HOME);
  const temporal = config.TEMPORAL_ADDRESS === undefined ? await temporalPart(config, paths) : undefined;
  const dialer = config.DIALER_BASE_URL === undefined && !bare ? await dialerPart(config) : undefined;
  const worker = await workerPart(config);
  const api = bare ? undefined : await apiPart(config);
  const parts = [temporal, dialer, worker, api].filter((part) => part !== undefined);
  const settings = parts.reduce<Settings>((all, part) => ({ ...all, ...part.settings }), {
    ...given,
    PLANTAO_HOME: paths.home,
  });

  const { API_HOST, API_PORT, TEMPORAL_UI_PORT, ...rest } = loadConfig(childEnvironment(settings));
  const origin = `http://${API_HOST === '0.0.0.0' ? '127.0.0.1' : API_HOST}:${API_PORT}`;
  return {
    children: parts.map((part) => part.child(settings)),
    addresses: {
      console: origin,
      apiDocs: `${origin}/docs`,
      temporalWeb: temporal ? `http://127.0.0.1:${TEMPORAL_UI_PORT}` : null,
    },
    config: { API_HOST, API_PORT, TEMPORAL_UI_PORT, ...rest },
  };
}

async function temporalPart(config: Config, paths: Paths): Promise<Part> {
  const port = await claimPort('TEMPORAL_PORT', config.TEMPORAL_PORT);
  const uiPort = await claimPort('TEMPORAL_UI_PORT', config.TEMPORAL_UI_PORT);
  return {
    settings: { TEMPORAL_ADDRESS: `127.0.0.1:${port}`, TEMPORAL_UI_PORT: String(uiPort) },
    child: () => temporalChild({ port, uiPort, namespace: config.TEMPORAL_NAMESPACE }, paths),
  };
}

async function dialerPart(config: Config): Promise<Part> {
  const port = await claimPort('SIMULATOR_DIALER_PORT', config.SIMULATOR_DIALER_PORT);
  return {
    settings: { DIALER_BASE_URL: `http://127.0.0.1:${port}/api/v1`, DIALER_TOKEN: 'sim-token-1' },
    child: (env) =>
      nodeChild('dialer', ['--import', leash, 'simulators/dialer/main.ts', '--port', String(port)], {
        env,
        healthy: ({ signal }) => portAnswers(port, signal),
        stopWithinMs: 1_000,
      }),
  };
}

async function workerPart(config: Config): Promise<Part> {
  // Its own 0 means "none", so there is nothing to claim then.
  if (config.WORKER_METRICS_PORT !== 0) await claimPort('WORKER_METRICS_PORT', config.WORKER_METRICS_PORT);
  const stopWithinMs = (config.SHUTDOWN_GRACE_SECONDS + 1) * 1_000;
  return {
    settings: {},
    child: (env) =>
      nodeChild('worker', [...workerFlags(config), 'workers/main.ts'], {
        env: { ...env, ...workerEnvironment },
        stopWithinMs,
      }),
  };
}

async function apiPart(config: Config): Promise<Part> {
  const port = await claimPort('API_PORT', config.API_PORT, config.API_HOST);
  return {
    settings: { API_PORT: String(port) },
    child: (env) => nodeChild('api', ['api/main.ts'], { env, stopWithinMs: 2_000 }),
  };
}
