import type { Express, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { FailureTable } from '../activities/failures.ts';
import { readKey } from './answerOnce.ts';
import type { AnswerOnce } from './answerOnce.ts';
import { admit } from './auth/authenticate.ts';
import type { Authenticate } from './auth/authenticate.ts';
import { readBody, readText } from './body.ts';
import { entityTag, versionIn } from './entityTag.ts';
import { changedMeanwhile, HttpProblem } from './problems.ts';
import { pathOf } from './route.ts';
import type { Route, RouteGroup, RouteRequest } from './route.ts';
import { validate } from './validate.ts';

export interface MountDeps {
  readonly authenticate: Authenticate;
  readonly answerOnce: AnswerOnce;
  readonly guard: RequestHandler;
  readonly log: Logger;
}

const pass: RequestHandler = (_request, _response, next) => next();

/** Serves a group's routes; another method on a known path is answered with 405 and what is allowed. */
export function mount(app: Express, group: RouteGroup, failures: FailureTable, deps: MountDeps): void {
  for (const route of group.routes) {
    const path = pathOf(group, route);
    app[route.method](
      path,
      named(path, failures, route.secretPath),
      route.guarded ? deps.guard : pass,
      admission(route, group, deps),
      route.text ? readText : readBody,
      (request, response) => answer(route, path, request, response, deps),
    );
  }
  for (const [path, routes] of Map.groupBy(group.routes, (route) => pathOf(group, route))) {
    app.all(path, onlyMethods(routes.map((route) => route.method)));
  }
}

/** Refuses every method with 405; to be mounted behind the handlers of `methods`. */
export function onlyMethods(methods: readonly string[]): RequestHandler {
  const allowed = methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  const headers = { Allow: allowed.join(', ') };
  return () => {
    throw new HttpProblem(405, 'method-not-allowed', 'Method not allowed', { headers });
  };
}

/** Names the route for logs, metrics and the translation of failures. */
const named =
  (path: string, failures: FailureTable, secretPath: boolean): RequestHandler =>
  (_request, response, next) => {
    Object.assign(response.locals, { route: path, failures, ...(secretPath && { instance: path }) });
    next();
  };

const admission =
  (route: Route, group: RouteGroup, { authenticate }: MountDeps): RequestHandler =>
  async (request, response, next) => {
    const principal = await admit(request, route, group, authenticate);
    Object.assign(response.locals, { principal, by: `${principal.kind}:${principal.id}` });
    next();
  };

async function answer(route: Route, path: string, request: Request, response: Response, deps: MountDeps) {
  const { requestId, principal } = response.locals;
  const asked: RouteRequest<unknown, unknown, unknown> = {
    params: validate(route.params, request.params, 'params'),
    query: validate(route.query, request.query, 'query'),
    body: validate(route.body, request.body, 'body'),
    principal,
    requestId,
    idempotencyKey: route.idempotent === 'by-handler' ? readKey(request) : undefined,
    ifMatch: route.ifMatch ? readVersion(request) : undefined,
    log: deps.log,
  };
  const work = async () => {
    const given = route.answer.parse(await route.handle(asked));
    return route.contentType === undefined ? (JSON.stringify(given) ?? '') : String(given);
  };
  const key = route.idempotent === true ? readKey(request) : undefined;
  if (key === undefined) return send(route, response, await work());
  const { params, query, body } = asked;
  const scope = [principal.id, route.method, path];
  const { answer: text, replayed } = await deps.answerOnce({ key, scope, content: [params, query, body] }, work);
  if (replayed) response.set('Idempotency-Replayed', 'true');
  return send(route, response, text);
}

/** @throws HttpProblem 412 for a tag that no version ever had */
function readVersion(request: Request): number | undefined {
  const version = versionIn(request.get('if-match'));
  if (version === null) throw changedMeanwhile();
  return version;
}

function send(route: Route, response: Response, text: string): void {
  response.status(route.status);
  if (route.status === 204) {
    response.end();
    return;
  }
  if (route.versioned || route.headers) {
    const given = JSON.parse(text);
    if (route.versioned) response.set('ETag', entityTag(given.version));
    if (route.headers) response.set(route.headers(given));
  }
  response.type(route.contentType ?? 'application/json').send(text);
}
