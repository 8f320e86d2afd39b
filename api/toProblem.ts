import { WorkflowNotFoundError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { IntegrationError } from '../activities/failures.ts';
import type { FailureTable } from '../activities/failures.ts';
import { TemporalUnavailableError } from '../runtime/temporal.ts';
import { BadCursorError } from '../stores/cursor.ts';
import { StoreError } from '../stores/failures.ts';
import { BODY_LIMIT_BYTES } from './body.ts';
import { HttpProblem, internal, invalid, notFound, ofStatus, unavailable } from './problems.ts';

/** gRPC statuses that say "not now": deadline exceeded, resource exhausted, unavailable. */
const NOT_NOW = new Set<unknown>([4, 8, 14]);
const MAX_CAUSES = 10;

/** An error and what caused it, outermost first. */
function* causes(error: unknown): Generator<Error> {
  let current = error;
  for (let depth = 0; current instanceof Error && depth < MAX_CAUSES; depth++) {
    yield current;
    current = current.cause;
  }
}

const has = (error: Error, key: string, check: (value: unknown) => boolean): boolean =>
  key in error && check(Reflect.get(error, key));

const isTemporalUnavailable = (error: Error): boolean =>
  error instanceof TemporalUnavailableError ||
  error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
  (has(error, 'details', () => true) && has(error, 'code', (code) => NOT_NOW.has(code)));

function knownFailure(error: Error, failures: FailureTable): HttpProblem | undefined {
  if (!(error instanceof ApplicationFailure || error instanceof IntegrationError) || !error.type) return undefined;
  const rule = Object.hasOwn(failures, error.type) ? failures[error.type] : undefined;
  return rule && new HttpProblem(rule.status, error.type, rule.title);
}

/** Body parser and router throw errors that carry a status of the 4xx kind, and a `type` when it was the body. */
function libraryProblem(error: Error): HttpProblem | undefined {
  const status: unknown = Reflect.get(error, 'status');
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  if (Reflect.get(error, 'type') === 'entity.parse.failed') {
    return new HttpProblem(400, 'malformed-json', 'The body is not valid JSON');
  }
  if (status === 413) {
    const limit = Number(Reflect.get(error, 'limit') ?? BODY_LIMIT_BYTES);
    return new HttpProblem(413, 'body-too-large', `The body is larger than ${limit} bytes`);
  }
  return ofStatus(status);
}

/** What an error means to the caller. Words of an error that is not ours are never repeated: unknown ones become 500. */
export function toProblem(error: unknown, failures: FailureTable): HttpProblem {
  for (const cause of causes(error)) {
    if (cause instanceof HttpProblem) return cause;
    const known = knownFailure(cause, failures) ?? libraryProblem(cause);
    if (known) return known;
    if (cause instanceof BadCursorError) return invalid([{ field: 'cursor', rule: 'must come from a previous page' }]);
    if (cause instanceof WorkflowNotFoundError) return notFound('Going run');
    if (isTemporalUnavailable(cause)) return unavailable('temporal');
    if (cause instanceof StoreError) return unavailable('database');
  }
  return internal();
}
