import { ApplicationFailure } from '@temporalio/common';
import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { handoverId } from '../rules/consultants/handoverId.ts';
import { available } from '../workflows/consultants/messages.ts';

export interface AskHandoverDeps {
  readonly client: Client;
  readonly now: () => number;
}

/** One transaction of the store, and what Temporal needs around it, with room to spare. */
const ASK_TIMEOUT_MS = 5_000;

/** Lets a hand-over look for somebody. @returns whom it has then; null = nobody, or it does not wait any more */
export const createAskHandover = ({ client, now }: AskHandoverDeps) =>
  async function askHandover(number: string): Promise<number | null> {
    const handle = client.workflow.getHandle(handoverId(number));
    try {
      const { consultantId } = await client.withDeadline(now() + ASK_TIMEOUT_MS, () => handle.executeUpdate(available));
      return consultantId;
    } catch (error) {
      // Not started yet, it will look when it is; ended, it will not.
      if (error instanceof WorkflowNotFoundError) return null;
      if (error instanceof WorkflowUpdateFailedError && isNotWaiting(error.cause)) return null;
      throw error;
    }
  };

const isNotWaiting = (cause: unknown): boolean => cause instanceof ApplicationFailure && cause.type === 'not-waiting';
