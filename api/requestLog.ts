import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

export interface RequestLogDeps {
  readonly log: Logger;
  observe(labels: { method: string; route: string; status: number }, seconds: number): void;
}

/** The declared route, never the path: paths, queries and bodies may hold personal data or secrets. */
const routeOf = (response: Response): string => response.locals['route'] ?? 'unmatched';

/** Writes one line and one measurement per answered request. */
export const requestLog =
  ({ log, observe }: RequestLogDeps): RequestHandler =>
  (request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      const ms = performance.now() - startedAt;
      const { method } = request;
      const status = response.writableFinished ? response.statusCode : 499;
      const route = routeOf(response);
      observe({ method, route, status }, ms / 1_000);
      const level = status >= 500 ? 'error' : 'info';
      const { requestId, by } = response.locals;
      log[level]({ requestId, method, route, status, ms: Math.round(ms), by }, 'request');
    });
    next();
  };
