import type { ErrorRequestHandler, Request } from 'express';
import type { Logger } from 'pino';
import { sendProblem } from './problems.ts';
import { toProblem } from './toProblem.ts';

const isBrowserPage = (request: Request): boolean =>
  request.method === 'GET' && request.accepts(['json', 'html']) === 'html';

/** The last station of every error: a problem document, or the log-in page for a browser without a session. */
export const errorHandler =
  (log: Logger): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const problem = toProblem(error, response.locals['failures'] ?? {});
    if (problem.status >= 500) {
      const level = problem.status === 500 ? 'error' : 'warn';
      log[level](
        { requestId: response.locals['requestId'], route: response.locals['route'], err: error },
        problem.type,
      );
    }
    if (response.headersSent) {
      response.destroy();
    } else if (problem.status === 401 && isBrowserPage(request)) {
      response.redirect(`/login?next=${encodeURIComponent(request.originalUrl)}`);
    } else {
      sendProblem(response, problem);
    }
  };
