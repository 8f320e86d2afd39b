import { hash } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import pLimit from 'p-limit';
import type { CallActivityDeps } from '../../../../activities/calls/index.ts';
import { labelsOf } from '../../../../activities/calls/labels.ts';
import { apiRoot } from '../../../../activities/calls/dialer/address.ts';
import { createDialer, type DialerOptions } from '../../../../activities/calls/dialer/client.ts';
import type { RunKind, RunRequest, RunSettings, TimeRange } from '../../../../schemas/calls.ts';
import { startDialer, type Dialer as Simulator } from '../../../../simulators/dialer/start.ts';
import type { Store } from '../../../../stores/open.ts';
import { dialects } from '../../../stores/support/dialects.ts';

/** The hour in which campaign 5 dials, and ten days later: long closed. */
export const DAY = '2026-11-10';
export const HOUR = { from: '2026-11-10T13:00:00.000Z', to: '2026-11-10T14:00:00.000Z' } as const;
export const WHOLE_DAY = { from: '2026-11-10T03:00:00.000Z', to: '2026-11-11T03:00:00.000Z' } as const;
export const NOW = '2026-11-20T12:00:00.000Z';
export const ZONE = 'America/Sao_Paulo';
export const PAGE_SIZE = 10;
export const PAGE_CONCURRENCY = 4;

export const SETTINGS: RunSettings = {
  zone: ZONE,
  pageSize: PAGE_SIZE,
  windowMinutes: 60,
  overlapMinutes: 5,
  lagMinutes: 60,
  splitRows: 1_000,
  windowConcurrency: 2,
  heartbeatTimeoutSeconds: 20,
};

/** Campaign 5 makes all its calls of a day within `HOUR`; campaign 6 some of its own in the same hour. */
export const worldOf = (calls: number, others = 0) => ({
  campaigns: [
    { id: 5, name: 'Cinco', callsPerDay: calls, from: '10:00', to: '11:00' },
    { id: 6, name: 'Seis', callsPerDay: others, from: '10:00', to: '11:00' },
  ],
});

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly meta: unknown;
}

/** A simulated vendor, a real store, and the dependencies of the activities between them. */
export interface TestWorld {
  readonly simulator: Simulator;
  readonly store: Store;
  readonly deps: CallActivityDeps;
  /** What the activities would have waited, in ms. */
  readonly waits: number[];
  readonly logs: LogLine[];
  /** Kinds and units of the alerts that were raised. */
  readonly alerts: string[];
  /** How long the vendor asked us to pause, each time it did. */
  readonly refusals: number[];
  /** Most requests that were ever open at once. */
  readonly mostInFlight: () => number;
  /** The token sent from now on. */
  setToken(token: string): void;
  /** The product's clock; the simulator keeps its own. */
  setNow(now: string): void;
  /** An account of its own, so that tests do not see each other's calls. */
  fresh(change?: Partial<CallActivityDeps>): CallActivityDeps;
  /** Runs an activity as try `attempt`; heartbeats are collected. */
  activity<T>(work: () => Promise<T>, attempt?: number): Promise<T>;
  readonly heartbeats: unknown[];
  reset(): void;
  close(): Promise<void>;
}

const LIMITS = { firstByteMs: 5_000, idleMs: 5_000, totalMs: 10_000 };

export async function startTestWorld(options: Partial<DialerOptions> = {}): Promise<TestWorld> {
  const [dialect] = dialects;
  if (!dialect) throw new Error('No database to test on.');
  const [simulator, { store, drop }] = await Promise.all([startDialer({ world: worldOf(34) }), dialect.open()]);
  let token = 'sim-token-1';
  let now = NOW;
  let accounts = 0;
  let inFlight = 0;
  let most = 0;
  const [waits, refusals] = [[] as number[], [] as number[]];
  const [logs, heartbeats, alerts] = [[] as LogLine[], [] as unknown[], [] as string[]];
  const dialer = createDialer({
    root: apiRoot(simulator.baseUrl, false),
    token: async () => token,
    tokenStyle: 'header',
    campaignParameter: 'campaigns[]',
    pagination: 'auto',
    limits: LIMITS,
    permits: { take: async () => undefined, slowDown: async (afterMs) => void refusals.push(afterMs) },
    now: Date.now,
    ...options,
  });
  const counted: typeof dialer = {
    ...dialer,
    page: async (request, signal) => {
      most = Math.max(most, ++inFlight);
      return dialer.page(request, signal).finally(() => inFlight--);
    },
  };
  const noted = (level: string) => (message: string, meta?: unknown) => void logs.push({ level, message, meta });
  const logger = {
    log: (level: string, message: string, meta?: unknown) => noted(level)(message, meta),
    trace: noted('TRACE'),
    debug: noted('DEBUG'),
    info: noted('INFO'),
    warn: noted('WARN'),
    error: noted('ERROR'),
  };
  const deps: CallActivityDeps = {
    dialer: counted,
    store: store.calls,
    alerts: { raise: async (kind, unit) => void alerts.push(`${kind} ${unit}`), clear: async () => undefined },
    eventSilenceMinutes: null,
    account: 'main',
    zone: ZONE,
    pageLimit: pLimit(PAGE_CONCURRENCY),
    pageConcurrency: PAGE_CONCURRENCY,
    finalStatuses: new Set([5, 6, 7, 8, 9, 11, 12, 13, 14, 15]),
    strangers: 'quarantine',
    scheduledCampaigns: null,
    sweepDays: [1, 2, 7],
    catchUpDays: 30,
    retentionDays: 0,
    requestsPerSecond: 100,
    now: () => new Date(now),
    hash: (text) => hash('sha256', text),
    random: () => 0.5,
    sleep: async (ms) => void waits.push(ms),
    signal: () => Context.current().cancellationSignal,
    context: () => {
      const { info, cancellationSignal, heartbeat } = Context.current();
      return { attempt: info.attempt, signal: cancellationSignal, heartbeat };
    },
    stateOf: async () => 'running',
  };
  const world: TestWorld = {
    simulator,
    store,
    deps,
    waits,
    logs,
    alerts,
    refusals,
    heartbeats,
    mostInFlight: () => most,
    setToken: (next) => void (token = next),
    setNow: (next) => void (now = next),
    fresh: (change = {}) => ({ ...deps, account: `account-${++accounts}`, ...change }),
    activity: (work, attempt = 1) => {
      const env = new MockActivityEnvironment({ attempt }, { logger });
      env.on('heartbeat', (details) => void heartbeats.push(details));
      return env.run(work);
    },
    reset: () => {
      simulator.reset();
      simulator.setClock(NOW);
      for (const list of [waits, refusals, logs, heartbeats, alerts]) list.length = 0;
      most = 0;
      token = 'sim-token-1';
      now = NOW;
    },
    close: async () => {
      await simulator.close();
      await drop();
    },
  };
  world.reset();
  return world;
}

interface RequestParts {
  readonly kind?: RunKind;
  readonly campaigns?: readonly number[];
  readonly ranges?: readonly TimeRange[];
  readonly settings?: Partial<RunSettings>;
}

export const aRequest = (
  { account }: { readonly account: string },
  { kind = 'backfill', campaigns = [5], ranges = [HOUR], settings = {} }: RequestParts = {},
): RunRequest => ({
  kind,
  account,
  campaigns,
  ranges,
  labels: labelsOf(campaigns, ranges, ZONE),
  settings: { ...SETTINGS, ...settings },
});
