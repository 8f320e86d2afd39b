import { setCurrentDetails } from '@temporalio/workflow';
import type { HandoverRun } from '../../rules/consultants/handoverRun.ts';
import { describeHandover } from '../../rules/consultants/handoverStanding.ts';

/** Shows in Temporal Web where a hand-over stands. */
export const show = (run: HandoverRun): void => setCurrentDetails(describeHandover(run));
