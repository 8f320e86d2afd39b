import type { z } from 'zod';
import type { Role } from '../../schemas/access.ts';
import type { Reader } from '../../schemas/pydantic1.ts';
import type { Principal } from '../auth/principal.ts';

export interface Asked<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly principal: Principal;
  /** For headers that are ours. */
  readonly header: (name: string) => string | undefined;
}

export interface Answer {
  /** Sent as JSON; as it is when there is a `contentType`. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
}

/**
 * One endpoint of a replaced FastAPI service, said once: from it come dispatch, authorisation, validation and its description.
 */
export interface Endpoint<Params = unknown, Query = unknown, Body = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As FastAPI writes it: `/consultor/{consultor_id}`. Of several that fit, the first is taken. */
  readonly path: string;
  readonly summary: string;
  readonly roles: readonly Role[] | 'public';
  readonly params?: Reader<Params>;
  readonly query?: Reader<Query>;
  /** Read before anything else, and only where there is a reader. */
  readonly body?: Reader<Body>;
  readonly answer: z.ZodType;
  /** Begins the detail of a 500, which the replaced service then gave as JSON; the id of the error follows. */
  readonly failure?: string;
  /** An Idempotency-Key gives a repeated request the first answer again. */
  readonly idempotent?: boolean;
  /** Answers with a record of one version: its `ETag`. */
  readonly versioned?: boolean;
  /** Changes a record, if it is still of the version that an `If-Match` names. */
  readonly ifMatch?: boolean;
  handle(asked: Asked<Params, Query, Body>): Promise<Answer> | Answer;
}

/** Declares an endpoint: its types are known inside, and forgotten outside. */
export const endpoint = <Params, Query, Body>(declared: Endpoint<Params, Query, Body>): Endpoint =>
  declared as unknown as Endpoint;
