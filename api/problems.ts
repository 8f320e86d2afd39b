import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import type { Problem } from '../schemas/common.ts';

export type FieldError = NonNullable<Problem['errors']>[number];

interface ProblemOptions {
  detail?: string;
  errors?: readonly FieldError[];
  headers?: Readonly<Record<string, string>>;
}

/** A refusal with a name: thrown anywhere below the API, answered as a problem document (RFC 9457). */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  /** Stable kebab-case name of the kind of problem. */
  readonly type: string;
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, type: string, title: string, { detail, errors, headers = {} }: ProblemOptions = {}) {
    super(title);
    this.status = status;
    this.type = type;
    this.detail = detail ?? title;
    this.errors = errors;
    this.headers = headers;
  }
}

/** Writes a problem document. `instance` is the path without its query, which may hold secrets; or the declared path, where the path does. */
export function sendProblem(response: Response, problem: HttpProblem): void {
  const document: Problem = {
    type: `urn:plantao:problem:${problem.type}`,
    title: problem.message,
    status: problem.status,
    detail: problem.detail,
    instance: response.locals['instance'] ?? response.req.originalUrl.split('?', 1)[0] ?? '/',
    requestId: response.locals['requestId'],
    ...(problem.errors && { errors: [...problem.errors] }),
  };
  response.status(problem.status).set(problem.headers).type('application/problem+json').send(JSON.stringify(document));
}

export const unauthenticated = (detail = 'Send an access token, an API key or log in.') =>
  new HttpProblem(401, 'unauthenticated', 'A credential is needed', {
    detail,
    headers: { 'WWW-Authenticate': 'Bearer realm="plantao"' },
  });
export const forbidden = (detail: string) => new HttpProblem(403, 'forbidden', 'Not allowed', { detail });
export const notFound = (what: string) => new HttpProblem(404, 'not-found', `${what} not found`);
export const conflict = (type: string, title: string) => new HttpProblem(409, type, title);
/** A change was bound to a version of the record (`If-Match`) that is over. */
export const changedMeanwhile = () => new HttpProblem(412, 'changed-meanwhile', 'The record was changed meanwhile');
export const invalid = (errors: readonly FieldError[]) =>
  new HttpProblem(400, 'invalid-request', 'The request is not valid', {
    detail: errors
      .map(({ field, rule }) => `${field}: ${rule}`)
      .join('; ')
      .slice(0, 2_000),
    errors,
  });
export const tooManyRequests = (retryAfterSeconds: number) =>
  new HttpProblem(429, 'too-many-requests', 'Too many requests', {
    headers: { 'Retry-After': String(retryAfterSeconds) },
  });
/** Something that the API stands on does not answer; `what` is named to the caller. */
export const unavailable = (what: string) =>
  new HttpProblem(503, `${what}-unavailable`, 'Not available at the moment', {
    detail: `${what} does not answer; try again.`,
    headers: { 'Retry-After': '5' },
  });
/** A status that a library chose (body parser, router), without its words. */
export const ofStatus = (status: number) =>
  new HttpProblem(status, `http-${status}`, STATUS_CODES[status] ?? 'Refused');
export const internal = () =>
  new HttpProblem(500, 'internal', 'Internal error', { detail: 'The request id names this error in the logs.' });
