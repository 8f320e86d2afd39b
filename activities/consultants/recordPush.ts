import { HANDOVER_ACTOR, type PushStanding } from '../../rules/consultants/handoverRun.ts';
import type { ConsultantAlertKind } from '../../schemas/consultants.ts';
import type { ConsultantStore } from '../../stores/consultants/contract.ts';
import type { Alerts } from '../alerts.ts';

/** One alert for the whole account: what is wrong with Pipedrive is wrong with every hand-over. */
const ACCOUNT = 'pipedrive';

export interface PushEnd extends PushStanding {
  readonly number: string;
  readonly consultantId: number;
  readonly at: string;
}

export interface RecordPushDeps {
  readonly store: Pick<ConsultantStore, 'recordEvent'>;
  readonly alerts: Alerts<ConsultantAlertKind>;
}

/** Writes down what became of telling Pipedrive; operators hear of an assignment that it was not told of (D-28). */
export const createRecordPush = ({ store, alerts }: RecordPushDeps) =>
  async function recordPush({ number, consultantId, state, reason, at }: PushEnd): Promise<void> {
    const kind = `pipedrive-${state}`;
    const event = { key: `${kind}:${number}`, kind, number, consultantId, detail: { reason } };
    await store.recordEvent(event, { actor: HANDOVER_ACTOR, at });
    if (state === 'failed') {
      await alerts.raise('pipedrive-not-told', ACCOUNT, `Pipedrive was not told of ${number}: ${reason}.`);
    } else if (state === 'pushed') await alerts.clear('pipedrive-not-told', ACCOUNT, at);
  };
