import { workerEnvironment, workerFlags } from '../../runtime/workerMemory.ts';
import { pathsIn, type Paths } from '../../runtime/paths.ts';
import { claimPort } from '../../runtime/ports.ts';
import { childEnvironment, loadConfig, type Config, type SettingName } from '../../schemas/config.ts';
import type { Addresses } from './addresses.ts';
import { nodeChild, temporalChild, type ChildSpec } from './children.ts';
import { portAnswers } from '../../runtime/portAnswers.ts';

const leash = new URL('leash.ts', import.meta.url).href;

const SIMULATOR_PORTS = { dialer: 'SIMULATOR_DIALER_PORT', pipedrive: 'SIMULATOR_PIPEDRIVE_PORT' } as const;
/** What simulators take by default. */
const TOKEN = 'sim-token-1';

/** Settings as text, as they go into a child's environment. */
export type Settings = Partial<Record<SettingName, string>>;

interface Part {
  /** What the other parts have to know of this one. */
  readonly settings: Settings;
  readonly child: (settings: Settings) => ChildSpec;
}

export interface Plan {
  /** In the order they start; those of one step start together. */
  readonly steps: readonly (readonly ChildSpec[])[];
  readonly addresses: Addresses;
  /** What the children are given: every port and address filled in. */
  readonly config: Config;
}

export interface PlanOptions {
  /** Settings that the children are given beyond our own environment. */
  readonly settings?: Settings;
  /** Only what runs need, Temporal and a worker: no API, no simulators. */
  readonly bare?: boolean;
}

/**
 * What has to run under this configuration: the parts that it does not name an address of.
 * @throws PortInUseError naming the port and its setting
 */
export async function makePlan(config: Config, { settings: given, bare = false }: PlanOptions = {}): Promise<Plan> {
  const paths = pathsIn(config.PLANTAO_HOME);
  const temporal = config.TEMPORAL_ADDRESS === undefined ? await temporalPart(config, paths) : undefined;
  const simulators = bare ? [] : await simulatorParts(config);
  const worker = await workerPart(config);
  const api = bare ? undefined : await apiPart(config);
  const steps = [[temporal, ...simulators], [worker], [api]].map((step) => step.filter((part) => part !== undefined));
  const settings = steps.flat().reduce<Settings>((all, part) => ({ ...all, ...part.settings }), {
    ...given,
    PLANTAO_HOME: paths.home,
  });

  const { API_HOST, API_PORT, TEMPORAL_UI_PORT, ...rest } = loadConfig(childEnvironment(settings));
  const origin = `http://${API_HOST === '0.0.0.0' ? '127.0.0.1' : API_HOST}:${API_PORT}`;
  return {
    steps: steps.map((step) => step.map((part) => part.child(settings))),
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

/** The vendors in small, none beside a real dialer: an installation that works is told of nothing that is not there. */
async function simulatorParts(config: Config): Promise<Part[]> {
  if (config.DIALER_BASE_URL !== undefined) return [];
  const dialer = await simulatorPart(config, 'dialer', (url) => ({ DIALER_BASE_URL: url, DIALER_TOKEN: TOKEN }));
  if (config.PIPEDRIVE_BASE_URL !== undefined) return [dialer];
  const push = config.CONSULTANTS_PIPEDRIVE_PUSH;
  const pipedrive = await simulatorPart(config, 'pipedrive', (url) => ({
    PIPEDRIVE_BASE_URL: url,
    PIPEDRIVE_TOKEN: TOKEN,
    CONSULTANTS_PIPEDRIVE_PUSH: push === 'off' ? 'activity' : push,
  }));
  return [dialer, pipedrive];
}

async function simulatorPart(
  config: Config,
  name: 'dialer' | 'pipedrive',
  settingsFor: (baseUrl: string) => Settings,
): Promise<Part> {
  const setting = SIMULATOR_PORTS[name];
  const port = await claimPort(setting, config[setting]);
  return {
    settings: settingsFor(`http://127.0.0.1:${port}/api/v1`),
    child: (env) =>
      nodeChild(name, ['--import', leash, `simulators/${name}/main.ts`, '--port', String(port)], {
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
