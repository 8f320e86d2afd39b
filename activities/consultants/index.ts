import type { Alerts } from '../alerts.ts';
import { translateFailures } from '../failures.ts';
import type { ConsultantAlertKind } from '../../schemas/consultants.ts';
import type { ConsultantStore } from '../../stores/consultants/contract.ts';
import { consultantFailures } from './errors.ts';
import { createOfferNext } from './offerNext.ts';
import { createPromiseCallBack } from './promiseCallBack.ts';
import { createPushToPipedrive, type PushDeps } from './pushToPipedrive.ts';
import { createRecordHandover } from './recordHandover.ts';
import { createRecordPush } from './recordPush.ts';
import { createReleaseLease } from './releaseLease.ts';
import { createRemind } from './remind.ts';

export interface HandoverActivityDeps {
  readonly store: Pick<ConsultantStore, 'offerNext' | 'releaseLease' | 'recordHandover' | 'recordEvent'>;
  readonly alerts: Alerts<ConsultantAlertKind>;
  readonly now: () => Date;
}

/** The activities of hand-overs, with their failures translated: each one row or two of our own store. */
export const createHandoverActivities = (deps: HandoverActivityDeps) =>
  translateFailures(consultantFailures, {
    offerNext: createOfferNext(deps),
    releaseLease: createReleaseLease(deps),
    recordHandover: createRecordHandover(deps),
    remind: createRemind(deps),
    promiseCallBack: createPromiseCallBack(deps),
    recordPush: createRecordPush(deps),
  });

/** The one that talks to Pipedrive, on a queue of its own. */
export const createPipedriveActivities = (deps: PushDeps) =>
  translateFailures(consultantFailures, { pushToPipedrive: createPushToPipedrive(deps) });

export type ConsultantActivities = ReturnType<typeof createHandoverActivities> &
  ReturnType<typeof createPipedriveActivities>;
