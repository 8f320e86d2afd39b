import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ConsultantActivities } from '../../activities/consultants/index.ts';
import { ledgerWrite, ledgerWriteInTask, reconciledWrite } from '../../activities/effects.ts';

/** The activities of consultants by class of effect. */
export const { offerNext, releaseLease, remind, promiseCallBack, recordPush, recordHandover } =
  proxyActivities<ConsultantActivities>(ledgerWrite);
/** For what no message has led to: one that is told in a task is lost with it, and what was written of it would stay. */
export const { recordHandover: recordInTask } = proxyLocalActivities<ConsultantActivities>(ledgerWriteInTask);
export const { pushToPipedrive } = proxyActivities<ConsultantActivities>(reconciledWrite);
