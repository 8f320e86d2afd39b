import type { FailureTable } from '../../activities/failures.ts';
import type { CommandRefusal } from '../../rules/consultants/handoverCommands.ts';

const refused = (title: string, status = 409) => ({ retryable: false, status, title });

/** Why a hand-over does not do what it was told, over HTTP. */
export const handoverFailures = {
  ended: refused('The hand-over has ended'),
  'unknown-offer': refused('No such offer was made', 404),
  'offer-over': refused('The offer does not stand any more'),
  'offer-expired': refused('The time to answer is over'),
  'not-yours': refused('It is with another consultant'),
  'already-accepted': refused('The offer was accepted'),
  'not-accepted': refused('No service has begun'),
  'already-finished': refused('The service is over'),
  'not-wrapping-up': refused('There is nothing to wrap up'),
  /** Temporal's own name: the hand-over ended while it was being told. */
  AcceptedUpdateCompletedWorkflow: refused('The hand-over has ended'),
} satisfies FailureTable & Record<CommandRefusal, unknown>;
