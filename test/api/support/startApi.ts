import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../../../api/app.ts';
import type { AppDeps } from '../../../api/app.ts';
import { issueApiKey } from '../../../api/auth/apiKeys.ts';
import { signAccessToken } from '../../../api/auth/accessToken.ts';
import type { CallStarters } from '../../../api/calls/deps.ts';
import { integrations } from '../../../api/registry.ts';
import type { Integration } from '../../../api/route.ts';
import { serve } from '../../../api/serve.ts';
import type { KeyRole, Role } from '../../../schemas/access.ts';
import { loadConfig } from '../../../schemas/config.ts';
import type { Config } from '../../../schemas/config.ts';
import { openStore } from '../../../stores/open.ts';
import type { Store } from '../../../stores/open.ts';
import { fakeStarters } from './fakeStarters.ts';
import type { HandoverStarters } from '../../../api/consultants/deps.ts';
import type { FakeStarters } from './fakeStarters.ts';

export interface ApiOptions {
  starters?: Partial<CallStarters>;
  config?: Partial<Config>;
  /** More integrations beside the real ones; one of the same name stands in its place. */
  extra?: Integration[] | ((store: Store) => Integration[]);
  checks?: AppDeps['checks'];
  limits?: AppDeps['limits'];
  now?: () => Date;
}

export interface CallOptions {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The text as JSON; undefined when it is none. */
  json: ReturnType<typeof JSON.parse>;
}

export interface Api {
  readonly url: string;
  readonly store: Store;
  readonly starters: FakeStarters;
  readonly integrations: readonly Integration[];
  /** Every log line so far, as text. */
  readonly logged: string[];
  /** A credential of a fresh user, without the cost of a password. */
  tokenOf(role: Role): Promise<string>;
  keyOf(role: KeyRole, integration?: string): Promise<string>;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  stop(): Promise<void>;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // pages and metrics are no JSON
  }
};

/** No hand-over is running. */
const noHandovers: HandoverStarters = {
  tell: () => Promise.reject(new Error('There is no hand-over to tell.')),
  live: async () => null,
};

/** The whole API on a free port, over a real store in a folder of its own, with starters that record. */
export async function startApi(options: ApiOptions = {}): Promise<Api> {
  const folder = await mkdtemp(join(tmpdir(), 'plantao-api-'));
  const store = await openStore(`sqlite:${join(folder, 'plantao.db')}`);
  await store.migrate();
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const config: Config = { ...loadConfig({ WORKER_METRICS_PORT: '0' }), ...options.config };
  const now = options.now ?? (() => new Date());
  const starters = fakeStarters(options.starters);
  const extra = typeof options.extra === 'function' ? options.extra(store) : (options.extra ?? []);
  const real = integrations({ store, starters: { calls: starters, consultants: noHandovers }, config, now });
  const mounted = [...real.filter(({ name }) => extra.every((other) => other.name !== name)), ...extra];
  const signingKey = Buffer.from('a key of thirty-two bytes or more');
  const app = createApp({
    config,
    log,
    access: store.access,
    signingKey,
    checks: options.checks ?? { database: store.ping },
    integrations: mounted,
    limits: options.limits ?? { perMinute: 1_000_000, guardedPerMinute: 1_000_000 },
    now,
  });
  const serving = await serve(app, '127.0.0.1', 0);

  return {
    url: serving.url,
    store,
    starters,
    integrations: mounted,
    logged,
    async tokenOf(role) {
      const userId = randomUUID();
      const id = randomUUID();
      const expiresAt = new Date(now().getTime() + 86_400_000).toISOString();
      const createdAt = now().toISOString();
      await store.access.createUser({ id: userId, name: `${role}-${userId}`, role, passwordHash: 'none', createdAt });
      await store.access.createSession({ id, userId, kind: 'refresh', tokenHash: 'none', expiresAt });
      return signAccessToken(signingKey, id, now());
    },
    keyOf: async (role, integration = 'calls') =>
      (await issueApiKey(store.access, { name: 'a machine', role, integration }, now())).key,
    async call(method, path, { token, body, headers = {} } = {}) {
      const response = await fetch(serving.url + path, {
        method,
        redirect: 'manual',
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: parsed(text) };
    },
    async stop() {
      await serving.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
