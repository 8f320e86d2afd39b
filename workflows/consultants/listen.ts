import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import { whyNot, type CommandRefusal, type HandoverCommand } from '../../rules/consultants/handoverCommands.ts';
import { happen, type HandoverRun } from '../../rules/consultants/handoverRun.ts';
import { handoverStanding, type HandoverStanding } from '../../rules/consultants/handoverStanding.ts';
import { abandon, accept, available, finish, ready, refuse, standing } from './messages.ts';
import { show } from './show.ts';

/** Lets a hand-over be asked and told. */
export function listen(run: HandoverRun): void {
  setHandler(standing, () => handoverStanding(run), { description: 'Where the hand-over stands, and why.' });
  hear(run, accept, 'The consultant takes it.', (said) => ({ ...said, type: 'accept' }));
  hear(run, refuse, 'The consultant does not take it.', (said) => ({ ...said, type: 'refuse' }));
  hear(run, finish, 'The service is over.', (said) => ({ ...said, type: 'finish' }));
  hear(run, ready, 'The consultant is free again.', (said) => ({ ...said, type: 'ready' }));
  hear(run, abandon, 'Nothing more is to come of it.', (said) => ({ ...said, type: 'abandon' }));
  setHandler(available, () => askAgain(run), {
    description: 'Somebody may have become available.',
    validator: () => {
      if (!isWaiting(run)) throw refused('not-waiting');
    },
  });
}

/** Validators are synchronous: only then a refusal leaves no trace in the history. */
function hear<Said extends { readonly actor: string }>(
  run: HandoverRun,
  definition: UpdateDefinition<HandoverStanding, [Said]>,
  description: string,
  meant: (said: Said & { readonly atMs: number }) => HandoverCommand,
): void {
  const command = (said: Said) => meant({ ...said, atMs: Date.now() });
  setHandler(definition, (said) => told(run, command(said), said.actor), {
    description,
    validator: (said: Said | undefined) => {
      if (!said || !isWellFormed(said.actor, command(said))) throw refused('malformed');
      const reason = whyNot(run.state, command(said), run.input.settings.handover);
      if (reason !== null) throw refused(reason);
    },
  });
}

function told(run: HandoverRun, command: HandoverCommand, actor: string): HandoverStanding {
  happen(run, command, actor);
  show(run);
  return handoverStanding(run);
}

async function askAgain(run: HandoverRun): Promise<HandoverStanding> {
  happen(run, { type: 'available', atMs: Date.now() });
  await condition(() => run.state.phase !== 'seeking');
  return handoverStanding(run);
}

const isWaiting = ({ state: { phase } }: HandoverRun): boolean => phase === 'waiting' || phase === 'seeking';

/** The API has checked the same with its schema, Temporal Web and its CLI have not. */
function isWellFormed(actor: unknown, command: HandoverCommand): boolean {
  if (typeof actor !== 'string' || actor === '' || actor.length > MAX_ACTOR) return false;
  if (command.type === 'abandon') return command.because === 'caller-left' || command.because === 'cancelled';
  if (!Number.isSafeInteger(command.consultantId)) return false;
  if (command.type === 'accept' || command.type === 'refuse') return Number.isSafeInteger(command.offerNo);
  return true;
}

const MAX_ACTOR = 100;

const REASONS: Record<CommandRefusal | 'malformed' | 'not-waiting', string> = {
  ended: 'The hand-over has ended.',
  'unknown-offer': 'No such offer was made.',
  'offer-over': 'The offer does not stand any more.',
  'offer-expired': 'The time to answer is over.',
  'not-yours': 'It is with another consultant.',
  'already-accepted': 'The offer was accepted.',
  'not-accepted': 'No service has begun.',
  'already-finished': 'The service is over.',
  'not-wrapping-up': 'There is nothing to wrap up.',
  'not-waiting': 'The hand-over does not wait for anybody.',
  malformed: 'Something is missing, or of the wrong kind.',
};

const refused = (reason: keyof typeof REASONS): ApplicationFailure =>
  ApplicationFailure.nonRetryable(REASONS[reason], reason);
