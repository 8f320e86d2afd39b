import { WorkflowNotFoundError, type WorkflowClient } from '@temporalio/client';
import { handoverId } from '../../rules/consultants/handoverId.ts';
import type { TemporalClient } from '../../runtime/temporal.ts';
import { abandon, accept, finish, ready, refuse, standing } from '../../workflows/consultants/messages.ts';
import type { HandoverCommand, HandoverStarters } from '../consultants/deps.ts';

/** Speaks to hand-overs. They are started from the outbox, by the worker. */
export function createHandoverStarters({ temporal }: { readonly temporal: TemporalClient }): HandoverStarters {
  const withRun = <T>(work: (workflow: WorkflowClient) => Promise<T>) => temporal.use(({ workflow }) => work(workflow));

  return {
    tell: (number, command) => withRun((workflow) => told(workflow, handoverId(number), command)),
    live: (number) =>
      withRun(async (workflow) => {
        try {
          return await workflow.getHandle(handoverId(number)).query(standing);
        } catch (error) {
          if (error instanceof WorkflowNotFoundError) return null;
          throw error;
        }
      }),
  };
}

/** How a workflow can have ended. */
const ENDED: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT']);

/** Says whether a workflow follows a hand-over now. */
export const createHandoverWatch =
  ({ temporal }: { readonly temporal: TemporalClient }) =>
  (number: string): Promise<boolean> =>
    temporal.use(async ({ workflow }) => {
      try {
        const { status } = await workflow.getHandle(handoverId(number)).describe();
        return !ENDED.has(status.name);
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    });

/** The ids of updates make a repeat get the first answer again. */
function told(workflow: WorkflowClient, workflowId: string, command: HandoverCommand) {
  const handle = workflow.getHandle(workflowId);
  const { type, actor } = command;
  switch (type) {
    case 'accept':
    case 'refuse': {
      const { consultantId, offerNo } = command;
      const updateId = `${type}-${offerNo}-${consultantId}`;
      return handle.executeUpdate(type === 'accept' ? accept : refuse, {
        updateId,
        args: [{ consultantId, offerNo, actor }],
      });
    }
    case 'finish':
    case 'ready': {
      const { consultantId } = command;
      const updateId = `${type}-${consultantId}`;
      return handle.executeUpdate(type === 'finish' ? finish : ready, { updateId, args: [{ consultantId, actor }] });
    }
    case 'abandon':
      return handle.executeUpdate(abandon, { updateId: 'abandon', args: [{ because: command.because, actor }] });
  }
}
