import { ActivityFailure, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { HandoverRun } from '../../rules/consultants/handoverRun.ts';
import { describeHandover } from '../../rules/consultants/handoverStanding.ts';
import { show } from './show.ts';

/** A store that refuses, e.g. for a lost permission, is asked again now and then: a lease must not be kept for ever. */
const REFUSED_RETRY = '5 minutes';

/** Does work of our own store: what Temporal does not repeat waits here for somebody to mend it. */
export async function untilDone<T>(run: HandoverRun, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      setCurrentDetails(`**held up**: ${error.cause?.message ?? error.message}\n\n${describeHandover(run)}`);
      await sleep(REFUSED_RETRY, { summary: 'refused by the store, asked again' });
      show(run);
    }
  }
}
