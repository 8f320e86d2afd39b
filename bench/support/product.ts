import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { issueApiKey } from '../../api/auth/apiKeys.ts';
import type { CallStarters } from '../../api/calls/deps.ts';
import { createCallStarters } from '../../api/starters/calls.ts';
import { databaseUrl } from '../../runtime/databaseUrl.ts';
import { pathsIn } from '../../runtime/paths.ts';
import { freePorts } from '../../runtime/ports.ts';
import { workerEnvironment, workerFlags } from '../../runtime/workerMemory.ts';
import { createTemporalClient } from '../../runtime/temporal.ts';
import {
  startTemporalServer,
  type StartTemporalServerOptions,
  type TemporalServer,
} from '../../runtime/temporalServer.ts';
import { loadConfig, type Config } from '../../schemas/config.ts';
import { openStore, type Store } from '../../stores/open.ts';
import { buildBundle } from '../../workers/bundle.ts';
import { Child } from './child.ts';

export interface ProductOptions {
  /** Settings on top of the free ports and the temporary folder. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly api?: boolean;
  readonly simulatorArgs?: readonly string[];
  readonly dynamicConfig?: StartTemporalServerOptions['dynamicConfig'];
}

/** The whole product on ports and in a folder of its own: server, simulator, worker, API and store. */
export interface Product {
  readonly config: Config;
  /** Environment of its processes, for more of them. */
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly temporal: {
    readonly address: string;
    /** At once, without a word: as a crash would. */
    kill(): Promise<void>;
    start(): Promise<void>;
    restart(): Promise<void>;
  };
  readonly client: Client;
  readonly starters: CallStarters;
  /** Starters that pin other settings into the runs that they start. */
  startersWith(settings: Partial<Config>): CallStarters;
  readonly dialer: Child;
  readonly worker: Child;
  readonly api: Child;
  /** A connection of our own to the product's database. */
  readonly store: Store;
  /** One request to the API with an operator's key. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** One request to the simulator's control routes. */
  simulate(method: string, path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the product; nothing of it touches a running `npm start`. */
export async function startProduct({
  settings = {},
  api: withApi = true,
  simulatorArgs = [],
  dynamicConfig = {},
}: ProductOptions = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'plantao-'));
  const [dialerPort = 0, apiPort = 0, temporalPort = 0] = await freePorts(3);
  const serverOptions = { folder: join(folder, 'temporal'), port: temporalPort, dynamicConfig };
  const env = {
    PLANTAO_HOME: folder,
    LOG_LEVEL: 'warn',
    TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
    API_PORT: String(apiPort),
    WORKER_METRICS_PORT: '0',
    DIALER_BASE_URL: `http://127.0.0.1:${dialerPort}/api/v1`,
    DIALER_TOKEN: 'sim-token-1',
    ...settings,
  };
  const config = loadConfig(env);
  const store = await openStore(databaseUrl(config));
  const [started] = await Promise.all([startTemporalServer(serverOptions), provideBundle(folder), store.migrate()]);
  let server: TemporalServer = started;
  const { key } = await issueApiKey(
    store.access,
    { name: 'bench', integration: 'calls', role: 'operator' },
    new Date(),
  );

  mkdirSync(join(folder, 'logs'), { recursive: true });
  const base = { env, folder: join(folder, 'logs') };
  const dialer = new Child({
    ...base,
    name: 'dialer',
    script: 'simulators/dialer/main.ts',
    args: ['--port', String(dialerPort), ...simulatorArgs],
    ready: /listening/,
  });
  const worker = new Child({
    ...base,
    env: { ...env, ...workerEnvironment },
    name: 'worker',
    script: 'workers/main.ts',
    nodeFlags: workerFlags(config),
    ready: 'ipc',
  });
  const api = new Child({ ...base, name: 'api', script: 'api/main.ts', ready: 'ipc' });
  await Promise.all([dialer.start(), worker.start(), ...(withApi ? [api.start()] : [])]);
  const temporal = createTemporalClient(config);
  const connection = await Connection.connect({ address: server.address });
  const startersWith = (changed: Partial<Config>) =>
    createCallStarters({ config: { ...config, ...changed }, temporal, store: store.calls });
  const killServer = async () => {
    process.kill(server.pid, 'SIGKILL');
    await server.stop();
  };
  const startServer = async () => {
    server = await startTemporalServer(serverOptions);
  };

  return {
    config,
    env,
    folder,
    temporal: {
      address: server.address,
      kill: killServer,
      start: startServer,
      async restart() {
        await killServer();
        await startServer();
      },
    },
    client: new Client({ connection }),
    starters: startersWith({}),
    startersWith,
    dialer,
    worker,
    api,
    store,
    call: (method, path, body) =>
      request(`http://127.0.0.1:${apiPort}${path}`, method, body, { authorization: `Bearer ${key}` }),
    simulate: async (method, path, body) =>
      (await request(`http://127.0.0.1:${dialerPort}${path}`, method, body, {})).body,
    async stop() {
      await Promise.all([worker.stop(), api.stop(), dialer.kill()]);
      await store.close();
      await temporal.close();
      await connection.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let bundleOfToday: { code: Buffer; stamp: Buffer } | undefined;

/** Sources do not change while this process lives: the bundle is built once for all its products. */
async function provideBundle(folder: string): Promise<void> {
  const { bundle, bundleMeta } = pathsIn(folder);
  if (bundleOfToday === undefined) {
    await buildBundle(folder);
    bundleOfToday = { code: readFileSync(bundle), stamp: readFileSync(bundleMeta) };
  } else {
    mkdirSync(dirname(bundle), { recursive: true });
    writeFileSync(bundle, bundleOfToday.code);
    writeFileSync(bundleMeta, bundleOfToday.stamp);
  }
}

async function request(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<{ status: number; body: unknown }> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(url, {
    method,
    ...content,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text || null };
}
