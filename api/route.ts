import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { FailureTable } from '../activities/failures.ts';
import type { Gauges } from './metrics/gauges.ts';
import type { Role } from '../schemas/access.ts';
import type { AccessStore } from '../stores/access/contract.ts';
import type { EndpointGroup } from './fastapi/describe.ts';
import type { Principal } from './auth/principal.ts';

/** What a handler may give: anything that holds what the answer's schema names; the rest is left out. */
export type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Given<T[Key]> }
    : T;

export interface RouteRequest<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly principal: Principal;
  readonly requestId: string;
  /** Where the handler itself sees to it that a repeated request gets the first answer again. */
  readonly idempotencyKey: string | undefined;
  /** The version that a change is based on; undefined = any. */
  readonly ifMatch: number | undefined;
  readonly log: Logger;
}

/**
 * Everything about one route, said once: from it come validation, authorisation, mounting and the OpenAPI entry.
 * Objects in `params`, `query` and `body` must be strict, so that nothing unknown is ignored.
 */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below the base, in Express form: `/backfills/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly roles: readonly Role[] | 'public';
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  readonly status: 200 | 201 | 202 | 204;
  /** Anything but JSON: `handle` gives the text. */
  readonly contentType: string | undefined;
  /**
   * An Idempotency-Key gives a repeated request the first answer again. `by-handler`: the answer must be kept in one
   * transaction with what the request does.
   */
  readonly idempotent: boolean | 'by-handler';
  /** Answers with one record: its `version` becomes the `ETag`. */
  readonly versioned: boolean;
  /** Changes a record, if it is still of the version that an `If-Match` names. */
  readonly ifMatch: boolean;
  /** The body is handed over as the text that came, of any media type and up to 2 MB: numbers keep their literals. */
  readonly text: boolean;
  /** The path holds a secret: problems name the declared path instead. */
  readonly secretPath: boolean;
  /** Guessing secrets must be slow: few tries a minute. */
  readonly guarded: boolean;
  /** Further headers, made of the JSON answer. */
  headers?(answer: z.output<Answer>): Record<string, string>;
  handle(
    request: RouteRequest<z.output<Params>, z.output<Query>, z.output<Body>>,
  ): Promise<Given<z.input<Answer>>> | Given<z.input<Answer>>;
}

const nothing = z.strictObject({});
/** A body that may be left out, and must be empty when it is there. */
const noBody = nothing.optional();
const noAnswer = z.void();

type Optional =
  | 'params'
  | 'query'
  | 'body'
  | 'answer'
  | 'status'
  | 'contentType'
  | 'idempotent'
  | 'versioned'
  | 'ifMatch'
  | 'text'
  | 'secretPath'
  | 'guarded';

/** Declares a route; what is left out means "none", `status` 200 (204 without an answer). */
export function defineRoute<
  Params extends z.ZodType = typeof nothing,
  Query extends z.ZodType = typeof nothing,
  Body extends z.ZodType = typeof noBody,
  Answer extends z.ZodType = typeof noAnswer,
>(
  route: Omit<Route<Params, Query, Body, Answer>, Optional> &
    Partial<Pick<Route<Params, Query, Body, Answer>, Optional>>,
): Route {
  return {
    params: nothing,
    query: nothing,
    body: noBody,
    answer: noAnswer,
    status: route.answer ? 200 : 204,
    contentType: undefined,
    idempotent: false,
    versioned: false,
    ifMatch: false,
    text: false,
    secretPath: false,
    guarded: false,
    ...route,
  };
}

/** One integration as the API sees it. */
export interface Integration {
  /** Its base path, its tag in the documentation, and the scope of its API keys. */
  readonly name: string;
  readonly routes: readonly Route[];
  /** What its failures mean over HTTP. */
  readonly failures: FailureTable;
  /** Its figures for `/metrics`. */
  readonly gauges?: Gauges;
  /** The API of the service that it replaces, beside its routes. */
  readonly dropIn?: (deps: DropInDeps) => DropIn;
}

export interface DropInDeps {
  /** Where it is mounted: `/consultants`, or '' for the root. */
  readonly base: string;
  readonly access: Pick<AccessStore, 'apiKeyByHash'>;
  readonly log: Logger;
}

/** A replaced service's API under its own paths, in its own words and order of checks. */
export interface DropIn extends EndpointGroup {
  /** Answers the paths it knows and passes on the others. */
  readonly known: RequestHandler;
  /** Answers, below its base, what no route knows. */
  readonly rest: RequestHandler;
}

/** The whole path of a route; the `/` of a base is the base itself. */
export const pathOf = ({ base }: Pick<RouteGroup, 'base'>, { path }: Pick<Route, 'path'>): string =>
  (path === '/' ? base : base + path) || '/';

/** Routes with the base they are mounted at; '' for those of the house. */
export interface RouteGroup {
  readonly base: string;
  readonly tag: string;
  /** The integration whose API keys open it; null = any key. */
  readonly scope: string | null;
  readonly routes: readonly Route[];
}
