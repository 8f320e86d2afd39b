import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type WorkflowClient } from '@temporalio/client';
import { campaignsLabel, labelsOf } from '../../activities/calls/labels.ts';
import { createReplayQuarantine } from '../../activities/calls/replayQuarantine.ts';
import { contentHash } from '../../activities/calls/contentHash.ts';
import { runSettings } from '../../activities/calls/settings.ts';
import { finalStatuses } from '../../rules/calls/finalStatuses.ts';
import { localDay } from '../../rules/calls/windows.ts';
import type { TemporalClient } from '../../runtime/temporal.ts';
import type { BackfillRequest, RunPlan, RunRequest } from '../../schemas/calls.ts';
import type { Config } from '../../schemas/config.ts';
import type { CallStore } from '../../stores/calls/contract.ts';
import { businessDay, integration, unit } from '../../workflows/attributes.ts';
import { CALLS_TASK_QUEUE, CALL_WORKFLOWS, control, progress } from '../../workflows/calls/messages.ts';
import type { CallStarters } from '../calls/deps.ts';

/** `2026-11-01`, with the local time where the range does not begin or end at midnight. */
const edge = (instant: string, zone: string): string => {
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(instant));
  const day = localDay(instant, zone);
  const time = `${local.replaceAll(':', '')}${new Date(instant).toISOString().slice(19, 23)}`.replace(/\.000$/, '');
  return time === '000000' ? day : `${day}T${time}`;
};

/**
 * Id of a backfill, e.g. `calls-backfill-main-5+6-2026-11-01-2026-11-20`: the same account, campaigns and range have the same id, so a
 * second start joins the first (C-30).
 */
export const backfillId = (
  { campaigns, from, to }: Pick<BackfillRequest, 'campaigns' | 'from' | 'to'>,
  account: string,
  zone: string,
): string => `calls-backfill-${account}-${campaignsLabel(campaigns)}-${edge(from, zone)}-${edge(to, zone)}`;

export const dryRunId = (backfill: string): string => `${backfill}-dry-run`;

export interface StarterDeps {
  readonly config: Config;
  readonly temporal: TemporalClient;
  readonly store: CallStore;
}

/** The only maker of workflow ids of calls, and the only one that speaks to its runs. */
export function createCallStarters({ config, temporal, store }: StarterDeps): CallStarters {
  const zone = config.CALLS_ZONE;
  const account = config.CALLS_ACCOUNT;
  const replay = createReplayQuarantine({
    store,
    zone,
    finalStatuses: finalStatuses(config),
    hash: contentHash,
    now: () => new Date(),
  });
  const withRun = <T>(work: (workflow: WorkflowClient) => Promise<T>) => temporal.use(({ workflow }) => work(workflow));

  return {
    async start(request) {
      const { campaigns, from, to, dryRun } = request;
      const ranges = [{ from, to }];
      const labels = labelsOf(campaigns, ranges, zone);
      const runRequest: RunRequest = {
        kind: 'backfill',
        account,
        campaigns,
        ranges,
        labels,
        settings: runSettings(config),
      };
      const id = backfillId(request, account, zone);
      const workflowId = dryRun ? dryRunId(id) : id;
      return withRun(async (workflow) => {
        try {
          const handle = await workflow.start(dryRun ? CALL_WORKFLOWS.dryRun : CALL_WORKFLOWS.backfill, {
            workflowId,
            taskQueue: CALLS_TASK_QUEUE,
            args: [{ request: runRequest }],
            staticSummary: `${campaigns.length === 1 ? 'campaign' : 'campaigns'} ${labels.campaigns}, ${labels.days}`,
            typedSearchAttributes: [
              { key: integration, value: 'calls' },
              { key: businessDay, value: labels.days },
              { key: unit, value: labels.campaigns },
            ],
          });
          return { workflowId, runId: handle.firstExecutionRunId, joined: false };
        } catch (error) {
          if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
          const { runId, raw } = await workflow.getHandle(workflowId).describe();
          return { workflowId, runId: raw.workflowExecutionInfo?.firstRunId ?? runId, joined: true };
        }
      });
    },
    control: (id, change) => withRun((workflow) => workflow.getHandle(id).executeUpdate(control, { args: [change] })),
    cancel: (id) => withRun(async (workflow) => void (await workflow.getHandle(id).cancel())),
    async live(id) {
      return withRun(async (workflow) => {
        const handle = workflow.getHandle(id);
        try {
          const { status } = await handle.describe();
          return status.name === 'RUNNING' ? await handle.query(progress) : null;
        } catch (error) {
          if (error instanceof WorkflowNotFoundError) return null;
          throw error;
        }
      });
    },
    async plan(id) {
      return withRun(async (workflow) => {
        const handle = workflow.getHandle<() => Promise<RunPlan>>(id);
        try {
          const { status, type } = await handle.describe();
          if (type !== CALL_WORKFLOWS.dryRun) return null;
          if (status.name === 'RUNNING') return 'planning';
          return status.name === 'COMPLETED' ? await handle.result() : null;
        } catch (error) {
          if (error instanceof WorkflowNotFoundError) return null;
          throw error;
        }
      });
    },
    async replayQuarantine(id) {
      const replayed = await replay(id);
      return replayed ?? { outcome: 'rejected', reason: 'not-found' };
    },
  };
}
