import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { z } from 'zod';
import { localDay } from '../rules/calls/windows.ts';
import { handoverId } from '../rules/consultants/handoverId.ts';
import type { HandoverInput, HandoverSettings } from '../rules/consultants/handoverRun.ts';
import { isLanguageCode, normaliseLanguage } from '../rules/consultants/language.ts';
import type { TurnChoice } from '../rules/consultants/turn.ts';
import type { OutboxRow } from '../stores/outbox/contract.ts';
import { businessDay, integration, unit } from '../workflows/attributes.ts';
import { CONSULTANT_WORKFLOWS } from '../workflows/consultants/messages.ts';

/** What the transaction of the request leaves behind. */
const payload = z.object({
  consultantId: z.int().nullable(),
  requestedAt: z.string(),
  lease: z.boolean(),
  language: z.string(),
  choice: z.custom<TurnChoice>().nullish(),
});

export interface StartHandoverDeps {
  readonly client: Client;
  readonly settings: HandoverSettings;
  readonly taskQueue: string;
  /** IANA zone of the days that hand-overs are found by. */
  readonly zone: string;
  readonly now: () => number;
}

/** The client itself waits for ever. */
const START_TIMEOUT_MS = 3_000;

/** Starts the hand-over of a protocol number, once: a repeat finds it running or ended, and is content. */
export const createStartHandover = ({ client, settings, taskQueue, zone, now }: StartHandoverDeps) =>
  async function startHandover({ subject: number, payload: given }: OutboxRow): Promise<void> {
    const { consultantId, requestedAt, lease: leased, language, choice = null } = payload.parse(given);
    const input: HandoverInput = { number, requestedAt, consultantId, leased, choice, settings };
    const start = () =>
      client.workflow.start(CONSULTANT_WORKFLOWS.handover, {
        workflowId: handoverId(number),
        taskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        staticSummary: `protocol ${number}`,
        typedSearchAttributes: [
          { key: integration, value: 'consultants' },
          { key: businessDay, value: localDay(requestedAt, zone) },
          { key: unit, value: languageLabel(language) },
        ],
      });
    try {
      await client.withDeadline(now() + START_TIMEOUT_MS, start);
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };

/** Attributes are kept in clear: a caller's text goes in only if it is a language. */
const languageLabel = (language: string): string => (isLanguageCode(language) ? normaliseLanguage(language) : 'other');
