import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  sleep,
  type CancellationScope,
} from '@temporalio/workflow';
import type { Push } from '../../activities/consultants/pushToPipedrive.ts';
import type { HandoverRun, PushStanding } from '../../rules/consultants/handoverRun.ts';
import { pushToPipedrive, recordPush } from './activities.ts';
import { show } from './show.ts';
import { untilDone } from './untilDone.ts';

/** Failures that an operator mends, e.g. with a new token. */
const MENDABLE: ReadonlySet<string> = new Set([
  'pipedrive-credentials-rejected',
  'pipedrive-access-denied',
  'pipedrive-not-configured',
]);
const MENDED_YET_MS = 15 * 60_000;

/** Tells Pipedrive beside the hand-over, which neither waits for it nor fails with it (D-28). */
export function startPush(run: HandoverRun, consultantId: number, cancellable: CancellationScope): void {
  const { push } = run.input.settings;
  if (!push) return;
  run.push = { state: 'pushing', reason: null };
  const { number } = run.input;
  const giveUpAtMs = Date.now() + push.giveUpSeconds * 1_000;
  void keepPushing({ number, consultantId }, giveUpAtMs, push.taskQueue, cancellable).then(async (ended) => {
    const at = new Date().toISOString();
    await untilDone(run, () => recordPush({ number, consultantId, ...ended, at }));
    run.push = ended;
    show(run);
  });
}

async function keepPushing(
  push: Push,
  giveUpAtMs: number,
  taskQueue: string,
  cancellable: CancellationScope,
): Promise<PushStanding> {
  for (;;) {
    try {
      const scheduleToCloseTimeout = Math.max(1, giveUpAtMs - Date.now());
      const outcome = await cancellable.run(() =>
        pushToPipedrive.executeWithOptions({ taskQueue, scheduleToCloseTimeout }, [push]),
      );
      if (outcome.kind === 'skipped') return { state: 'skipped', reason: outcome.reason };
      return { state: 'pushed', reason: null };
    } catch (error) {
      const reason = reasonOf(error);
      const isTooLate = Date.now() + MENDED_YET_MS >= giveUpAtMs;
      if (!MENDABLE.has(reason) || isTooLate || !(await pause(cancellable))) return { state: 'failed', reason };
    }
  }
}

/** Waits for somebody to mend it. @returns false when the hand-over is cancelled */
async function pause(cancellable: CancellationScope): Promise<boolean> {
  try {
    await cancellable.run(() => sleep(MENDED_YET_MS, { summary: 'refused by Pipedrive, asked again' }));
    return true;
  } catch (error) {
    if (isCancellation(error)) return false;
    throw error;
  }
}

/** Stable name of why it came to nothing. */
function reasonOf(error: unknown): string {
  if (isCancellation(error)) return 'cancelled';
  if (!(error instanceof ActivityFailure)) throw error;
  return error.cause instanceof ApplicationFailure && error.cause.type ? error.cause.type : 'gave-up';
}
