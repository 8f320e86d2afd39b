import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ConsultantActivities } from '../../activities/consultants/index.ts';
import { ledgerWrite, ledgerWriteInTask, reconciledWrite } from '../../activities/effects.ts';

/** The activities of consultants by class of effect. */
export const { offerNext, releaseLease, remind, promiseCallBack, recordPush } =
  proxyActivities<ConsultantActivities>(ledgerWrite);
export const { recordHandover } = proxyLocalActivities<ConsultantActivities>(ledgerWriteInTask);
export const { pushToPipedrive } = proxyActivities<ConsultantActivities>(reconciledWrite);
