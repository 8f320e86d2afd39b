import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { withLogFields } from '../runtime/logger.ts';

const SANE = /^[\w.-]{1,100}$/;

/** Gives every request an id, the caller's own when it is sane: in `X-Request-Id`, in problems and in every log line. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const id = given !== undefined && SANE.test(given) ? given : randomUUID();
  response.locals['requestId'] = id;
  response.set('X-Request-Id', id);
  withLogFields({ requestId: id }, next);
};
