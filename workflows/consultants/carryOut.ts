import type { CancellationScope } from '@temporalio/workflow';
import { happen, type HandoverRun, type HandoverTask } from '../../rules/consultants/handoverRun.ts';
import type { HandoverState } from '../../rules/consultants/handoverState.ts';
import type { HandoverEffect } from '../../rules/consultants/handoverSteps.ts';
import { offerNext, promiseCallBack, recordHandover, recordInTask, releaseLease, remind } from './activities.ts';
import { startPush } from './push.ts';
import { show } from './show.ts';
import { untilDone } from './untilDone.ts';

/**
 * Does what follows from all that has happened, in order, and what follows from that.
 * @param cancellable what may be broken off when the hand-over is cancelled
 */
export async function carryOut(run: HandoverRun, cancellable: CancellationScope): Promise<void> {
  for (let task = run.tasks.shift(); task; task = run.tasks.shift()) {
    await perform(run, task, cancellable);
    show(run);
  }
}

async function perform(run: HandoverRun, task: HandoverTask, cancellable: CancellationScope): Promise<void> {
  const { number } = run.input;
  const { effect } = task;
  const caller = { actor: task.actor, at: new Date(task.atMs).toISOString() };
  switch (effect.do) {
    case 'offer-next':
      return offer(run, effect);
    case 'release-lease': {
      const { do: _, ...end } = effect;
      const summary = `offer ${end.offerNo}: ${end.because}`;
      return untilDone(run, () => releaseLease.executeWithOptions({ summary }, [{ number, ...end, ...caller }]));
    }
    case 'remind': {
      const { do: _, ...offered } = effect;
      return untilDone(run, () => remind({ number, ...offered, ...caller }));
    }
    case 'sync-pipedrive':
      return startPush(run, effect.consultantId, cancellable);
    case 'promise-call-back':
      return untilDone(run, () => promiseCallBack({ number, state: task.state, ...caller }));
    case 'record':
      return untilDone(run, () => recordOf(task.state)({ number, state: task.state, ...caller }));
  }
}

/** The hand-over of most installations is over with its first task: that one writes it down by itself. */
const recordOf = ({ outcome }: HandoverState) => (outcome === 'assigned' ? recordInTask : recordHandover);

async function offer(run: HandoverRun, effect: Extract<HandoverEffect, { do: 'offer-next' }>): Promise<void> {
  const { number, settings } = run.input;
  const { do: _, ...wanted } = effect;
  const summary = `offer ${wanted.offerNo}`;
  const { consultantId, choice } = await untilDone(run, () =>
    offerNext.executeWithOptions({ summary }, [{ number, ...wanted, policy: settings.turn }]),
  );
  run.choice = choice;
  const answer = { offerNo: wanted.offerNo, atMs: Date.now() };
  happen(run, consultantId === null ? { type: 'nobody', ...answer } : { type: 'offered', consultantId, ...answer });
}
