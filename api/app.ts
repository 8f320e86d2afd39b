import express from 'express';
import type { Express, RequestHandler } from 'express';
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
import type { DropIn, Integration, RouteGroup } from './route.ts';
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
  readonly dropIn: DropIn | undefined;
}

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

  const groupOf = ({ name, routes, failures, dropIn }: Integration, base: string): Mounted => ({
    base,
    tag: name,
    scope: name,
    routes,
    failures,
    dropIn: dropIn?.({ base, access, log }),
  });

  let document: object | undefined;
  const house = houseRoutes({
    checks,
    renderMetrics: metrics.render,
    openApi: () => (document ??= openApi(groups, dropIns)),
  });
  const auth = authRoutes({ access, sessions, integrations: integrations.map(({ name }) => name), now });
  const groups: readonly Mounted[] = [
    { base: '', tag: 'house', scope: null, routes: house, failures: {}, dropIn: undefined },
    { base: '/auth', tag: 'auth', scope: null, routes: auth, failures: {}, dropIn: undefined },
    ...integrations.map((integration) => groupOf(integration, `/${integration.name}`)),
    ...integrations.filter(({ name }) => name === config.API_ROOT).map((integration) => groupOf(integration, '')),
  ];
  const dropIns = groups.flatMap(({ dropIn }) => dropIn ?? []);

  const app = express();
  app.disable('etag');
  app.disable('x-powered-by');
  app.set('trust proxy', config.API_TRUSTED_PROXIES);
  app.use(requestId, requestLog({ log, observe: metrics.observe }));
  // They have limits and headers of their own.
  for (const { base, known } of dropIns) app.use(base || '/', known);
  app.use(securityHeaders, neverStored, limitRate(limits.perMinute));
  app.use(sessionPages({ sessions, authenticate, guard }), contentPages(authenticate, config.API_ROOT !== undefined));
  for (const group of groups) mount(app, group, group.failures, { authenticate, answerOnce, guard, log });
  const unknown: RequestHandler = () => {
    throw notFound('Route');
  };
  for (const { base, dropIn } of groups) if (base !== '') app.use(base, dropIn?.rest ?? unknown);
  for (const { base, rest } of dropIns) if (base === '') app.use(rest);
  app.all('/', onlyMethods(['get']));
  app.use(unknown);
  app.use(errorHandler(log));
  return app;
}
