import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { CallError } from '../../activities/calls/errors.ts';
import { TemporalUnavailableError, temporalAddress } from '../../runtime/temporal.ts';
import type { Config } from '../../schemas/config.ts';
import { CommandFailed } from '../failure.ts';

/** gRPC statuses that say "not now": deadline exceeded, resource exhausted, unavailable. */
const NOT_NOW = new Set<unknown>([4, 8, 14]);

const isAway = (error: Error): boolean =>
  error instanceof TemporalUnavailableError ||
  ('details' in error && 'code' in error && NOT_NOW.has(error.code)) ||
  (error.cause instanceof Error && isAway(error.cause));

/** The sentence for an error that an operator can do something about; undefined for a defect. */
function sentence(error: Error, config: Config): string | undefined {
  if (error instanceof CallError) return error.message;
  if (error instanceof WorkflowNotFoundError) return `There is no run ${error.workflowId}.`;
  if (error instanceof WorkflowUpdateFailedError)
    return `The run refused it: ${(error.cause?.message ?? error.message).replace(/\.?$/, '.')}`;
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
    return 'The run does not answer: is a worker running? (`npm start` runs one)';
  if (isAway(error))
    return `Temporal cannot be reached at ${temporalAddress(config)}; \`npm start\` runs one, or set TEMPORAL_ADDRESS.`;
  return undefined;
}

/** What an operator is told instead of an expected error; anything else passes as it is. */
export function explain(error: unknown, config: Config): unknown {
  const said = error instanceof Error ? sentence(error, config) : undefined;
  return said === undefined ? error : new CommandFailed(said);
}
