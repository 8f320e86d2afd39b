import { WorkflowNotFoundError } from '@temporalio/client';
import { Command, Option } from 'commander';
import type { HandoverCommand } from '../../api/consultants/deps.ts';
import { isEnded } from '../../rules/consultants/handoverState.ts';
import type { HandoverRow } from '../../stores/consultants/contract.ts';
import { json, print } from '../calls/output.ts';
import { CommandFailed } from '../failure.ts';
import { NUMBER, wholeNumber } from './arguments.ts';
import { ACTOR, withConsultants } from './context.ts';
import { handoverOf } from './handovers.ts';

interface Told {
  readonly consultant?: number;
  readonly offer?: number;
  readonly because: 'caller-left' | 'cancelled';
  readonly json: boolean;
}

const consultantOf = ({ consultantId, number }: HandoverRow, { consultant }: Told): number => {
  const id = consultant ?? consultantId;
  if (id === null)
    throw new CommandFailed(`Nobody has the hand-over ${number} now: name somebody with --consultant.`, 2);
  return id;
};

/** Says it to the workflow, and prints where the hand-over stands then. */
const tell = (number: string, options: Told, commandOf: (handover: HandoverRow) => HandoverCommand): Promise<void> =>
  withConsultants(async (context) => {
    const handover = await handoverOf(context, number);
    if (isEnded(handover)) throw new CommandFailed(`The hand-over ${number} has ended: ${handover.outcome}.`);
    const standing = await context.starters.tell(number, commandOf(handover)).catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      throw new CommandFailed(`The hand-over ${number} is not being followed yet: is a worker running?`);
    });
    const { phase, outcome } = standing;
    print(options.json, standing, () => `${number} ${phase}${outcome === null ? '' : `: ${outcome}`}`);
  });

const command = (name: string, description: string): Command =>
  new Command(name).description(description).argument(...NUMBER);
const byConsultant = ['--consultant <id>', 'who says so; default: whoever has it', wholeNumber] as const;

const answer = (type: 'accept' | 'refuse', description: string): Command =>
  command(type, description)
    .option(...byConsultant)
    .option('--offer <n>', 'which offer; default: the one that stands', wholeNumber)
    .option(...json)
    .action((number: string, options: Told) =>
      tell(number, options, (handover) => ({
        type,
        consultantId: consultantOf(handover, options),
        offerNo: options.offer ?? handover.offerNo,
        actor: ACTOR,
      })),
    );

const serviceEnd = (type: 'finish' | 'ready', description: string): Command =>
  command(type, description)
    .option(...byConsultant)
    .option(...json)
    .action((number: string, options: Told) =>
      tell(number, options, (handover) => ({ type, consultantId: consultantOf(handover, options), actor: ACTOR })),
    );

const abandon = command('abandon', 'end a hand-over that nothing more is to come of')
  .addOption(new Option('--because <reason>', 'why').choices(['caller-left', 'cancelled']).default('cancelled'))
  .option(...json)
  .action((number: string, options: Told) =>
    tell(number, options, () => ({ type: 'abandon', because: options.because, actor: ACTOR })),
  );

/** What consultants say of a hand-over, said for them. */
export const tellCommands: readonly Command[] = [
  answer('accept', 'the consultant takes it'),
  answer('refuse', 'the consultant does not take it; the next one is asked'),
  serviceEnd('finish', 'the service is over'),
  serviceEnd('ready', 'the consultant is free again, before the time for wrapping up is over'),
  abandon,
];
