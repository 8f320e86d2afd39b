import type { Client, WorkflowHandle } from '@temporalio/client';

export type HistoryEvents = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>;
export type HistoryEvent = HistoryEvents[number];

/** Every event of a run. */
export const eventsOf = async (handle: Pick<WorkflowHandle, 'fetchHistory'>): Promise<HistoryEvents> =>
  (await handle.fetchHistory()).events ?? [];

/** Waits, without asking over and over, until the events of the newest run say so. */
export async function eventsUntil(
  { workflowService, options: { namespace } }: Client['workflow'],
  workflowId: string,
  enough: (events: HistoryEvents) => boolean,
): Promise<HistoryEvents> {
  const events: HistoryEvents = [];
  let nextPageToken: Uint8Array = new Uint8Array();
  for (;;) {
    const page = await workflowService.getWorkflowExecutionHistory({
      namespace,
      execution: { workflowId },
      waitNewEvent: true,
      nextPageToken,
    });
    events.push(...(page.history?.events ?? []));
    if (enough(events)) return events;
    nextPageToken = page.nextPageToken;
    if (nextPageToken.length === 0) throw new Error(`${workflowId} ended before its history said what was expected`);
  }
}

/** Names of the activities that were scheduled, in order. */
export const scheduledActivities = (events: HistoryEvents): string[] =>
  events.flatMap(({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name ?? []);

/** How long the timers of a run were set for, in seconds. */
export const timerSeconds = (events: HistoryEvents): number[] =>
  events.flatMap(({ timerStartedEventAttributes: timer }) =>
    timer ? [Number(timer.startToFireTimeout?.seconds ?? 0)] : [],
  );

/** Every payload of a value, however deep, as text. */
export function payloadTexts(value: unknown): string[] {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return [];
  const { data } = value as { data?: unknown };
  if (data instanceof Uint8Array) return [Buffer.from(data).toString('utf8')];
  return Object.values(value).flatMap(payloadTexts);
}

/** What an operator reads in Temporal Web while the run is going. */
export const currentDetails = async (handle: Pick<WorkflowHandle, 'query'>): Promise<string> =>
  (await handle.query<{ currentDetails: string }, []>('__temporal_workflow_metadata')).currentDetails;
