import { Command, InvalidArgumentError } from 'commander';
import { numbering, protocolPattern, turnPolicy } from '../../activities/consultants/settings.ts';
import { turnRequest } from '../../schemas/consultants.ts';
import { json, print } from '../calls/output.ts';
import { CommandFailed } from '../failure.ts';
import { ACTOR, withConsultants } from './context.ts';

const languageCode = (text: string): string => {
  if (turnRequest.shape.language.safeParse(text).success) return text;
  throw new InvalidArgumentError('It must be a language code, e.g. pt or pt-BR.');
};

/** Takes a turn as a client of the API does; Temporal need not be there. */
export const turn = new Command('turn')
  .description('take a turn: whose it is, and a protocol number')
  .requiredOption('--language <code>', 'language of the customer, e.g. pt', languageCode)
  .option(...json)
  .action((options: { language: string; json: boolean }) =>
    withConsultants(
      async ({ store, config }) => {
        const now = new Date();
        const outcome = await store.takeTurn({
          actor: ACTOR,
          at: now.toISOString(),
          language: options.language,
          numbering: numbering(protocolPattern(config), config.CONSULTANTS_ZONE)(now),
          policy: turnPolicy(config),
          lease: config.CONSULTANTS_ACCEPT_SECONDS > 0,
          mayWait: false,
        });
        if (outcome.kind !== 'given' || outcome.turn.consultant === null)
          throw new CommandFailed(`Nobody is available for ${options.language}.`);
        const { number, issuedAt, consultant } = outcome.turn;
        const { id, name } = consultant;
        print(
          options.json,
          { number, issuedAt, consultant: { id, name } },
          () => `${number} · consultant ${id}, ${name}`,
        );
      },
      // The number is told to somebody: a power cut must not bring it back.
      { durable: true },
    ),
  );
