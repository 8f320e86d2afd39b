import express from 'express';
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../schemas/config.ts';
import type { AccessStore } from '../stores/access/contract.ts';
import { createAnswerOnce } from './answerOnce.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { authRoutes } from './auth/routes.ts';
import { createSessions } from './auth/sessions.ts';
import { errorHandler } from './errorHandler.ts';
import { houseRoutes } from './houseRoutes.ts';
import type { Check } from './houseRoutes.ts';
import { createMetrics } from './metrics/metrics.ts';
import { mount, onlyMethods } from './mount.ts';
import { openApi } from './openapi.ts';
import { contentPages } from './pages/content.ts';
import { sessionPages } from './pages/session.ts';
import { notFound } from './problems.ts';
import { requestId } from './requestId.ts';
import { requestLog } from './requestLog.ts';
import type { Integration, RouteGroup } from './route.ts';
import { DEFAULT_LIMITS, limitRate, neverStored, securityHeaders } from './security.ts';
import type { RateLimits } from './security.ts';

export interface AppDeps {
  readonly config: Pick<Config, 'API_ROOT' | 'API_TRUSTED_PROXIES' | 'WORKER_METRICS_PORT'>;
  readonly log: Logger;
  readonly access: AccessStore;
  readonly signingKey: Uint8Array;
  /** What `/ready` asks, by name. */
  readonly checks: Readonly<Record<string, Check>>;
  readonly integrations: readonly Integration[];
  readonly limits?: RateLimits;
  readonly now?: () => Date;
}

interface Mounted extends RouteGroup {
  readonly failures: Integration['failures'];
}

const groupOf = ({ name, routes, failures }: Integration, base: string): Mounted => ({
  base,
  tag: name,
  scope: name,
  routes,
  failures,
});

/** The whole HTTP surface (design §5), ready to listen. */
export function createApp(deps: AppDeps): Express {
  const {
    config,
    log,
    access,
    signingKey,
    checks,
    integrations,
    limits = DEFAULT_LIMITS,
    now = () => new Date(),
  } = deps;
  const sessions = createSessions({ access, signingKey, now });
  const authenticate = createAuthenticate({ access, sessions });
  const answerOnce = createAnswerOnce({ access, now });
  const guard = limitRate(limits.guardedPerMinute);
  const metrics = createMetrics({
    gauges: integrations.flatMap(({ gauges }) => gauges ?? []),
    workerMetricsPort: config.WORKER_METRICS_PORT,
    log,
  });

  let document: object | undefined;
  const house = houseRoutes({
    checks,
    renderMetrics: metrics.render,
    openApi: () => (document ??= openApi(groups)),
  });
  const auth = authRoutes({ access, sessions, integrations: integrations.map(({ name }) => name), now });
  const groups: readonly Mounted[] = [
    { base: '', tag: 'house', scope: null, routes: house, failures: {} },
    { base: '/auth', tag: 'auth', scope: null, routes: auth, failures: {} },
    ...integrations.map((integration) => groupOf(integration, `/${integration.name}`)),
    ...integrations.filter(({ name }) => name === config.API_ROOT).map((integration) => groupOf(integration, '')),
  ];

  const app = express();
  app.disable('etag');
  app.set('trust proxy', config.API_TRUSTED_PROXIES);
  app.use(requestId, requestLog({ log, observe: metrics.observe }), securityHeaders, neverStored);
  app.use(limitRate(limits.perMinute));
  app.use(sessionPages({ sessions, authenticate, guard }), contentPages(authenticate, config.API_ROOT !== undefined));
  for (const group of groups) mount(app, group, group.failures, { authenticate, answerOnce, guard, log });
  app.all('/', onlyMethods(['get']));
  app.use(() => {
    throw notFound('Route');
  });
  app.use(errorHandler(log));
  return app;
}
