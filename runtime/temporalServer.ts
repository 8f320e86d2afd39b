import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { inBackground } from './background.ts';
import { temporalBinary } from './paths.ts';
import { freePort } from './ports.ts';

/** Search attributes that operators filter by; every one is a keyword (docs: design §4). */
export const SEARCH_ATTRIBUTES = ['PlantaoIntegration', 'PlantaoDay', 'PlantaoUnit', 'PlantaoOutcome'] as const;

export interface TemporalServerSettings {
  readonly port: number;
  /** null = without Temporal Web. */
  readonly uiPort: number | null;
  readonly dbFilename: string;
  readonly namespace: string;
}

/**
 * The command line of a development server. By default its history shard looks for work 20 times a second, so that each
 * task waits for a 50 ms tick; polling faster and a write-ahead log bring three activities from 350 to 61 ms.
 */
export const temporalServerArgs = ({ port, uiPort, dbFilename, namespace }: TemporalServerSettings): string[] => [
  ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
  ...(uiPort === null ? ['--headless'] : ['--ui-ip', '127.0.0.1', '--ui-port', String(uiPort)]),
  ...['--db-filename', dbFilename, '--namespace', namespace, '--log-level', 'warn', '--log-format', 'json'],
  ...['--dynamic-config-value', 'history.transferProcessorMaxPollRPS=200'],
  ...['--dynamic-config-value', 'history.timerProcessorMaxPollRPS=200'],
  ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'],
  ...SEARCH_ATTRIBUTES.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
];

/** A server that did not come up. */
export class TemporalServerError extends Error {
  override readonly name = 'TemporalServerError';
}

/**
 * Resolves when the server answers and knows the namespace and our search attributes: it answers before it knows them.
 * @throws the signal's reason when it fires first
 */
export async function temporalHealthy(address: string, namespace: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    if (await answers(address, namespace)) return;
    await sleep(100, undefined, { signal });
  }
}

async function answers(address: string, namespace: string): Promise<boolean> {
  const connection = Connection.lazy({ address, connectTimeout: '1 second' });
  try {
    const { customAttributes } = await connection.withDeadline(Date.now() + 1_000, () =>
      connection.operatorService.listSearchAttributes({ namespace }),
    );
    return SEARCH_ATTRIBUTES.every((name) => name in customAttributes);
  } catch {
    return false; // not up yet: the caller asks again until its time is over
  } finally {
    await connection.close();
  }
}

export interface StartTemporalServerOptions {
  /** Server binary. @default the one that the bootstrap found */
  readonly binary?: string;
  /** Where its file and its log go. @default a temporary folder, removed when it stops */
  readonly folder?: string;
  /** @default 'default' */
  readonly namespace?: string;
  /** @default any free one */
  readonly port?: number;
  /** @default null: without Temporal Web */
  readonly uiPort?: number | null;
  /** @default 30 000 */
  readonly healthyWithinMs?: number;
  /** Limits of the server in another size, e.g. `{ 'limit.historyCount.suggestContinueAsNew': 50 }`. */
  readonly dynamicConfig?: Readonly<Record<string, number | boolean>>;
}

export interface TemporalServer {
  /** host:port */
  readonly address: string;
  readonly namespace: string;
  readonly pid: number;
  /** Ends it within 5 s. */
  stop(): Promise<void>;
}

/**
 * A server of one's own, for tests and benches: free ports, own folder, ended with this process at the latest.
 * @throws TemporalServerError with the end of the server's log
 */
export async function startTemporalServer(options: StartTemporalServerOptions = {}): Promise<TemporalServer> {
  const { binary = temporalBinary().path, namespace = 'default', uiPort = null, healthyWithinMs = 30_000 } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'plantao-temporal-'));
  const port = options.port ?? (await freePort());
  const address = `127.0.0.1:${port}`;
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, 'temporal.log');
  const log = openSync(logFile, 'a');
  const args = [
    ...temporalServerArgs({ port, uiPort, dbFilename: join(folder, 'temporal.db'), namespace }),
    ...Object.entries(options.dynamicConfig ?? {}).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${value}`,
    ]),
  ];
  const server = inBackground({ command: binary, args });
  const child = spawn(server.command, server.args, { stdio: ['ignore', log, log] });
  closeSync(log);
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);

  const stop = async () => {
    await end(child);
    process.off('exit', killWithUs);
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await healthyOrGone(child, healthyWithinMs, (signal) => temporalHealthy(address, namespace, signal));
  } catch (cause) {
    const said = readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' ');
    await stop();
    throw new TemporalServerError(`The Temporal server did not come up: ${said || String(cause)}`, { cause });
  }
  if (child.pid === undefined) throw new TemporalServerError(`${binary} did not start`);
  return { address, namespace, pid: child.pid, stop };
}

/** Waits for `healthy`, but no longer than the child lives or `limitMs`. */
async function healthyOrGone(
  child: ChildProcess,
  limitMs: number,
  healthy: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const gone = new AbortController();
  child.once('error', (error) => gone.abort(error));
  child.once('exit', (code) => gone.abort(new Error(`it ended with code ${code}`)));
  await healthy(AbortSignal.any([gone.signal, AbortSignal.timeout(limitMs)]));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(force);
}
